"""The labelled corpus is sound, and the shipped rules read it as its labels say."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.policy.ruleset import RuleSet
from bot.policy.schema import TOPICS
from bot.verdict import Draft, Platform, Reading, Verdict

RULES = Path(__file__).parents[2] / "rules"
ANY_DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (RULES / "corpus.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def readings(ruleset: RuleSet) -> list[Reading]:
    return [ruleset.read(Draft(row["draft"], Platform(row["platform"])), ANY_DAY) for row in ROWS]


def test_the_corpus_is_large_and_half_of_it_is_good_posts() -> None:
    good = [row for row in ROWS if row["verdict"] in {"clear", "polish"}]
    assert len(ROWS) >= 400
    assert len(good) >= len(ROWS) // 2


def test_every_draft_is_labelled_and_stands_once() -> None:
    drafts = Counter(row["draft"] for row in ROWS)
    assert [draft for draft, count in drafts.items() if count > 1] == []
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row["verdict"] in set(Verdict)
        assert set(row["topics"]) <= set(TOPICS)
        assert bool(row["topics"]) == (row["verdict"] != "clear"), row["draft"]


def test_drafts_that_break_a_clause_are_caught(readings: list[Reading]) -> None:
    wanted = [(row, reading) for row, reading in zip(ROWS, readings, strict=True) if row["topics"]]
    missed = [
        row["draft"]
        for row, reading in wanted
        if not set(row["topics"]) <= {finding.topic for finding in reading.findings}
    ]
    assert len(missed) <= 0.05 * len(wanted), missed


def test_good_drafts_are_left_alone(readings: list[Reading]) -> None:
    wrong = [
        row["draft"]
        for row, reading in zip(ROWS, readings, strict=True)
        if row["verdict"] == "clear" and reading.verdict is not Verdict.CLEAR
    ]
    assert wrong == []


def test_protected_drafts_are_guarded(readings: list[Reading]) -> None:
    both = zip(ROWS, readings, strict=True)
    assert all(reading.guarded for row, reading in both if row.get("protected"))
