from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.mismatch import MOST_SHOWN, possible_mismatches
from bot.verdict import Draft, Platform
from bot.vocabulary.facts import Fact

SOURCE = "https://press.brightwater.example/halden"


def approved(statement: str, *platforms: Platform) -> Fact:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    return Fact("f", statement, statement, SOURCE, "#c", since, platforms=frozenset(platforms))


LEAKS = approved("Halden Water found leaks 31 % faster in its first year with Tidewatch.")
UPTIME = approved(
    "Tidewatch was available 99.95 % of the time in the twelve months to September 2026."
)
CITIES = approved("Tidewatch watches the pipes of 40 cities.")
ALL = [LEAKS, UPTIME, CITIES]


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        ("With us Halden Water finds leaks 47 % faster!", "31 %", "47 %"),
        ("Faster leak hunting at Halden: 47 percent.", "31 %", "47 percent"),
        ("Tidewatch was available 100% of the time this year.", "99.95 %", "100%"),
        ("Morning! Tidewatch now watches pipes in 55 cities.", "40", "55"),
    ],
)
def test_another_figure_for_the_same_thing_is_asked_about(
    text: str, ours: str, theirs: str
) -> None:
    (item,) = possible_mismatches(Draft(text), ALL)

    assert text[item.start : item.end] == item.text == theirs
    assert item.message == (
        f"Comms approved {ours}; your draft says {theirs}. Is it the same figure? Source: {SOURCE}."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Halden Water finds leaks faster with Tidewatch.",
        "Halden Water finds leaks 31 percent faster with Tidewatch.",
        "31 % faster leaks at Halden Water, and 12 % less noise.",
        "Our canteen serves 47 % more soup.",
        "Halden Water opened its leak museum in 1987.",
        "Halden Water has 12 leaks on its map. We walked 5 km.",
        "Halden Water called. The weather is 47 % better.",
    ],
)
def test_the_same_figure_another_thing_and_no_figure_raise_no_question(text: str) -> None:
    assert possible_mismatches(Draft(text), ALL) == ()


def test_a_fact_for_another_platform_is_not_compared() -> None:
    fact = approved(LEAKS.statement, Platform.LINKEDIN)

    assert possible_mismatches(Draft("Halden leaks 47 % faster", Platform.X), [fact]) == ()
    assert len(possible_mismatches(Draft("Halden leaks 47 % faster", Platform.LINKEDIN), [fact]))


def test_a_few_questions_are_enough() -> None:
    text = "Halden leaks 47 % faster. " * 20

    assert len(possible_mismatches(Draft(text), [LEAKS])) == MOST_SHOWN


@given(st.text(max_size=200) | st.text(alphabet="leaks faster 31%€.,٣½\n", max_size=200))
def test_every_span_is_exact_whatever_is_typed(text: str) -> None:
    items = possible_mismatches(Draft(text), [LEAKS, approved("leaks faster 31 leaks")])

    assert all(text[item.start : item.end] == item.text for item in items)
