"""Explanations speak of the text and its readers, whatever a model has to say of the author."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.wording import explanation

DRAFT = "Kestrel is a joke, and its customers know it."

FEELINGS = ["angry", "bitter", "furious", "hatred", "resentful", "upset", "wütend", "zangado"]
PERSONS = ["you", "your", "You're", "the author", "she", "você", "usted", "vous", "du", "dein"]
FRAMES = [
    "{} sound {}.",
    "Readers may think that {} must be {}.",
    "Readers may hear how {} {} this is.",
    "People may notice that {} come off as {}.",
]


@pytest.mark.parametrize(
    "offered",
    [
        "You come off as bitter.",
        "You must be furious.",
        "This was written in anger.",
        "The tone is angry and bitter.",
        "Your hatred of Kestrel shows.",
        "Du klingst wütend.",
        "Readers may hear the anger in this.",
        "Readers can tell that whoever wrote it feels small.",
        "Os leitores podem achar isto agressivo.",
        "Readers may take this as a swipe at Elon Musk.",
    ],
)
def test_feelings_the_author_and_new_names_are_never_explained(offered: str) -> None:
    assert explanation(offered, DRAFT) is None


@pytest.mark.parametrize(
    "offered",
    [
        "Readers may take this as a swipe at Kestrel and its customers.",
        "Readers may feel laughed at.",
        "It may put off people who chose Kestrel.",
        "Readers from outside may not know this word.",
    ],
)
def test_an_effect_on_readers_is_shown(offered: str) -> None:
    assert explanation(offered, DRAFT) == offered


@given(st.sampled_from(FRAMES), st.sampled_from(PERSONS), st.sampled_from(FEELINGS))
def test_neither_person_nor_feeling_is_ever_shown(frame: str, person: str, feeling: str) -> None:
    assert explanation(frame.format(person, "calm"), DRAFT) is None
    assert explanation(frame.format("some", feeling), DRAFT) is None
