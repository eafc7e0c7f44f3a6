"""What somebody may ask for under a draft that was read: why, for another platform, otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.slack.phrasing import Phrased, sentences_in
from bot.verdict import Platform

_NAMES = {
    **{platform.value: platform for platform in Platform if platform is not Platform.OTHER},
    "twitter": Platform.X,
    "tweet": Platform.X,
    "insta": Platform.INSTAGRAM,
}
_WHOLE = ("why", "otherwise", "language", "around", "thanks")
_BEFORE = ("greeting", "thanks", "nod", "beside")
_AROUND = (*_BEFORE, "around")
_MOST_WORDS = 14
"""More than a wish takes; whatever is longer is the next draft."""


class Ask(StrEnum):
    """What kind of thing is asked for."""

    WHY = "why"
    PLATFORM = "platform"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, in the words it was; `platform` where it names one.

    `translated` says that it is about another language.
    """

    ask: Ask
    text: str
    platform: Platform = Platform.OTHER
    translated: bool = False


def wish_in(text: str) -> Wish | None:
    """Return what `text` asks for under a draft, None where it reads like a draft itself.

    Each sentence must be a wish or what people put around one: a text that goes on is a draft.
    """
    said = " ".join(text.split())
    if len(said.split()) > _MOST_WORDS:
        return None
    heard = [_heard(sentence, said) for sentence in sentences_in(text)]
    wish = next((each for each in heard if isinstance(each, Wish)), None)
    return wish if all(heard) else None


def _heard(sentence: str, said: str) -> Wish | bool:
    """Return the wish in a sentence; else whether it may stand beside one."""
    phrased = Phrased(sentence)
    named = {_NAMES[word] for word in phrased.words if word in _NAMES}
    ask = _opened(phrased) or (_for_platform(phrased, named) if named else _whole(phrased))
    if ask is None:
        beside = phrased.is_made_of(*_WHOLE, after=_BEFORE) and not phrased.holds("why")
        return beside and not named
    platform = min(named) if len(named) == 1 else Platform.OTHER
    translated = ask is Ask.OTHERWISE and phrased.holds("language")
    return Wish(ask, said, platform, translated=translated)


def _opened(phrased: Phrased) -> Ask | None:
    if phrased.is_open("why", _AROUND):
        return Ask.WHY
    return Ask.OTHERWISE if phrased.is_open("otherwise", _AROUND) else None


def _whole(phrased: Phrased) -> Ask | None:
    if not phrased.is_made_of(*_WHOLE, after=_BEFORE):
        return None
    return Ask.WHY if phrased.begins_with("why", _AROUND) else _otherwise(phrased)


def _for_platform(phrased: Phrased, named: Collection[Platform]) -> Ask | None:
    """Return what is asked for by a sentence that names a platform, or another version for it."""
    if len(named) > 1:
        return None
    if phrased.is_made_of("platform", names=_NAMES):
        return Ask.PLATFORM
    whole = phrased.is_made_of(*_WHOLE, "platform", names=_NAMES, after=_BEFORE)
    return _otherwise(phrased) if whole and phrased.holds("platform") else None


def _otherwise(phrased: Phrased) -> Ask | None:
    return Ask.OTHERWISE if phrased.holds("otherwise") or phrased.holds("language") else None
