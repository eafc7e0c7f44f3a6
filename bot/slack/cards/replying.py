"""The reply coach on a card: reply at all, three ticks in words, hazards, and one tap to count."""

from __future__ import annotations

from collections.abc import Iterable

from bot.messages import say
from bot.replies.reply import ReplyReading
from bot.replies.telling import advice_lines, hazard_lines, tick_lines, ticks_title
from bot.slack.cards.text import Block, actions, button, clip, context, mrkdwn, plain, section
from bot.verdict import Finding

TAG = "reply_topic"
COMMENT = "comment"
_MOST = 2_800  # characters of a section, with room for what Slack counts twice
_TOPICS = 10  # buttons in a row that still fit a phone
_LABEL = 40


def reply_blocks(
    told: ReplyReading, found: Iterable[Finding], topics: Iterable[str], check_id: str
) -> list[Block]:
    """Draw what there is to say about a reply, in the order in which its author needs it.

    What rules have `found` is told below, and not here.
    """
    blocks = [_lines(advice_lines(told)), _title(ticks_title(told)), _lines(tick_lines(told))]
    hazards = [f"• {line}" for line in hazard_lines(told, found)]
    if hazards:
        blocks += [_title(say("reply.hazards")), _lines(hazards)]
    return [*(block for block in blocks if block), *_tags(topics, check_id)]


def comment_input(comment: str) -> Block:
    """Draw the input for the other person's comment; what stands in it stays in the window."""
    writing: Block = {
        "type": "plain_text_input",
        "action_id": COMMENT,
        "multiline": True,
        "max_length": 3_000,
        "placeholder": {"type": "plain_text", "text": say("reply.comment_placeholder")},
    }
    if comment:
        writing["initial_value"] = comment
    return {
        "type": "input",
        "block_id": COMMENT,
        "optional": True,
        "label": {"type": "plain_text", "text": say("reply.comment")},
        "element": writing,
    }


def _title(text: str) -> Block:
    return section(mrkdwn(f"*{text}*"))


def _lines(lines: Iterable[str]) -> Block:
    text = "\n".join(lines)
    return section(plain(clip(text, _MOST))) if text else {}


def _tags(topics: Iterable[str], check_id: str) -> list[Block]:
    named = [clip(topic, _LABEL) for topic in topics][:_TOPICS]
    if not named:
        return []
    taps = (
        button(f"{TAG}:{n}", topic, say("reply.tag_says", topic=topic), f"{topic} {check_id}")
        for n, topic in enumerate(named)
    )
    return [context(plain(say("reply.tag"))), actions(TAG, *taps)]
