"""Asking a person: business hours, half time, and the draft without the words in question."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.verdict import Platform
from bot.vocabulary.asking import KEEP, Question, half, plan, without
from bot.vocabulary.hours import USUAL, Hours

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


SHORT_WEEK = Hours(days=(0, 1, 3, 6), opens=time(7, 30), closes=time(11), wait=2)
CHRISTMAS = Hours(holidays=tuple(date(2026, 12, day) for day in range(21, 32)))


def test_another_company_works_on_other_days_and_hours() -> None:
    found = plan(at("2026-11-24T10:30"), LISBON, SHORT_WEEK)  # a Tuesday

    assert (found.channel, found.fallback) == (at("2026-11-26T09:00"), at("2026-11-26T11:00"))
    assert half(at("2026-11-24T10:30"), found.channel, LISBON, SHORT_WEEK) == at("2026-11-26T08:00")


def test_nobody_is_asked_to_answer_on_a_holiday() -> None:
    eve = Hours(holidays=(date(2026, 11, 25),))

    assert plan(at("2026-11-24T12:00"), LISBON, eve).channel == at("2026-11-26T12:00")


def test_over_long_holidays_it_ends_within_seven_days_and_the_fallback_has_one_of_them() -> None:
    asked = at("2026-12-21T09:00")
    found = plan(asked, LISBON, CHRISTMAS)

    assert (found.channel, found.fallback) == (asked + timedelta(days=6), asked + KEEP)
    assert half(asked, found.channel, LISBON, CHRISTMAS) == asked + timedelta(days=3)


@given(
    st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    st.sampled_from([LISBON, "Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia"]),
    st.sampled_from([USUAL, SHORT_WEEK, CHRISTMAS, Hours(days=(2,), wait=40)]),
)
def test_whenever_somebody_asks_it_ends_within_seven_days(
    after: timedelta, zone: str, hours: Hours
) -> None:
    asked = datetime(2026, 1, 1, tzinfo=UTC) + after
    found = plan(asked, zone, hours)

    assert asked < found.channel < found.fallback <= asked + KEEP
    assert asked <= half(asked, found.channel, zone, hours) < found.channel


def test_no_hours_are_over_at_once() -> None:
    start = at("2026-11-23T10:00")
    assert USUAL.after(start, timedelta(), ZoneInfo(LISBON)) == start


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
