"""A nomination as its colleague reads it, and its ends."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    context,
    escape,
    mrkdwn,
    plain,
    section,
)
from bot.vocabulary.recognition import Answered, Nomination


def mark(nomination: Nomination) -> str:
    """Return the block by which the question is found again."""
    return f"nominate:{nomination.nomination_id}"


def question_message(nomination: Nomination) -> Block:
    """Return what the colleague reads, and nobody else; its top-level text quotes nothing."""
    named = nomination.nomination_id
    asks = say("nominate.asks", by=f"<@{escape(nomination.by)}>")
    return {
        "text": say("nominate.news"),
        "blocks": [
            {**section(mrkdwn(asks)), "block_id": mark(nomination)},
            section(plain(nomination.sentence)),
            section(plain(nomination.link)),
            actions(
                "nominate",
                button("nominate_yes", say("nominate.yes"), say("nominate.yes_says"), named),
                button("nominate_no", say("nominate.no"), say("nominate.no_says"), named),
            ),
            context(plain(say("nominate.only_you"))),
        ],
    }


def answered_message(answered: Answered, nomination_id: str) -> Block:
    """Return what stands in the question's place once it is answered."""
    text = say(f"nominate.{answered}")
    blocks = [section(plain(text))]
    if answered is Answered.ACCEPTED:
        back = button("nominate_no", say("nominate.back"), say("nominate.no_says"), nomination_id)
        blocks.append(actions("nominate", back))
    return {"text": text, "blocks": blocks}
