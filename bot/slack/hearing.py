"""Hearing a wish in a message under a draft: one in which a rule finds something is a draft."""

from __future__ import annotations

import re

from bot.slack.services import Services
from bot.slack.wishes import Wish, wish_in
from bot.verdict import Draft, Verdict

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“]*“")


def wish_here(services: Services, text: str) -> Wish | None:
    """Return what `text` asks for, None where it is a draft itself.

    What it quotes is of the draft above. Polish is no reason: one may shout one's wish.
    """
    wish = wish_in(text)
    if wish is None:
        return None
    reading = services.coach.read(Draft(_QUOTED.sub(" ", text)))
    return wish if reading.verdict.rank <= Verdict.POLISH.rank else None
