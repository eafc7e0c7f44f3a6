"""Checks come back from a crash as they went in."""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields, replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.check import Asked, Outcome, Surface
from bot.review.outcome import ChecklistItem, ReviewStatus
from bot.verdict import (
    Draft,
    Edit,
    Finding,
    Platform,
    Purpose,
    Reading,
    Severity,
    Source,
    Suggestion,
    Verdict,
)
from bot.vocabulary.asking import Answer, Kind, Question
from bot.vocabulary.hours import Hours
from bot.workflows.wire import from_text, to_text
from tests.workflows.asks import question

FINDING = Finding(
    source=Source.RULE,
    rule="employee-disclosure",
    topic="disclosure",
    severity=Severity.FIX,
    start=4,
    end=13,
    text="Tidewatch",
    message="You recommend Tidewatch.",
    suggestions=(Suggestion("I work at Brightwater. ", Edit(0, 0, "I work at Brightwater. ")),),
)
ASKED = Asked(
    check_id="c1",
    delivery="1337.42",
    user="U0MIRA",
    team=None,
    draft=Draft("Try Tidewatch 🌊", Platform.LINKEDIN, Purpose.REPLY, lang="pt", role="sales"),
    reading=Reading(Verdict.FIX, (FINDING,), ruleset="sha256:1"),
    surface=Surface.COMMAND,
    at=datetime(2026, 11, 20, 9, 41, tzinfo=UTC),
    parent="c0",
    campaign="river-week",
    hint="One: Think of the first time you stood at a pump.",
)
HOURS = Hours((0, 3), time(7, 30), time(11), (date(2026, 12, 25),), 3)
QUESTION = replace(question(), passage="Osprey", language="pt", hours=HOURS)
ANSWER = Answer(Kind.CHANGE, "U0HANNE", "T0BRIGHT", "Say it without the name")
OUTCOME = Outcome(
    verdict=Verdict.FIX,
    findings=(FINDING,),
    status=ReviewStatus.TIMEOUT,
    ruleset="sha256:1",
    note="AI is taking too long. Your rule results stand.",
    checklist=(ChecklistItem("length", "Long?", 0, 3, "Try"),),
    tokens=12,
)


def test_what_was_asked_comes_back() -> None:
    again = from_text(Asked, to_text(ASKED))

    assert again == ASKED
    assert type(again.reading.findings[0].severity) is Severity
    assert again.at.tzinfo is not None


def test_an_outcome_comes_back() -> None:
    assert from_text(Outcome, to_text(OUTCOME)) == OUTCOME
    assert from_text(Outcome, to_text(replace(OUTCOME, rewrite="Better"))).rewrite == "Better"


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_draft_comes_back(text: str) -> None:
    asked = replace(ASKED, draft=Draft(text))

    assert from_text(Asked, to_text(asked)) == asked


def test_half_a_character_keeps_every_span_in_its_place() -> None:
    asked = replace(ASKED, draft=Draft("a\ud83db\udf0ac"))

    assert from_text(Asked, to_text(asked)).draft.text == "a\ufffdb\ufffdc"


def test_what_is_no_check_is_refused() -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_text(Asked, "{}")


@pytest.mark.parametrize(
    "value", [ASKED, OUTCOME, QUESTION, ANSWER], ids=lambda v: type(v).__name__
)
def test_what_another_version_wrote_down_still_loads(
    value: Asked | Outcome | Question | Answer,
) -> None:
    told = json.loads(to_text(value))
    required = {each.name for each in fields(value) if _is_required(each)}
    older = {name: part for name, part in told.items() if name in required}
    newer = {**told, "mood": "what a later version writes"}
    adapter = TypeAdapter(type(value))

    assert adapter.validate_json(json.dumps(newer)) == value
    kept = adapter.validate_json(json.dumps(older))
    assert {name: getattr(kept, name) for name in required} == {
        name: getattr(value, name) for name in required
    }


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
