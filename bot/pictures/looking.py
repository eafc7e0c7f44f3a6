"""One look at a picture that goes with a draft: everything its author should know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.messages import moment, say
from bot.pictures.alt import MOST, weaknesses
from bot.pictures.judging import Seen, read_both
from bot.pictures.metadata import Detail, Kind, details
from bot.pictures.read import Picture
from bot.pictures.sizes import size_notes
from bot.pictures.words import Read, Words
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Reading

_A_PAGE = 1_200  # characters: what fits on a slide, and not on a badge
_CHECKLIST = ("people", "children", "screens", "badges", "whose")


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to say about a picture. `reading` is the rules' word on its draft beside it.

    `alt` are weaknesses of the alternative text as keys of `picture.alt`, `notes` sentences about
    the file, its size and its words, `seen` findings in the words.
    """

    picture: Picture
    reading: Reading
    details: tuple[Detail, ...]
    alt: tuple[str, ...]
    alt_most: int
    notes: tuple[str, ...]
    words: Words = field(repr=False)
    seen: tuple[Seen, ...]


def look(  # noqa: PLR0913 -- the picture, and all that is read beside it
    picture: Picture,
    draft: Draft,
    alt: str,
    ruleset: RuleSet,
    at: datetime,
    read_words: Callable[[Picture], Words],
    *,
    covered: bool = False,
) -> Look:
    """Look at a picture. `read_words` may take seconds; everything else is quick.

    `covered` says that the guard covers a draft which is not at hand.
    """
    words = read_words(picture)
    survivors = [rule.id for rule in ruleset.rules if rule.survives_guard]
    reading, seen = read_both(
        draft, words, lambda other: ruleset.read(other, at), survivors, covered=covered
    )
    limits = ruleset.platforms.get(draft.platform)
    allowed = limits.picture if limits else None
    most = MOST if allowed is None or allowed.alt is None else allowed.alt
    notes = [*_of_the_file(picture), *size_notes(picture, allowed, draft.platform)]
    return Look(
        picture=picture,
        reading=reading,
        details=details(picture),
        alt=weaknesses(alt, draft.text, most),
        alt_most=most,
        notes=(*notes, *_of_the_words(words)),
        words=words,
        seen=seen,
    )


def alt_sentences(found: Look) -> list[str]:
    """Return what is weak about the alternative text, in sentences."""
    return [say(f"picture.alt.{key}", most=found.alt_most) for key in found.alt]


def detail_sentence(detail: Detail) -> str:
    """Return one thing that the file says, in a sentence."""
    value = _moment(detail.value) if detail.kind is Kind.TIME else detail.value
    return say(f"picture.detail.{detail.kind.value}", value=value)


def _moment(value: str) -> str:
    """Return a moment as people write it; Exif separates the parts of a date by colons."""
    try:
        when = datetime.strptime(value, "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return value
    return moment(when, "UTC", "taken")


def checklist(found: Look) -> list[str]:
    """Return what only a person can judge about a picture; nothing beside a guarded draft."""
    if found.reading.guarded:
        return []
    return [say(f"picture.ask.{key}") for key in _CHECKLIST]


def _of_the_file(picture: Picture) -> list[str]:
    return [say("picture.frames")] if picture.frames else []


def _of_the_words(words: Words) -> list[str]:
    if words.status is not Read.DONE:
        return [say(f"picture.words.{words.status.value}")]
    return [say("picture.words.page")] if len(words.text) > _A_PAGE else []
