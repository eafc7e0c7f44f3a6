"""Telling words and talk from drafts: sub-commands, greetings, thanks. In doubt it is a draft."""

from __future__ import annotations

from enum import StrEnum

from bot import messages
from bot.messages.heard import ASK, COMMANDS, TALK
from bot.slack.phrasing import Phrased
from bot.slack.typed import is_blank


class Talk(StrEnum):
    """What a message is that is no draft."""

    ABOUT = "about"
    KEPT = "kept"
    THANKS = "thanks"
    NOD = "nod"


_OURS = ("checkpost",)
_KINDS = {  # of several kinds in one message, the first
    "kept": Talk.KEPT,
    "about": Talk.ABOUT,
    "thanks": Talk.THANKS,
    "greeting": Talk.ABOUT,
    "nod": Talk.NOD,
}


def talk_in(text: str) -> Talk | None:
    """Return what `text` is when it is nothing to post, None for a draft."""
    said = Phrased(text)
    if not said.words:
        return None if is_blank(text) else Talk.NOD
    if not said.is_made_of(*TALK, names=_OURS):
        return None
    found = next((talk for kind, talk in _KINDS.items() if said.holds(kind)), None)
    asks = text.rstrip().endswith("?")
    return None if found is Talk.NOD and asks else found


def subcommand(text: str) -> str | None:
    """Return the sub-command that `text` is, None for a draft. In doubt it is a draft."""
    if question_in(text):
        return ASK
    said = Phrased(text)
    alone = (word for word in COMMANDS if said.words == [word] or said.is_one(word))
    return next(alone, None)


def question_in(text: str) -> str:
    """Return the question behind `ask`, or what a language has for it; empty where none is."""
    question = behind_ask(text) or ""
    return question if question.endswith("?") else ""


def behind_ask(text: str) -> str | None:
    """Return what stands behind `ask`, or what a language has for it; None where that is not."""
    word, _, question = text.strip().partition(" ")
    is_asked = word == ASK or any(
        word in spoken.get(ASK, ()) for spoken in messages.phrases().values()
    )
    return question.strip() if is_asked else None
