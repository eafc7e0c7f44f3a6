"""Telling words and talk from drafts: sub-commands, greetings, thanks. In doubt it is a draft."""

from __future__ import annotations

from enum import StrEnum

from bot import messages
from bot.messages.heard import ASK, COMMANDS
from bot.slack.phrasing import Phrased


class Talk(StrEnum):
    """What a message is that is no draft."""

    ABOUT = "about"
    THANKS = "thanks"


_OURS = ("checkpost",)


def talk_in(text: str) -> Talk | None:
    """Return what `text` is when it is nothing to post, None for a draft."""
    said = Phrased(text)
    if not said.is_made_of("greeting", "about", "thanks", "beside", names=_OURS):
        return None
    if said.holds("greeting") or said.holds("about"):
        return Talk.ABOUT
    return Talk.THANKS if said.holds("thanks") else None


def subcommand(text: str) -> str | None:
    """Return the sub-command that `text` is, None for a draft. In doubt it is a draft."""
    if question_in(text):
        return ASK
    said = Phrased(text)
    alone = (word for word in COMMANDS if said.words == [word] or said.is_one(word))
    return next(alone, None)


def question_in(text: str) -> str:
    """Return the question behind `ask`, or what a language has for it; empty where none is."""
    word, _, question = text.strip().partition(" ")
    is_asked = word == ASK or any(
        word in spoken.get(ASK, ()) for spoken in messages.phrases().values()
    )
    return question.strip() if is_asked and question.endswith("?") else ""
