"""Measuring the reviewer: what counts as right, what makes a rate, and what makes a run worse."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.review.endpoint import EndpointProblem, Reply
from bot.review.eval.answers import Recording, Replayed, read_recordings, write_recordings
from bot.review.eval.cases import Case, Mark, case_id, read_cases
from bot.review.eval.compare import compare
from bot.review.eval.run import Examiner, Seen
from bot.review.eval.score import results, score
from bot.review.eval.stats import exact_p, percentile, rate
from bot.review.models import Price, price_of
from bot.review.outcome import ReviewStatus
from bot.review.prompts import PromptProblem
from bot.verdict import Draft
from tests.model_server import claim, review, tone
from tests.review.test_verify import FACT, FakeSources
from tests.reviewing import FakeEndpoint, parts

SHIPPED = Path(__file__).parents[2]
TEXT = "You lot cannot read. Leaks fell 47 % at Halden."
CASE = Case("c", Draft(TEXT), (Mark(0, 19, "hostile"),), (Mark(21, 36, "refuted"),))
GOOD = Case("g", Draft("Good morning from the reservoir."))
RIGHT = json.dumps(review(tone_findings=[tone("cannot read")], claims=[claim("Leaks fell 47 %")]))
QUIET = json.dumps(review())
REFUTED = json.dumps(
    {
        "results": [
            {
                "claim_id": "c0",
                "evidence": [
                    {
                        "source_id": "halden-leaks",
                        "quote": "found leaks 31 % faster",
                        "stance": "refutes",
                    }
                ],
            }
        ]
    }
)
UNSETTLED = json.dumps({"results": [{"claim_id": "c0", "evidence": []}]})


async def examined(*asked: tuple[Case, Sequence[str]]) -> list[Seen]:
    examiner = Examiner(parts(sources=FakeSources(FACT)), "test")
    return await examiner.examine([(case, Replayed(answers)) for case, answers in asked])


async def test_a_case_is_right_when_every_label_is_found_in_its_place() -> None:
    (seen,) = await examined((CASE, [RIGHT, REFUTED]))

    assert seen.status is ReviewStatus.OK
    assert seen.claims == (Mark(21, 36, "refuted"),)
    assert seen.shown == ("hostile", "halden-leaks")
    assert seen.is_right


@pytest.mark.parametrize(
    "answer",
    [
        review(),
        review(tone_findings=[tone("You lot", "defensive")], claims=[claim("Leaks fell 47 %")]),
        review(tone_findings=[tone("at Halden")], claims=[claim("Leaks fell 47 %")]),
        review(tone_findings=[tone("You lot")]),
        review(tone_findings=[tone("You lot")], claims=[claim("You lot cannot read")]),
    ],
    ids=["nothing", "other category", "other place", "no claim", "other claim"],
)
async def test_a_case_is_not_right_otherwise(answer: object) -> None:
    (seen,) = await examined((CASE, [json.dumps(answer), REFUTED]))

    assert not seen.is_right


async def test_a_provider_that_fails_is_an_error_and_no_wrong_answer() -> None:
    seen = await examined((CASE, []), (GOOD, [QUIET]))

    report = score(seen)

    assert report["errors"] == {"provider_error": 1}
    assert (report["right"]["hits"], report["right"]["of"]) == (1, 1)
    assert [one["right"] for one in results(seen)] == [None, True]


async def test_what_the_model_makes_up_and_garbles_is_counted() -> None:
    made_up = json.dumps(review(tone_findings=[tone("never written"), tone("You lot")]))

    report = score(await examined((CASE, [made_up]), (GOOD, ["no", "still no"])))

    assert (report["quotes_that_stand"]["hits"], report["quotes_that_stand"]["of"]) == (1, 2)
    assert report["garbled_answers"]["hits"] == 2


async def test_tone_is_counted_by_category_and_claims_apart_from_their_label() -> None:
    alarm = json.dumps(review(tone_findings=[tone("Good morning", "overly_formal")]))

    report = score(await examined((CASE, [RIGHT, UNSETTLED]), (GOOD, [alarm])))

    assert report["false_alarms_on_good_posts"]["hits"] == 1
    assert report["tone"]["hostile"]["recall"]["hits"] == 1
    assert report["tone"]["overly_formal"]["precision"] == {
        "hits": 0,
        "of": 1,
        "value": None,
        "low": None,
        "high": None,
    }
    assert report["claims"]["selection"]["recall"]["hits"] == 1
    assert report["claims"]["confusion"] == {"refuted": {"not_enough_evidence": 1}}
    assert report["claims"]["held_back"]["hits"] == 1
    assert report["claims"]["labels_right"]["of"] == 0


async def test_a_case_that_comes_out_two_ways_flips() -> None:
    alarm = json.dumps(review(tone_findings=[tone("Good morning", "overly_formal")]))

    report = score(await examined((GOOD, [QUIET]), (GOOD, [alarm]), (CASE, [RIGHT, REFUTED])))

    assert (report["flips"]["hits"], report["flips"]["of"]) == (1, 1)
    assert report["cases"] == 2


async def test_tokens_cost_what_the_price_list_says() -> None:
    endpoint = FakeEndpoint()
    endpoint.enqueue(Reply(QUIET, tokens=1_000_000, written=200_000))
    seen = await Examiner(parts(), "test").examine([(GOOD, endpoint)])

    report = score(seen, Price(0.5, 10.0, "2026-11-22"))

    assert report["tokens"] == {"asked": 800_000, "written": 200_000}
    assert report["cost"] == pytest.approx(2.4)
    assert score(seen)["cost"] is None


async def test_what_one_case_taught_about_the_server_the_next_one_knows() -> None:
    endpoint = FakeEndpoint()
    refused = EndpointProblem(ReviewStatus.PROVIDER_ERROR, complaint="no response_format here")
    endpoint.enqueue(refused, QUIET, QUIET)

    seen = await Examiner(parts(), "test", at_once=1).examine([(GOOD, endpoint), (GOOD, endpoint)])

    assert [one.rung for one in seen] == ["schema", "schema"]
    assert len(endpoint.asked) == 3


def test_a_rate_has_its_wilson_interval_and_none_below_ten() -> None:
    few, many = rate(7, 9), rate(81, 263)

    assert (few.value, few.low, few.high) == (None, None, None)
    assert (many.low, many.high) == (0.2553, 0.3662)
    assert rate(0, 10).low == 0.0
    assert rate(10, 10).high == 1.0


def test_the_paired_test_is_exact() -> None:
    assert exact_p(0, 0) == 1.0
    assert exact_p(5, 5) == 1.0
    assert exact_p(0, 6) == pytest.approx(0.03125)
    assert exact_p(2, 10) == pytest.approx(0.03857, abs=1e-5)


def test_a_percentile_is_a_value_that_was_seen() -> None:
    assert percentile([], 0.5) is None
    assert percentile([30, 10, 20], 0.5) == 20
    assert percentile(list(range(1, 101)), 0.95) == 95


@pytest.mark.parametrize(("worse", "is_worse"), [(5, False), (6, True)])
def test_a_run_is_worse_only_beyond_chance(worse: int, is_worse: bool) -> None:  # noqa: FBT001 -- a table's column
    before: list[dict[str, object]] = [
        {"id": str(n), "good": True, "right": True, "quiet": True} for n in range(20)
    ]
    now: list[dict[str, object]] = [{**one, "right": n >= worse} for n, one in enumerate(before)]

    right, quiet = compare(before, now)

    assert (right.worse, right.better, right.is_worse) == (worse, 0, is_worse)
    assert not quiet.is_worse


def test_cases_that_only_one_run_could_measure_are_not_compared() -> None:
    before: list[dict[str, object]] = [{"id": "a", "right": None}, {"id": "b", "right": True}]
    now: list[dict[str, object]] = [
        {"id": "a", "good": False, "right": False},
        {"id": "b", "good": False, "right": None},
        {"id": "new", "good": False, "right": False},
    ]

    assert compare(before, now)[0].cases == 0


def test_labels_are_read_strictly_and_other_lines_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    lines = [
        {"draft": "no labels here", "verdict": "clear"},
        {"draft": TEXT, "tone": [{"quote": "You lot", "category": "hostile"}]},
        {"id": "named", "draft": "Fine.", "tone": []},
        {"draft": TEXT, "tone": [{"quote": "You all", "category": "hostile"}]},
        {"draft": TEXT, "claims": [{"quote": "Leaks", "label": "true"}]},
        {"tone": []},
    ]
    file.write_text("\n".join([*map(json.dumps, lines), "no json"]))

    found = read_cases(file)

    assert [case.id for case in found.cases] == [case_id(TEXT), "named"]
    assert [case.is_good for case in found.cases] == [False, True]
    assert [problem.split()[0] for problem in found.problems] == [
        f"corpus.jsonl:{line}" for line in (4, 5, 6, 7)
    ]


def test_recordings_survive_the_way_to_a_file_and_back(tmp_path: Path) -> None:
    file = tmp_path / "recorded.jsonl"
    one = Recording("c", "live", "gpt", "2026-11-22T12:00:00+00:00", ("{}", "é"))

    write_recordings(file, [one, one])

    assert read_recordings(file) == {"c": [one, one]}
    file.write_text("{}")
    with pytest.raises(ValueError, match=r"recorded\.jsonl:1 is no recording"):
        read_recordings(file)


def test_the_shipped_labels_are_sound_and_half_of_them_are_good_posts() -> None:
    found = read_cases(SHIPPED / "rules" / "corpus.jsonl")
    good = sum(case.is_good for case in found.cases)

    assert found.problems == ()
    assert len(found.cases) >= 100
    assert 0.4 <= good / len(found.cases) <= 0.6


def test_the_shipped_answers_say_that_they_are_a_script() -> None:
    recorded = read_recordings(SHIPPED / "prompts" / "recorded.jsonl")

    assert {one.recorded for answers in recorded.values() for one in answers} == {"scripted"}


def test_a_price_has_its_day_and_a_model_without_one_has_none(tmp_path: Path) -> None:
    price = price_of(SHIPPED / "prompts", "gpt-5.4-mini")

    assert price is not None
    assert price.checked_on
    assert price_of(SHIPPED / "prompts", "llama") is None
    (tmp_path / "models.yaml").write_text("prices: {llama: {asked: free}}")
    with pytest.raises(PromptProblem, match="should have asked: and written:"):
        price_of(tmp_path, "llama")
