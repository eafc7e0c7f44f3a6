"""What of a picture may go to a model, and what of its answer is shown."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.pictures.judging import Seen
from bot.pictures.looking import Look
from bot.pictures.read import read_picture
from bot.pictures.words import Line, Words
from bot.pictures.words import Read as Was
from bot.review.outcome import ReviewStatus
from bot.review.picturing import PictureSaid
from bot.seeing import Seeing
from bot.verdict import Draft, Finding, Reading, Severity, Source, Verdict
from tests.fakes import FakeViewer
from tests.pictures.made import photo

CORNERS = ((0, 0), (9, 0), (9, 9), (0, 9))
CLEAR = Reading(Verdict.CLEAR)
FOUND = Finding(Source.RULE, "r", "claim", Severity.FIX, 0, 4, "best", "Says who?")


def look(*lines: str, reading: Reading = CLEAR, status: Was = Was.DONE, topic: str = "") -> Look:
    return Look(
        picture=read_picture(photo()),
        reading=reading,
        details=(),
        alt=(),
        alt_most=100,
        notes=(),
        words=Words(status, tuple(Line(text, CORNERS) for text in lines)),
        seen=(Seen(replace(FOUND, topic=topic), (CORNERS,)),) if topic else (),
    )


def seeing(viewer: FakeViewer, *, willing: bool = True) -> Seeing:
    async def may_ask(team: str | None, user: str) -> bool:
        return willing

    def read(draft: Draft) -> Reading:
        return replace(CLEAR, findings=(FOUND,)) if "best" in draft.text else CLEAR

    return Seeing(viewer, may_ask, read)


async def test_a_small_copy_without_metadata_goes_when_asked_for() -> None:
    viewer = FakeViewer()
    viewer.enqueue(PictureSaid(ReviewStatus.OK, "A harbour."))

    said = await seeing(viewer).ask("T1", "U1", look("Pier 4", topic="claim"))

    assert said.description == "A harbour."
    [(jpeg, readable)] = viewer.shown
    assert readable == "Pier 4"
    with Image.open(BytesIO(jpeg)) as image:
        assert dict(image.getexif()) == {}
        assert "icc_profile" not in image.info


@pytest.mark.parametrize(
    ("found", "note"),
    [
        (look(reading=replace(CLEAR, guarded=True)), ""),
        (look(reading=replace(CLEAR, holds_credential=True)), "looks like a key or password"),
        (look(status=Was.OFF), "whose words I could read first"),
        (look(status=Was.FAILED), "whose words I could read first"),
        (look("ana@brightwater.example"), "that I would hide from AI"),
        (look("Plan", topic="confidential"), "that I would hide from AI"),
    ],
)
async def test_what_is_private_in_a_picture_keeps_it_here(found: Look, note: str) -> None:
    viewer = FakeViewer()

    said = await seeing(viewer).ask("T1", "U1", found)

    assert note in said.note
    assert viewer.shown == []


async def test_nobody_who_does_not_take_ai_has_a_picture_sent() -> None:
    viewer = FakeViewer()

    said = await seeing(viewer, willing=False).ask("T1", "U1", look())

    assert said.status is ReviewStatus.DISABLED
    assert viewer.shown == []


@pytest.mark.parametrize("text", ["The best harbour.", "A harbour. " * 10])
async def test_a_description_that_the_rules_object_to_or_that_is_too_long_is_left_out(
    text: str,
) -> None:
    viewer = FakeViewer()
    viewer.enqueue(PictureSaid(ReviewStatus.OK, text))

    assert (await seeing(viewer).ask("T1", "U1", look())).description is None
