from __future__ import annotations

import pytest

from bot.pictures.alt import weaknesses
from bot.pictures.read import read_picture
from bot.pictures.sizes import size_notes
from bot.policy.counting import PictureLimits
from bot.verdict import Platform
from tests.pictures.made import picture, saved

GOOD = "Two engineers in orange vests lower a sensor into the harbour at dawn."


@pytest.mark.parametrize(
    ("alt", "keys"),
    [
        (GOOD, ()),
        ("Dois engenheiros de colete laranja baixam um sensor no porto.", ()),
        ("", ("missing",)),
        ("  \n ", ("missing",)),
        ("🌊🌊 !", ("emoji_only",)),
        ("IMG_20261120_140533.jpg", ("file_name",)),
        ("IMG 4711", ("file_name",)),
        ("Screenshot 2026-11-20 at 14.05.33.png", ("file_name",)),
        ("image", ("generic",)),
        ("A photo", ("generic",)),
        ("picture 3", ("generic",)),
        ("Fotografia", ("generic",)),
        ("Photo of two engineers at the harbour", ("photo_of",)),
        ("Uma foto de dois engenheiros no porto", ("photo_of",)),
        ("Harbour", ("short",)),
        ("harbour " * 60, ("long",)),
        ("harbour " * 140, ("too_long",)),
        ("We met in Porto today", ("same_as_draft",)),
    ],
)
def test_a_weak_alternative_text_is_told_why(alt: str, keys: tuple[str, ...]) -> None:
    assert weaknesses(alt, "We met in  Porto today") == keys


def test_how_long_it_may_be_is_the_platforms_to_say() -> None:
    text = "harbour " * 140
    assert weaknesses(text, "", 2_000) == ("long",)
    assert weaknesses("harbour " * 40, "", 300) == ("too_long",)


def test_a_picture_is_told_what_its_platform_does_to_it() -> None:
    limits = PictureLimits(megabytes=1, narrowest=320, tallest="4:5", widest="1.91:1")
    fine = read_picture(saved(picture((1080, 1350))))
    tall = read_picture(saved(picture((300, 1200))))
    wide = read_picture(saved(picture((2000, 500))))
    assert size_notes(fine, limits, Platform.INSTAGRAM) == []
    assert size_notes(tall, limits, Platform.INSTAGRAM) == [
        "Instagram wants pictures at least 320 pixels wide; this one has 300.",
        "Instagram crops pictures taller than 4:5.",
    ]
    assert size_notes(wide, limits, Platform.INSTAGRAM) == [
        "Instagram crops pictures wider than 1.91:1."
    ]
    assert size_notes(wide, None, Platform.OTHER) == []


def test_a_large_file_is_told_how_large_it_may_be() -> None:
    data = saved(picture((700, 700)), "BMP")
    assert size_notes(read_picture(data), PictureLimits(megabytes=1), Platform.BLUESKY) == [
        "Bluesky takes pictures up to 1 MB; this one has 1.5 MB."
    ]
