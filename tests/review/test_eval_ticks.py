"""The ticks of labelled replies: what a model says of them, beside and with our lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.cli.eval_ticks import ticks_report
from bot.review.eval.answers import Replayed
from bot.review.eval.cases import read_cases
from bot.review.eval.run import Examiner, Seen
from bot.verdict import Draft
from tests.model_server import review
from tests.reviewing import parts

ROW: dict[str, Any] = {
    "draft": "Our gulls saw where it came down. We'll look into the parcel by noon.",
    "comment": "my parcel flew off the roof",
    "purpose": "reply",
    "reply": {"acknowledges": True, "empathy": True, "next_step": True},
}
TONE = {"draft": "A quiet morning at the weir.", "tone": []}
SAID = review(
    advice=None,
    acknowledges_quote="words that nobody wrote",
    empathy_quote="Our gulls saw where it came down",
    next_step_quote=None,
    hazards=[],
)


def write(folder: Path) -> Path:
    file = folder / "corpus.jsonl"
    file.write_text("\n".join(map(json.dumps, (ROW, TONE))))
    return file


async def seen_of(folder: Path) -> list[Seen]:
    cases = read_cases(write(folder), replies=True).cases
    asked = [(case, Replayed([json.dumps(SAID)])) for case in cases for _ in range(10)]
    return await Examiner(parts(), "test").examine(asked)


def test_replies_and_other_drafts_are_read_apart(tmp_path: Path) -> None:
    [reply] = read_cases(write(tmp_path), replies=True).cases
    [other] = read_cases(write(tmp_path)).cases

    assert reply.comment == "my parcel flew off the roof"
    assert reply.ticks == frozenset(ROW["reply"])
    assert not reply.is_good, "nobody labelled its tone"
    assert other.draft == Draft("A quiet morning at the weir.")


async def test_a_tick_agrees_by_who_finds_it_and_counts_where_either_does(tmp_path: Path) -> None:
    seen = await seen_of(tmp_path)

    report = ticks_report(seen)

    assert seen[0].ticks == {"empathy"}, "a quote that stands nowhere ticks nothing"
    assert not seen[0].is_right
    agreed = {name: {by: one["hits"] for by, one in row.items()} for name, row in report.items()}
    assert agreed == {
        "acknowledges": {"lists": 10, "model": 0, "together": 10},
        "empathy": {"lists": 0, "model": 10, "together": 10},
        "next_step": {"lists": 10, "model": 0, "together": 10},
    }


def test_without_labelled_replies_there_is_nothing_to_say() -> None:
    assert ticks_report([]) == {}
