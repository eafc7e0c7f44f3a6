"""Recognition: the form of a nomination, and the button that opens it."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.forms import form, person_input, text_input
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    context,
    mrkdwn,
    plain,
    section,
)
from bot.vocabulary.recognition import LONGEST_LINK

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
