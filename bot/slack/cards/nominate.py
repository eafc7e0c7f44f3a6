"""Recognition: the form of a nomination, the colleague's private question, and its ends."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.forms import form, person_input, text_input
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
from bot.vocabulary.recognition import LONGEST_LINK, Answered, Nomination

FORM = "nominate_form"
PERSON, LINK, SENTENCE = "person", "link", "sentence"
_SENTENCE = 300


def nominate_form() -> Block:
    """Draw the form."""
    blocks = [
        section(plain(say("nominate.intro"))),
        person_input(PERSON, say("nominate.person")),
        text_input(LINK, say("nominate.link"), "", LONGEST_LINK, multiline=False),
        text_input(SENTENCE, say("nominate.sentence"), "", _SENTENCE, multiline=False),
        context(plain(say("nominate.keeps"))),
    ]
    title, cancel = say("nominate.title"), say("nominate.cancel")
    return form(FORM, title, blocks, say("nominate.send"), {}, cancel)


def nominate_button() -> Block:
    """Return the button that opens the form."""
    return button("nominate", say("nominate.button"), say("nominate.button_says"), "nominate")


def help_message() -> Block:
    """Return what `/checkpost help` says, with the button below it."""
    text = say("help")
    return {"text": text, "blocks": [section(mrkdwn(text)), actions("help", nominate_button())]}


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
