"""`checkpost check --image`: a picture beside a draft, read in memory and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.check import Outcome
from bot.cli.result import finding_json
from bot.cli.ruleset import fail
from bot.messages import say
from bot.pictures.cleaning import cleaned
from bot.pictures.looking import Look, alt_sentences, checklist, detail_sentence, look
from bot.pictures.marking import marked
from bot.pictures.read import MOST_BYTES, Unreadable, read_picture
from bot.pictures.words import Read, words_in
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Reading, combine, worst

_INSTALL = "    To have them read: make pictures, or pip install 'checkpost[pictures]'"
Judged = Callable[[Reading], Outcome]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of a picture; `cleaned` and `marked` are files to write, where named."""

    image: str
    alt: str = ""
    cleaned: str | None = None
    marked: str | None = None


def look_at(wanted: Wanted, draft: Draft, ruleset: RuleSet, at: datetime) -> Look:
    """Return what there is to say about the picture; one that cannot be looked at exits 2."""
    for copy in (wanted.cleaned, wanted.marked):
        if copy is not None and Path(copy).exists():
            fail(f"{copy} is there already: name a new file.")
    try:
        with Path(wanted.image).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        return look(read_picture(data), draft, wanted.alt, ruleset, at, words_in)
    except Unreadable as problem:
        fail(f"{wanted.image}: {say(f'picture.no.{problem.reason}')}")
    except OSError as error:
        fail(f"{wanted.image} cannot be read: {error.strerror}.")


def with_picture(outcome: Outcome, found: Look) -> Outcome:
    """Return the outcome with a verdict that counts what stands in the picture."""
    inside = worst(each.finding for each in found.seen)
    return replace(outcome, verdict=combine(outcome.verdict, inside))


def picture_json(found: Look) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the `image` field, and the findings of the picture's words for `findings`.

    Their offsets are into the lines of `text`, joined by line breaks.
    """
    picture = found.picture
    image = {
        "format": picture.format,
        "width": picture.width,
        "height": picture.height,
        "metadata": [
            {"kind": each.kind.value, "value": each.value, "message": detail_sentence(each)}
            for each in found.details
        ],
        "alt": [
            {"kind": kind, "message": message}
            for kind, message in zip(found.alt, alt_sentences(found), strict=True)
        ],
        "text": [{"text": line.text, "corners": line.corners} for line in found.words.lines],
        "notes": list(found.notes),
        "checklist": checklist(found),
    }
    inside = [
        {**finding_json(each.finding), "in": "image", "corners": each.spans} for each in found.seen
    ]
    return image, inside


def picture_lines(found: Look) -> list[str]:
    """Return the picture's part for a terminal."""
    picture = found.picture
    lines = [f"{picture.format}, {picture.width} × {picture.height}"]
    for number, each in enumerate(found.seen, start=1):
        lines += [f"{number}. “{each.finding.text}”: {each.finding.message}"]
    lines += [f"   → {say('picture.cover')}"] if found.seen else []
    notes = [*map(detail_sentence, found.details), *alt_sentences(found), *found.notes]
    lines += [f"  · {note}" for note in notes]
    lines += [_INSTALL] if found.words.status is Read.OFF else []
    asked = checklist(found)
    return [*lines, *([say("picture.ask_title")] if asked else []), *(f"  · {a}" for a in asked)]


def write_copies(wanted: Wanted, found: Look) -> None:
    """Write the copies that were asked for; never over a file that is there."""
    if wanted.cleaned is not None:
        _write(wanted.cleaned, cleaned(found.picture)[0])
    if wanted.marked is not None:
        _write(wanted.marked, marked(found.picture.small, found.seen))


def _write(file: str, data: bytes) -> None:
    try:
        with Path(file).open("xb") as out:
            out.write(data)
    except FileExistsError:
        fail(f"{file} is there already: name a new file.")
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")
