"""The words in a picture, read on this machine by a process of their own, within a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from io import BytesIO

from PIL import Image

from bot.pictures.read import Picture

DEADLINE = 30.0
"""How long the words of one picture may take to read, in seconds; two are usual."""

MOST_LINES = 400
"""How many lines of a picture are looked at."""

_FAINT = 0.8
_SLIMMEST = 3  # the longer side by the shorter
Corner = tuple[int, int]


class Read(StrEnum):
    """Whether the words were read: `off` where what reads them is not installed.

    `faint` are words that are hardly readable, whichever way the picture is turned.
    """

    DONE = "done"
    FAINT = "faint"
    OFF = "off"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words, its four corners clockwise from the upper left, in pixels of `small`."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a picture, from the top."""

    status: Read
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """All lines, with a line break between them."""
        return "\n".join(line.text for line in self.lines)


def installed() -> bool:
    """Whether the library that reads words is here; nothing of it is loaded."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def words_in(picture: Picture, deadline: float = DEADLINE) -> Words:
    """Return the words in a picture. Nothing is written down, and nothing leaves the machine."""
    if not installed():
        return Words(Read.OFF)
    given = BytesIO()
    _shaped(picture.small).save(given, "BMP")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-B", "-m", "bot.pictures.ocr"],
            input=given.getvalue(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Nothing else of ours: no token has any business in there.
            env={"PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
            timeout=deadline,
            check=True,
        )
        found = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return Words(Read.FAILED)
    lines = (Line(each["text"], _corners(each["corners"])) for each in found["lines"][:MOST_LINES])
    faint = 0 < found["sure"] < _FAINT
    return Words(Read.FAINT if faint else Read.DONE, tuple(lines))


def _shaped(small: Image.Image) -> Image.Image:
    """Return a picture no slimmer than one to three, with white on the right or below.

    What finds words enlarges a picture by its shorter side: one of 2 × 1,600 would fill gigabytes.
    """
    least = -(-max(small.size) // _SLIMMEST)
    if min(small.size) >= least:
        return small
    ground = Image.new("RGB", (max(small.width, least), max(small.height, least)), "white")
    ground.paste(small, (0, 0))
    return ground


def _corners(found: list[list[int]]) -> tuple[Corner, Corner, Corner, Corner]:
    one, two, three, four = ((x, y) for x, y in found)
    return one, two, three, four
