"""Asking a person: business hours, half time, and the draft without the words in question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.verdict import Platform
from bot.vocabulary.asking import KEEP, Question, after_hours, half, plan, without

LISBON = "Europe/Lisbon"


def at(text: str, zone: str = LISBON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("asked", "channel", "fallback"),
    [
        ("2026-11-23T09:41", "2026-11-24T09:41", "2026-11-25T09:41"),  # a Monday
        ("2026-11-26T15:00", "2026-11-27T15:00", "2026-11-30T15:00"),  # over a weekend
        ("2026-11-27T18:30", "2026-11-30T17:00", "2026-12-01T17:00"),  # a Friday evening
        ("2026-11-28T11:00", "2026-11-30T17:00", "2026-12-01T17:00"),  # a Saturday
        ("2026-11-23T03:00", "2026-11-23T17:00", "2026-11-24T17:00"),  # before work
    ],
)
def test_each_channel_has_one_working_day(asked: str, channel: str, fallback: str) -> None:
    found = plan(at(asked), LISBON)

    assert (found.channel, found.fallback) == (at(channel), at(fallback))


def test_working_hours_are_those_of_the_organisation() -> None:
    asked = at("2026-11-23T09:00")

    assert plan(asked, "Asia/Tokyo").channel == at("2026-11-24T17:00", "Asia/Tokyo")


def test_a_change_of_the_clocks_moves_no_hour_of_work() -> None:
    asked = at("2026-10-23T12:00")  # the Friday before winter time

    assert plan(asked, LISBON).channel == at("2026-10-26T12:00")


@pytest.mark.parametrize(
    ("begins", "ends", "middle"),
    [
        ("2026-11-23T09:00", "2026-11-24T09:00", "2026-11-23T13:00"),
        ("2026-11-27T15:00", "2026-11-30T15:00", "2026-11-30T11:00"),
        ("2026-11-28T11:00", "2026-11-30T17:00", "2026-11-30T13:00"),
    ],
)
def test_half_time_is_counted_in_hours_of_work(begins: str, ends: str, middle: str) -> None:
    assert half(at(begins), at(ends), LISBON) == at(middle)


@given(
    st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    st.sampled_from([LISBON, "Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia"]),
)
def test_whenever_somebody_asks_it_ends_within_seven_days(after: timedelta, zone: str) -> None:
    asked = datetime(2026, 1, 1, tzinfo=UTC) + after
    found = plan(asked, zone)

    assert asked < found.channel < found.fallback <= asked + KEEP
    assert asked <= half(asked, found.channel, zone) < found.channel


def test_no_hours_are_over_at_once() -> None:
    start = at("2026-11-23T10:00")
    assert after_hours(start, timedelta(), ZoneInfo(LISBON)) == start


@pytest.mark.parametrize(
    ("shared", "passage", "left"),
    [
        ("Osprey ships in May", "Osprey", "ships in May"),
        ("We ship Osprey, soon", "Osprey", "We ship, soon"),
        ("Osprey", "Osprey", ""),
        ("Osprey!", "Osprey", ""),
        ("We ship in May", "", ""),
        ("One.\n\nOsprey two", "Osprey", "One.\n\n two"),
    ],
)
def test_the_draft_without_the_words_in_question(shared: str, passage: str, left: str) -> None:
    question = Question(
        "d1", "U1", "T1", "#legal-help", "", shared, "May I?", "codename", "Keep names inside",
        "confidential", Platform.X, datetime(2026, 11, 23, tzinfo=UTC), LISBON, passage,
    )  # fmt: skip

    assert without(question) == left
