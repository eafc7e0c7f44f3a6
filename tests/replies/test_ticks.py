"""The three ticks, against the labelled replies of the corpus and at their edges."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.replies.lists import languages, lists_of
from bot.replies.reading import read_reply
from bot.replies.reply import Mark, ReplyReading
from bot.replies.spelled import Spelled
from bot.verdict import Draft
from tests.benchmarks.rules import HOSTILE

CORPUS = Path(__file__).parents[2] / "rules" / "corpus.jsonl"
REPLIES: list[dict[str, Any]] = [
    row for row in map(json.loads, CORPUS.read_text("utf-8").splitlines()) if "reply" in row
]
PHRASES = Path(__file__).parents[2] / "bot" / "replies" / "phrases"
TICKS = ("acknowledges", "empathy", "next_step")
EDGES = [*map(json.loads, Path(__file__).with_name("edges.jsonl").read_text("utf-8").splitlines())]


def ticks(told: ReplyReading) -> dict[str, Mark | None]:
    return {name: getattr(told, name) for name in TICKS}


def test_the_corpus_holds_enough_labelled_replies() -> None:
    assert len(REPLIES) >= 80
    for row in REPLIES:
        assert row["purpose"] == "reply"
        assert set(row["reply"]) == set(TICKS)


@pytest.mark.parametrize("name", TICKS)
def test_each_tick_agrees_with_its_labels(name: str) -> None:
    wrong = [
        (row["draft"], row.get("comment"))
        for row in REPLIES
        if (ticks(read_reply(Draft(row["draft"]), row.get("comment")))[name] is not None)
        != row["reply"][name]
    ]
    assert len(wrong) <= 0.1 * len(REPLIES), wrong


@pytest.mark.parametrize("row", EDGES, ids=lambda row: f"{row['because']}: {row['draft'][:40]}")
def test_a_tick_is_earned_or_not_at_its_edges(row: dict[str, Any]) -> None:
    told = ticks(read_reply(Draft(row["draft"]), row["comment"]))

    for name in row.keys() & set(TICKS):
        assert (told[name] is not None) is row[name], row["because"]


def test_a_tick_says_where_it_was_earned() -> None:
    draft = "Hi Ana, so sorry about the late parcel. I've asked the depot to find it."
    told = ticks(read_reply(Draft(draft), "my parcel is lost"))

    assert all(mark and draft[mark.start : mark.end] == mark.text for mark in told.values())
    assert told["acknowledges"] is not None
    assert told["acknowledges"].text == "parcel"


@pytest.mark.parametrize(
    "draft",
    [
        "We're sorry you feel that way.",
        "Sorry if that bothered you.",
        "Sorry, we don't have that.",
        "I'm sorry about the wait, but that is how queues work.",
        "We appreciate your feedback.",
    ],
)
def test_a_non_apology_is_no_empathy(draft: str) -> None:
    assert read_reply(Draft(draft)).empathy is None


def test_an_apology_for_an_inconvenience_counts_however_weak_it_is() -> None:
    assert read_reply(Draft("Sorry for any inconvenience.")).empathy is not None


@pytest.mark.parametrize(
    "draft",
    ["Please DM us your order number.", "Which flight number was it?", "Send us a message."],
)
def test_what_only_identifies_an_order_does_not_acknowledge_the_issue(draft: str) -> None:
    assert read_reply(Draft(draft)).acknowledges is None


def test_the_same_thing_in_other_words_acknowledges() -> None:
    told = read_reply(Draft("Your suitcase should land at noon."), "lost my bag in Porto")

    assert told.acknowledges is not None


def test_each_kind_of_evidence_has_a_weight_and_none_is_more_than_enough() -> None:
    weights = yaml.safe_load((PHRASES / "weights.yaml").read_text("utf-8"))

    assert weights
    assert all(0 < weight <= 1 for weight in weights.values())


def test_no_word_is_both_everyday_and_general() -> None:
    lists = lists_of("en")

    assert lists.everyday.isdisjoint(lists.general)


def test_a_time_is_a_step_for_who_waits_and_merely_an_answer_for_who_asks_for_it() -> None:
    draft = Draft("From 9 to noon on Saturday.")

    assert read_reply(draft, "still no sign of my sofa").next_step is not None
    assert read_reply(draft, "When are you open?").next_step is None


def test_thanks_are_warm_under_praise_and_a_formula_elsewhere() -> None:
    draft = Draft("Thanks!")

    assert read_reply(draft, "your trainee was so patient with my gran").empathy is not None
    assert read_reply(draft, "Thanks! Does the pass work on Sundays?").empathy is None
    assert read_reply(Draft("Thanks for reaching out."), "the door is stuck").empathy is None


@pytest.mark.parametrize("piece", [*HOSTILE.values(), "sorry but ", "can you ? ", "please send "])
def test_hostile_text_is_read_to_where_replies_end(piece: str) -> None:
    text = (piece * 10_000)[:10_000]

    told = read_reply(Draft(text), text)

    assert all(text[one.mark.start : one.mark.end] == one.mark.text for one in told.hazards)


@pytest.mark.parametrize("language", languages())
def test_no_list_has_brackets_in_brackets(language: str) -> None:
    file = PHRASES / f"{language}.yaml"
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            depth = 0
            for letter in line:
                depth += (letter == "(") - (letter == ")")
                assert depth in {0, 1}, line
            assert depth == 0, line
    assert lists_of(language).language == language


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("publicamos em exemplo.pt/novidades", "publicamos em weblink"),
        ("siehe beispiel.de/formular", "siehe weblink"),
        ("see shop.example.co.uk", "see weblink"),
        ("acabou.De novo", "acabou . de novo"),
        ("bom fim.de semana", "bom fim . de semana"),
    ],
)
def test_a_link_of_another_country_is_one_and_a_missing_space_is_none(
    text: str, spelled: str
) -> None:
    assert Spelled(text).text.strip(" .") == spelled
