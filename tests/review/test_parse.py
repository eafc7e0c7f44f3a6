from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.fit import fit, problems
from bot.review.parse import cut_object, first_object
from bot.review.schema import schema_of
from bot.review.wire import ReviewOutput, VerifyOutput, Wire
from tests.model_server import claim, review, tone

KEYS = ReviewOutput.model_fields.keys()


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no",
        "{",
        "[1, 2]",
        '{"other": 1}',
        "{{{{{{{{" * 50_000,
        '{"claims":' * 5_000,
        "[" * 100_000,
        '{"claims": NaN}',
        '{"claims": ' + "9" * 5000 + "}",
        '<think>{"claims": []}',
    ],
)
def test_what_holds_no_object_of_ours_is_nothing(answer: str) -> None:
    assert first_object(answer, KEYS) is None


def test_braces_in_strings_and_raw_line_breaks_do_not_confuse() -> None:
    answer = 'x {not json} {"claims": ["a } \\" {", "line\nbreak"]} {"claims": []}'

    assert first_object(answer, KEYS) == {"claims": ['a } " {', "line\nbreak"]}


@given(st.integers(min_value=0, max_value=700))
def test_a_cut_answer_gives_only_items_that_are_whole(length: int) -> None:
    whole = review(tone_findings=[tone("a } [b"), tone('"c" \\')], claims=[claim("d")])
    found = cut_object(json.dumps(whole)[:length], KEYS)

    if found is not None:
        assert found.items() <= whole.items() or found["tone_findings"] == [tone("a } [b")]


def test_what_is_open_where_an_answer_is_cut_is_closed_and_no_more() -> None:
    assert cut_object('{"claims": [[1, [2]], [3, "]}', KEYS) == {"claims": [[1, [2]]]}
    assert cut_object('{"claims": [1]}, {"tone', KEYS) == {"claims": [1]}
    assert cut_object('{"claims": [1', KEYS) is None


def test_a_cut_answer_nested_without_end_holds_nobody_up() -> None:
    assert cut_object('{"claims": ' + "[" * 99_000 + "]" * 99_000, KEYS) is None


def test_one_bad_item_does_not_cost_the_others() -> None:
    data = review(
        tone_findings=[tone("good"), tone("bad", "rude"), "text", tone("also", suggestion=3)],
        claims=[claim("x", ambiguous="perhaps"), claim("y")],
    )
    fitted = fit(data, ReviewOutput)

    assert fitted is not None
    assert [item.draft_quote for item in fitted.output.tone_findings] == ["good", "also"]
    assert [item.draft_quote for item in fitted.output.claims] == ["x", "y"]
    assert fitted.lost == 4


def test_nested_items_are_read_one_by_one_too() -> None:
    good = {"source_id": "f1", "quote": "31 % faster", "stance": "supports"}
    data = {"results": [{"claim_id": "c1", "evidence": [good, {**good, "stance": "maybe"}]}]}
    fitted = fit(data, VerifyOutput)

    assert fitted is not None
    assert len(fitted.output.results[0].evidence) == 1
    assert fitted.lost == 1


def test_problems_name_places_and_kinds_and_never_values() -> None:
    data = review(tone_findings=[tone("Osprey", "leaky-osprey")], claims=None)

    assert problems(data, ReviewOutput) == (
        "tone_findings.0.category: enum",
        "claims: list_type",
    )


def objects(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and node.get("type") == "object":
        yield node
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for value in inner:
        yield from objects(value)


@pytest.mark.parametrize("model", [ReviewOutput, VerifyOutput])
def test_the_schema_is_strict_as_it_is(model: type[Wire]) -> None:
    found = list(objects(schema_of(model)))

    assert len(found) == 3
    assert all(one["additionalProperties"] is False for one in found)
    assert all(one["required"] == list(one["properties"]) for one in found)
