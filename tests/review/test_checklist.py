from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.checklist import MOST_CLAIMS, Length, offline_checklist
from bot.verdict import Draft, Platform
from bot.vocabulary.facts import Fact


def approved(statement: str) -> Fact:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    return Fact("f", statement, statement, "https://press.example", "#comms", since)


LONG = "We " + "really " * 30 + "like it."


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("We cut leaks by 47 % last year", "figure", "47 %"),
        ("Saved our customers €1,200,000 so far", "figure", "€1,200,000"),
        ("Used by 3 million people", "figure", "3 million"),
        ("Four out of 5 plants? No: 4 out of 5", "figure", "4 out of 5"),
        ("Sluice Cloud is the best way to plan", "superlative", "the best"),
        ("We are #1 in Portugal", "superlative", "#1"),
        ("Far cheaper than what you had", "comparative", "cheaper than"),
        ("Experts agree that maps matter", "attribution", "Experts agree"),
        ("It is clinically proven to relax pumps", "attribution", "clinically proven"),
        ("Unlike any other map it folds", "comparative", "Unlike any"),
        ("This will double your throughput", "forward-looking", "will double"),
    ],
)
def test_a_claim_marker_is_asked_about_with_its_words(text: str, kind: str, words: str) -> None:
    (item,) = offline_checklist(Draft(text))

    assert (item.kind, item.text) == (kind, words)
    assert "back this up" in item.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n ",
        "Three tips for better maps, on 12 March at 9:30",
        "All the best to the team, and thank you!",
        "I would rather walk than drive",
        "We will be there from Tuesday",
    ],
)
def test_ordinary_words_raise_no_question(text: str) -> None:
    assert offline_checklist(Draft(text)) == ()


def test_only_the_longest_sentence_is_pointed_at_and_only_when_it_is_long() -> None:
    draft = Draft(f"Short one. {LONG} And {LONG[:-1]} really really. Bye.")

    (item,) = offline_checklist(draft)

    assert item.kind == "longest-sentence"
    assert item.message == "Your longest sentence has 36 words. Could it be two?"
    assert item.text.startswith("And We really")
    assert item.text.endswith("really.")


@pytest.mark.parametrize(("count", "most"), [(251, 280), (281, 280), (269, 300)])
def test_a_draft_with_room_left_or_none_at_all_is_not_asked_about_its_length(
    count: int, most: int
) -> None:
    assert offline_checklist(Draft("y" * 90), length=Length(count, most)) == ()


def test_a_draft_that_nearly_fills_its_platform_is_told_so() -> None:
    draft = Draft("y" * 90, platform=Platform.X)

    assert offline_checklist(draft) == ()
    (item,) = offline_checklist(draft, length=Length(2_700, 3_000))
    assert item.kind == "length"
    assert item.message == "2,700 of 3,000 characters: little room is left."
    assert draft.text[item.start : item.end] == item.text


def test_a_draft_full_of_claims_gets_a_list_that_can_be_read() -> None:
    text = "We are the best and the first, by 10 %. " * 9

    assert len(offline_checklist(Draft(text))) == MOST_CLAIMS


@given(st.text(max_size=400) | st.text(alphabet="a .!?…\n0123456789%€#,", max_size=400))
def test_every_span_is_exact_whatever_is_typed(text: str) -> None:
    items = offline_checklist(Draft(text))

    assert all(text[item.start : item.end] == item.text for item in items)
    assert all(item.text for item in items)


def test_each_words_are_asked_about_once_even_where_a_fact_differs() -> None:
    fact = approved("Halden Water found leaks 31 % faster.")
    draft = Draft("Halden finds leaks 47 % faster, the best in Europe")

    items = offline_checklist(draft, facts=[fact])

    assert [(item.kind, item.text) for item in items] == [
        ("fact-mismatch", "47 %"),
        ("superlative", "the best"),
    ]
