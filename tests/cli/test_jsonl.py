"""`checkpost check --jsonl`: the contract other tools rely on, through the real rules."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli.jsonl import check_lines
from bot.cli.judge import Judge
from bot.review.off import ReviewOff
from bot.verdict import Draft, Platform
from tests.shipped import shipped

RULES = Path(__file__).parents[2] / "rules"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(shipped(), None, NOON)


def answers(judge: Judge, *lines: object) -> list[dict[str, Any]]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    out = io.BytesIO()
    check_lines(raw, out, judge)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_phone_number_is_found_with_its_exact_span(judge: Judge) -> None:
    draft = "Call my colleague on +351 912 345 678"
    [answer] = answers(judge, {"id": "1", "draft": draft})
    [finding] = answer["findings"]
    assert finding["topic"] == "personal-data"
    assert (finding["start"], finding["end"]) == (21, 37)
    assert finding["text"] == draft[21:37]
    assert answer["verdict"] == "fix"


def test_an_answer_has_the_contracts_keys_and_no_other(judge: Judge) -> None:
    [answer] = answers(judge, {"id": "a1", "draft": "Try Tidewatch, it is the best"})
    assert list(answer) == [
        "id",
        "verdict",
        "ruleset",
        "review",
        "findings",
        "checklist",
        "rewrite",
    ]
    assert answer["ruleset"].startswith("sha256:")
    assert answer["review"] == {"status": "none"}
    assert set(answer["findings"][0]) == {
        "rule",
        "source",
        "topic",
        "severity",
        "start",
        "end",
        "text",
        "message",
        "why",
        "suggestions",
        "link",
    }


def test_lines_are_answered_in_order_and_a_bad_one_does_not_stop_the_rest(judge: Judge) -> None:
    lines = [
        {"id": "1", "draft": "Good morning, Lisbon"},
        b"{not json",
        {"id": "3"},
        {"id": "4", "draft": 7},
        {"id": "5", "draft": "Good evening", "platform": "myspace"},
        {"id": "6", "draft": "Good night", "at": "tomorrow"},
        b'["a", "list"]',
        b"\xff\xfe",
        {"id": "9", "draft": "Still here", "role": 3},
        {"id": "10", "draft": "Good morning again"},
    ]
    got = answers(judge, *lines)
    expected = ["1", None, "3", "4", "5", "6", None, None, "9", "10"]
    assert [answer["id"] for answer in got] == expected
    assert [("error" in answer) for answer in got] == [False] + [True] * 8 + [False]
    assert "linkedin" in got[4]["error"]


def test_blank_lines_are_passed_over(judge: Judge) -> None:
    assert len(answers(judge, b"\n", {"id": "1", "draft": "Hello"}, b"   \n")) == 1


def test_half_a_surrogate_pair_is_answered_in_valid_json(judge: Judge) -> None:
    [answer] = answers(judge, b'{"id": "1", "draft": "look \\ud83d here"}')
    assert answer["id"] == "1"


def test_an_empty_draft_is_clear(judge: Judge) -> None:
    [answer] = answers(judge, {"id": "1", "draft": ""})
    assert (answer["verdict"], answer["findings"]) == ("clear", [])


def test_the_same_line_twice_gets_the_same_answer(judge: Judge) -> None:
    line = {"id": "1", "draft": "Ask Ana, she is on +351 912 345 678 all day"}
    first, second = answers(judge, line, line)
    assert first == second


def test_with_a_reviewer_lines_stay_in_order(judge: Judge) -> None:
    with_review = Judge(judge.ruleset, ReviewOff(), NOON)
    got = answers(with_review, *({"id": n, "draft": f"Post number {n}"} for n in range(20)))
    assert [answer["id"] for answer in got] == list(range(20))
    assert {answer["review"]["status"] for answer in got} == {"disabled"}
    assert all("checklist" in answer for answer in got)


def test_a_line_without_an_id_is_answered_with_null(judge: Judge) -> None:
    unnamed, named_null = answers(judge, {"draft": "Good morning"}, {"id": None, "draft": "Hello"})
    assert unnamed["id"] is None
    assert named_null["id"] is None


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_what_is_no_json_is_no_id(judge: Judge, number: str) -> None:
    [answer] = answers(judge, f'{{"id": {number}, "draft": "Hello"}}'.encode())
    assert answer["id"] is None
    assert "error" in answer


def test_a_line_gets_the_commands_platform_unless_it_names_its_own(judge: Judge) -> None:
    on_x = Judge(judge.ruleset, None, NOON, Draft("", Platform.X))
    long = "We walked along the river and talked about water. " * 6
    tight, roomy = answers(
        on_x, {"id": "1", "draft": long}, {"id": "2", "draft": long, "platform": "linkedin"}
    )
    assert "platform" in {finding["topic"] for finding in tight["findings"]}
    assert "platform" not in {finding["topic"] for finding in roomy["findings"]}


def test_a_reply_line_is_coached_and_its_comment_is_not_repeated(judge: Judge) -> None:
    line = {
        "id": "r1",
        "draft": "So sorry your parcel is late! What's your phone number? I'll call you today.",
        "purpose": "reply",
        "comment": "my zebra parcel never came",
    }
    [answer] = answers(judge, line)

    assert answer["reply"] == {
        "acknowledges": True,
        "empathy": True,
        "next_step": True,
        "hazards": ["public-personal-data"],
        "advice": "route:support",
    }
    assert "zebra" not in json.dumps(answer)


def test_nobody_is_advised_on_a_guarded_reply(judge: Judge) -> None:
    line = {
        "id": "r1",
        "draft": "True. They pay us too little, so I joined the union. Calm down.",
        "purpose": "reply",
        "comment": "Brightwater pays its people peanuts",
    }
    [answer] = answers(judge, line)

    assert (answer["reply"]["advice"], answer["reply"]["hazards"]) == ("reply", [])


def test_a_reply_without_its_comment_is_judged_from_the_draft_alone(judge: Judge) -> None:
    [answer, post] = answers(
        judge,
        {"id": "r1", "draft": "Thanks for reaching out!", "purpose": "reply"},
        {"id": "p1", "draft": "Thanks for reaching out!", "comment": "hello"},
    )

    assert answer["reply"] == {
        "acknowledges": False,
        "empathy": False,
        "next_step": False,
        "hazards": [],
        "advice": "reply",
    }
    assert "reply" not in post
