"""Answers to what is asked under a draft: why something was found, and what AI would write."""

from __future__ import annotations

from bot.check import addressed
from bot.messages import say
from bot.review.outcome import FollowedUp
from bot.slack.cards.card import Card
from bot.slack.cards.message import masked
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

_REASONS = 3
_TEXT = 600


def why_message(card: Card) -> Block:
    """Say why the rules found what they found, worst first, with no key or password in it."""
    found = [finding for _, finding in addressed(masked(card).findings)][:_REASONS]
    lines = []
    for finding in found:
        reason = finding.why.strip() or finding.clause.strip() or finding.message
        whom = say("direct.why_ask", owner=finding.owner) if finding.owner else ""
        about = f"{quote(finding.text)}: " if finding.text.strip() else ""
        lines.append(clip(f"• {about}{reason} {whom}".rstrip(), _TEXT))
    text = section(plain("\n".join([say("direct.why"), *lines])))
    return {"text": say("direct.why"), "blocks": [text]}


def word_message(said: FollowedUp) -> Block:
    """Draw what AI says to a wish; the top-level text quotes nothing."""
    blocks = []
    if said.answer:
        blocks += [section(plain(said.answer))]
    if said.rewrite:
        blocks += [section(mrkdwn(f"*{say('card.rewrite')}*")), section(plain(said.rewrite))]
    small = [say("card.by_ai"), said.note, say("card.fades")]
    blocks.append(context(plain(" · ".join(filter(None, small)))))
    buttons = [
        button("keep", say("button.keep"), say("button.keep_says"), "answer"),
        button("delete", say("button.delete"), say("button.delete_says"), "answer"),
    ]
    return {"text": say("direct.answered"), "blocks": [*blocks, actions("answer", *buttons)]}
