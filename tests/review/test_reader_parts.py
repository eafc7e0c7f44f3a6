"""The reviewer's smaller parts: off, notes, budget, trouble, wording, claims, loading."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.review.asking import Asker, Pace
from bot.review.breaker import FAILURES, REST_SECONDS, Breaker
from bot.review.briefing import Briefing
from bot.review.budget import Budget, SpentInMemory
from bot.review.endpoint import Reply
from bot.review.notes import note_for
from bot.review.off import ReviewOff
from bot.review.outcome import ReviewStatus
from bot.review.reader import ModelReviewer
from bot.review.replies import wait_of
from bot.review.trouble import Trouble
from bot.review.wording import explanation, suggestion
from bot.verdict import Draft
from tests.model_server import answers, claim, review
from tests.reviewing import NOON, FakeEndpoint, parts, reviewer_on, reviewing

ROOT = Path(__file__).parents[2]


def test_what_needs_no_model_loads_no_model_library() -> None:
    code = (
        "import sys, bot.review.checklist, bot.review.rewrite, bot.review.off, bot.review.notes;"
        "print(sorted({'openai', 'httpx2', 'phonenumbers', 'pydantic', 'yaml'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


async def test_a_reviewer_that_is_off_says_why_and_names_no_host() -> None:
    off = ReviewOff()

    said = await off.review(Draft("Anything"))

    assert off.host == ""
    assert said.status is ReviewStatus.DISABLED
    assert said.note == "AI review is off here. The checklist below still helps."


def test_the_note_about_the_budget_names_the_time() -> None:
    note = note_for(ReviewStatus.BUDGET_EXCEEDED, "00:00 (WET)")

    assert note == "AI is back at 00:00 (WET). Today's budget is used up."


async def test_a_day_of_the_budget_is_the_companys_own() -> None:
    now = [datetime(2026, 11, 22, 23, 30, tzinfo=UTC).astimezone(ZoneInfo("Asia/Tokyo"))]
    spent = SpentInMemory()
    budget = Budget(100, lambda: now[0], spent)

    await budget.spend(100)

    assert await spent.spent(date(2026, 11, 23)) == 100
    assert not await budget.reserve(1)
    now[0] += timedelta(days=1)
    assert await budget.reserve(1)
    assert budget.back_at == "00:00 (JST)"


class SilentEndpoint(FakeEndpoint):
    async def post(self, body: Mapping[str, Any]) -> Reply:
        del body
        return await asyncio.Future()


class BrokenSpending:
    async def spent(self, day: date) -> int:
        raise OSError(f"the disk is full on {day}")

    async def spend(self, day: date, tokens: int) -> None:
        raise OSError(f"no room for {tokens} on {day}")


async def test_a_restart_does_not_begin_the_day_anew() -> None:
    kept = SpentInMemory()
    await Budget(100, lambda: NOON, kept).spend(100)

    assert not await Budget(100, lambda: NOON, kept).reserve(1)


async def test_while_the_store_is_in_trouble_this_process_counts_for_itself() -> None:
    budget = Budget(100, lambda: NOON, BrokenSpending())

    assert await budget.reserve(1)
    with pytest.raises(OSError, match="no room"):
        await budget.spend(100)
    assert not await budget.reserve(1)


async def test_without_a_budget_nothing_is_counted() -> None:
    budget = Budget(None, lambda: NOON)

    await budget.spend(10**9)

    assert await budget.reserve(1)


async def test_a_server_that_counts_no_tokens_is_charged_a_guess() -> None:
    endpoint = FakeEndpoint()
    endpoint.enqueue('{"tone_findings": [], "claims": [], "rewrite": null}')
    reviewer = reviewer_on(endpoint, of=parts(daily_tokens=1))

    endpoint.enqueue('{"tone_findings": [], "claims": [], "rewrite": null}')
    first = await reviewer.review(Draft("Hello"))
    second = await reviewer.review(Draft("Hello"))

    assert (first.status, first.tokens) == (ReviewStatus.PARTIAL, 0)
    assert second.status is ReviewStatus.BUDGET_EXCEEDED


async def test_many_reviews_at_once_do_not_spend_more_than_there_is() -> None:
    async with reviewing(answers(review()), of=parts(daily_tokens=100)) as (server, reviewer):
        said = await asyncio.gather(*(reviewer.review(Draft(f"Hello {n}")) for n in range(8)))

    assert len(server.requests) == 1
    assert [one.status for one in said].count(ReviewStatus.BUDGET_EXCEEDED) == 7


async def test_what_was_held_for_a_review_is_given_back() -> None:
    budget = Budget(5000, lambda: NOON)

    assert [await budget.reserve(3000) for _ in range(3)] == [True, True, False]
    budget.release(3000)
    assert await budget.reserve(3000)


async def test_a_model_that_never_answers_in_time_is_charged_and_then_left_alone() -> None:
    spent = SpentInMemory()
    mine = replace(parts(), budget=Budget(10**6, lambda: NOON, spent))
    asker = Asker(SilentEndpoint(), "test", Pace())
    reviewer = ModelReviewer(asker, mine, total_seconds=0.01)

    said = [await reviewer.review(Draft("Hello")) for _ in range(FAILURES + 1)]

    assert [one.status for one in said[:-1]] == [ReviewStatus.TIMEOUT] * FAILURES
    assert said[-1].status is ReviewStatus.PROVIDER_ERROR
    assert await spent.spent(NOON.date()) > FAILURES * 500


async def test_a_messenger_that_fails_does_not_spoil_the_day() -> None:
    async def tell(status: ReviewStatus) -> None:
        raise OSError(status.value)

    trouble = Trouble(lambda: NOON, tell)

    await trouble.note(ReviewStatus.OK)
    await trouble.note(ReviewStatus.AUTH_ERROR)
    await trouble.note(ReviewStatus.AUTH_ERROR)


def test_after_its_rest_the_breaker_lets_one_caller_try() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()

    assert not breaker.allows()
    now[0] += REST_SECONDS
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.failed()
    now[0] += REST_SECONDS - 1
    assert not breaker.allows()
    now[0] += 1
    assert breaker.allows()
    breaker.succeeded()
    assert [breaker.allows(), breaker.allows()] == [True, True]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "1500", "retry-after": "2"}, 1.5),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Sun, 22 Nov 2026 10:00:09 GMT"}, None),
        (
            {
                "retry-after": "Sun, 22 Nov 2026 10:00:09 GMT",
                "date": "Sun, 22 Nov 2026 10:00:00 GMT",
            },
            9.0,
        ),
    ],
)
def test_retry_after_is_read_in_all_its_forms(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert wait_of(headers) == seconds


@pytest.mark.parametrize(
    "offered",
    [
        "You sound angry here.",
        "The author is frustrated.",
        "This feels bitter.",
        "Your frustration shows.",
        "You're being rude.",
        "Readers (99 %) may mind.",
        "Readers may mind, see www.evil.example.",
        "Ask @ana about it.",
        "x" * 241,
        "",
    ],
)
def test_an_explanation_that_is_not_about_the_text_is_not_used(offered: str) -> None:
    assert explanation(offered, "Some draft") is None


def test_an_explanation_may_speak_of_readers_and_of_what_stands_in_the_draft() -> None:
    line = "Readers may stumble over “47 %” without\n a source."

    assert explanation(line, "By 47 %!") == "Readers may stumble over “47 %” without a source."


def test_a_suggestion_that_changes_nothing_is_none() -> None:
    assert suggestion(" Only fools ", "Only fools", "Only fools buy") is None
    assert suggestion(None, "Only fools", "Only fools buy") is None
    assert suggestion("Few", "Only fools", "Only fools buy") == "Few"


@pytest.mark.parametrize(
    ("text", "stated", "found"),
    [
        ("We cut leaks by 47 %", claim("47 %"), 1),
        ("We cut leaks by 47 %", claim("47 %", ambiguous=True), 0),
        ("We cut leaks by 47 %", claim("47 %", check_worthiness="unimportant_factual"), 0),
        ("We cut leaks by 47 %: https://brightwater.example/x", claim("47 %"), 0),
    ],
)
async def test_only_a_checkable_claim_without_a_link_is_asked_about(
    text: str, stated: dict[str, object], found: int
) -> None:
    async with reviewing(answers(review(claims=[stated]))) as (_, reviewer):
        said = await reviewer.review(Draft(text))

    assert len(said.findings) == found
    assert said.status is ReviewStatus.OK


async def test_a_blank_draft_is_not_sent_anywhere() -> None:
    async with reviewing() as (server, reviewer):
        assert (await reviewer.review(Draft(" \n"))).status is ReviewStatus.OK

    assert server.requests == []


async def test_without_a_usable_prompt_nothing_is_sent_and_the_author_is_told(
    tmp_path: Path,
) -> None:
    async with reviewing(of=parts(prompts=tmp_path)) as (server, reviewer):
        said = await reviewer.review(Draft("Hello"))

    assert said.status is ReviewStatus.PROVIDER_ERROR
    assert said.note
    assert server.requests == []


async def test_an_error_nobody_thought_of_leaves_the_rules_verdict_alone() -> None:
    endpoint = FakeEndpoint()
    endpoint.enqueue(ZeroDivisionError("the draft"))

    said = await reviewer_on(endpoint).review(Draft("Hello"))

    assert said.status is ReviewStatus.PROVIDER_ERROR


async def test_an_organisation_without_lists_still_gets_a_whole_prompt() -> None:
    async with reviewing(of=parts(briefing=Briefing())) as (server, reviewer):
        await reviewer.review(Draft("Olá", lang="pt"))

    told = server.requests[0].body["messages"][0]["content"]
    assert "Public products: none named." in told
    assert "Language: pt." in told
    assert "$" not in told.partition("JSON schema:")[0]
