from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from bot.pictures.judging import spans_of
from bot.pictures.looking import Look, checklist, look
from bot.pictures.marking import marked
from bot.pictures.read import Picture, read_picture
from bot.pictures.words import Line, Read, Words
from bot.verdict import Draft, Finding, Severity, Source
from tests.pictures.made import picture, saved
from tests.shipped import shipped

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
PHONE = "Call Ana on +351 912 345 678"
PAY = "We in the plant have not had a pay rise in three years, and our union will strike."
GOOD = "A whiteboard with next week's plan."


def line(text: str, row: int) -> Line:
    top = 100 * row
    return Line(text, ((100, top), (500, top), (500, top + 40), (100, top + 40)))


def seen(draft: str, *lines: str, status: Read = Read.DONE) -> Look:
    def words(given: Picture) -> Words:
        del given
        return Words(status, tuple(line(text, row) for row, text in enumerate(lines)))

    opened = read_picture(saved(picture()))
    return look(opened, Draft(draft), GOOD, shipped(), NOW, words)


def test_the_words_in_a_picture_are_read_by_the_same_rules() -> None:
    found = seen("A good day at the harbour.", "Plan", PHONE)
    assert [each.finding.text for each in found.seen] == ["+351 912 345 678"]
    assert found.reading.findings == ()
    ((left, top), (right, _), (_, low), _) = found.seen[0].spans[0]
    assert (top, low) == (100, 140)
    assert 250 < left < 300
    assert right == 500


def test_what_is_about_the_whole_post_is_not_asked_of_a_badge() -> None:
    wall = "I recommend Tidewatch"
    assert [f.topic for f in shipped().read(Draft(wall), NOW).findings] == ["disclosure"]
    assert seen("Morning.", wall).seen == ()


def test_words_about_working_life_cover_the_draft_and_the_other_way_round() -> None:
    covered = seen("Try Tidewatch, it is the best", PAY)
    assert covered.reading.guarded
    assert covered.reading.findings == ()
    other_way = seen(PAY, "Try Tidewatch, guaranteed to be the best pump on earth")
    assert other_way.reading.guarded
    assert other_way.seen == ()
    assert checklist(other_way) == []


def test_a_leak_in_the_picture_is_shown_beside_protected_words() -> None:
    found = seen(PAY, PHONE)
    assert found.reading.guarded
    assert [each.finding.topic for each in found.seen] == ["personal-data"]


def test_a_password_in_the_picture_keeps_the_draft_here() -> None:
    secret = "AKIA" + "QWERTYUIOPASDFGH"
    found = seen("Our new desk", f"aws key {secret}")
    assert found.reading.holds_credential
    assert [each.finding.topic for each in found.seen] == ["credential"]


def test_a_finding_over_two_lines_is_framed_in_both() -> None:
    words = Words(Read.DONE, (line("one two", 0), line("three", 1)))
    finding = Finding(Source.RULE, "r", "client", Severity.FIX, 4, 13, "two\nthree", "m")
    first, second = spans_of(finding, words)
    assert [point[0] for point in first] == [271, 500, 500, 271]
    assert second == words.lines[1].corners


def test_the_words_of_a_whole_page_belong_in_the_post() -> None:
    assert any("whole page of words" in note for note in seen("Hi", "Lorem ipsum " * 120).notes)


@pytest.mark.parametrize(
    ("status", "said"),
    [(Read.OFF, "are not read here"), (Read.FAILED, "could not be read this time")],
)
def test_words_that_were_not_read_are_said_not_to_be(status: Read, said: str) -> None:
    assert any(said in note for note in seen("Hi", status=status).notes)


def test_findings_are_framed_numbered_and_said_below() -> None:
    found = seen("Hi", "Plan", PHONE)
    copy = marked(found.picture.small, found.seen)
    with Image.open(BytesIO(copy)) as image:
        assert image.format == "PNG"
        assert image.width == 640
        assert image.height > 480
        (left, top), _, _, _ = found.seen[0].spans[0]
        assert image.convert("RGB").getpixel((left, top)) == (0xB3, 0x26, 0x1E)


def test_what_no_program_should_judge_is_asked() -> None:
    asked = " ".join(checklist(seen("Hi")))
    for word in ("agree", "children", "whiteboard", "badge", "Whose picture"):
        assert word in asked
