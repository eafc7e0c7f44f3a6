"""The picture: a PNG of a phone's width, drawn by a library that is loaded for it alone."""

from __future__ import annotations

import struct
import subprocess
import sys

import pytest

from bot.digest.chart import draw
from bot.slack.cards.digest_picture import picture_of
from tests.digest.made import WEEK, digest, frozen


@pytest.mark.parametrize("bars", [1, 2, 8])
def test_a_picture_is_as_wide_as_a_phone_and_as_high_as_it_needs(bars: int) -> None:
    png = draw("Fixed", [(f"topic {n}", 5 * n + 5) for n in range(bars)], "–", span="November")

    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (960, round(160 * (1.75 + 0.55 * bars)))


def test_the_bars_are_the_numbers_that_are_told_in_words() -> None:
    picture = picture_of(digest())

    assert picture is not None
    assert picture.bars[0] == ("saying where you work", 25)
    assert all(f"{name} {count}" in picture.alt for name, count in picture.bars)


def test_a_week_with_one_topic_shows_its_weeks_instead() -> None:
    one = (("disclosure", 25),)
    picture = picture_of(digest(frozen(WEEK.before(), topics=one), frozen(topics=one)))

    assert picture is not None
    assert picture.bars == (("9 November", 60), ("16 November", 60))
    assert picture.span == "9 November to 22 November"
    assert picture_of(digest(frozen(topics=one))) is None


def test_nobody_loads_the_drawing_library_who_draws_nothing() -> None:
    script = "import sys, bot.slack.digest_post; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
