"""What somebody may ask for under a draft that was read: why, for another platform, otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.slack.phrasing import Phrased
from bot.verdict import Platform

_NAMES = {
    **{platform.value: platform for platform in Platform if platform is not Platform.OTHER},
    "twitter": Platform.X,
    "insta": Platform.INSTAGRAM,
}
_MOST_WORDS = 14
"""More than a wish takes; whatever is longer is the next draft."""


class Ask(StrEnum):
    """What kind of thing is asked for."""

    WHY = "why"
    PLATFORM = "platform"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, in the words it was; `platform` where it is about another one.

    `translated` says that it is about another language.
    """

    ask: Ask
    text: str
    platform: Platform = Platform.OTHER
    translated: bool = False


def wish_in(text: str) -> Wish | None:
    """Return what `text` asks for under a draft, None where it reads like a draft itself."""
    said = " ".join(text.split())
    if len(said.split()) > _MOST_WORDS:
        return None
    phrased = Phrased(said)
    named = _named(phrased)
    if named:
        return Wish(Ask.PLATFORM, said, named)
    if phrased.begins_with("why"):
        return Wish(Ask.WHY, said)
    translated = phrased.holds("language")
    if translated or phrased.holds("otherwise"):
        return Wish(Ask.OTHERWISE, said, translated=translated)
    return None


def _named(phrased: Phrased) -> Platform | None:
    """Return the one platform that a message is about, None where it says anything else."""
    named = {_NAMES[word] for word in phrased.words if word in _NAMES}
    whole = len(named) == 1 and phrased.is_made_of("platform", names=_NAMES)
    return named.pop() if whole else None
