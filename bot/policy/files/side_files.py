"""Shapes of the small files beside the organisation's: platforms, packs, protected speech."""

from __future__ import annotations

from typing import Any

from bot.policy.counting import Limits, PictureLimits
from bot.policy.files.company_file import LIST_TERMS, NAME, TIMEZONE, VERSION
from bot.policy.files.listing import Listing, Table
from bot.policy.files.moments import Moment
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Choice, Count, Text
from bot.policy.schema import Pack
from bot.verdict import Platform


def _limits(checked_on: object = None, **values: Any) -> Limits:  # noqa: ANN401 -- shapes made them
    del checked_on
    return Limits(**values)


def _picture(checked_on: object = None, **values: Any) -> PictureLimits:  # noqa: ANN401 -- as above
    del checked_on
    return PictureLimits(**values)


_RATIO = Text(
    pattern=r"[1-9]\d{0,3}(?:\.\d+)?:[1-9]\d{0,3}(?:\.\d+)?",
    hint='Write width to height, such as "4:5".',
)
_PICTURE = Record(
    "a platform's pictures",
    {
        "alt": Field(Count(), "How long an alternative text may be, in characters."),
        "megabytes": Field(Count(), "How large a picture's file may be."),
        "narrowest": Field(Count(), "The least width, in pixels."),
        "tallest": Field(_RATIO, "Width to height of the tallest picture that is not cropped."),
        "widest": Field(_RATIO, "Width to height of the widest picture that is not cropped."),
        "checked_on": Field(Moment(), "When somebody last looked this up."),
    },
    _picture,
)

_COMPOSE = Text(
    pattern=r"https://[^\s{}]+\{text\}[^\s{}]*",
    hint="Use an https address with {text} where the post goes.",
)

_PLATFORM = Record(
    "a platform",
    {
        "count": Field(Choice(("characters", "graphemes", "x")), "How it counts."),
        "characters": Field(Count(), "How long a post may be."),
        "hashtags": Field(Count(), "How many hashtags a post may have."),
        "link": Field(Count(), "What every link counts, however long it is."),
        "mention": Field(Choice(("whole", "local")), "Whether a remote mention's server counts."),
        "compose": Field(_COMPOSE, "The address that opens its composer with {text} filled in."),
        "picture": Field(_PICTURE, "What it takes of pictures."),
        "checked_on": Field(Moment(), "When somebody last read the platform's own help page."),
    },
    _limits,
)


PLATFORMS = Record(
    "platforms.yaml",
    {
        "version": VERSION,
        "platforms": Field(Table(Choice(Platform), _PLATFORM), "Each platform.", required=True),
    },
    dict,
)


PACKS = Record(
    "packs.yaml",
    {
        "version": VERSION,
        "packs": Field(Listing(NAME), "Folders under packs/, in their order.", required=True),
    },
    dict,
)


PACK = Record(
    "pack",
    {
        "name": Field(NAME, "The folder's name.", required=True),
        "owner": Field(Text(), "The channel that looks after it.", required=True),
        "timezone": Field(TIMEZONE, "The time zone of its dates; else the organisation's."),
    },
    Pack,
)


PROTECTED = Record(
    "protected.yaml",
    {
        "version": VERSION,
        "alone": Field(LIST_TERMS, "Phrases that are about working life whenever they are said."),
        "with_work": Field(LIST_TERMS, "Words that count when work is mentioned beside them."),
    },
    dict,
)
