"""Answers to what is asked under a draft: why something was found, and what AI would write."""

from __future__ import annotations

from bot.check import addressed
from bot.messages import say
from bot.review.outcome import FollowedUp
from bot.slack.cards.card import Card
from bot.slack.cards.going import Going
from bot.slack.cards.masking import masked
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    mrkdwn,
    plain,
    quote,
    section,
)
from bot.verdict import Finding, Source

_REASONS = 5  # as many as a card shows
_TEXT = 500


def why_message(card: Card, note: str = "") -> Block:
    """Say why something was found, worst first, with no key or password in it.

    `note` is a word about the card itself.
    """
    found = [_reason(finding) for _, finding in addressed(masked(card).findings)][:_REASONS]
    lines = [say("direct.why"), *found, *([note] if note else [])]
    return {"text": say("direct.why"), "blocks": [section(plain("\n".join(lines)))]}


def _reason(finding: Finding) -> str:
    about = f"{quote(finding.text)}: " if finding.text.strip() else ""
    if finding.source is Source.RULE:
        reason = finding.why.strip() or finding.clause.strip() or finding.message
        end = say("direct.why_ask", owner=finding.owner) if finding.owner else ""
    else:
        reason = " ".join(filter(None, [finding.message.strip(), finding.why.strip()]))
        end = f"({say('card.by_ai')})"
    return f"• {clip(f'{about}{reason}', _TEXT)} {end}".rstrip()


def word_message(said: FollowedUp, going: Going | None = None) -> Block:
    """Draw what AI says to a wish, and where its version is `going`; the text quotes nothing."""
    blocks = []
    if said.answer:
        blocks += [section(plain(said.answer))]
    if said.rewrite:
        blocks += [section(mrkdwn(f"*{say('card.rewrite')}*")), section(plain(said.rewrite))]
    small = [say("card.by_ai"), going.says if going else "", said.note, say("card.fades")]
    blocks.append(context(plain(" · ".join(filter(None, small)))))
    buttons = [
        button("keep", say("button.keep"), say("button.keep_says"), "answer"),
        button("delete", say("button.delete"), say("button.delete_says"), "answer"),
    ]
    if going and (link := going.link):
        buttons.insert(0, link)
    return {"text": say("direct.answered"), "blocks": [*blocks, actions("answer", *buttons)]}
