"""One test for each row of the failure ladder, against a real server that misbehaves that way."""

from __future__ import annotations

import asyncio
import json
import socket

import pytest

from bot.review.notes import note_for
from bot.review.outcome import Review, ReviewStatus
from bot.verdict import Draft, Severity
from tests.model_server import (
    ModelServer,
    Respond,
    answers,
    claim,
    drips,
    fails,
    hangs,
    hangs_up,
    pours,
    refuses,
    review,
    sends,
    takes_no,
    tone,
)
from tests.reviewing import FakeTime, Told, parts, reviewer_at, reviewing

DRAFT = Draft("Only fools buy Kestrel. We cut leaks by 47 %.")
GOOD = review(tone_findings=[tone("Only fools buy Kestrel")], claims=[claim("by 47 %")])
PAGE = "<html><body>Welcome to the captive portal</body></html>"


async def ask(*script: Respond, time: FakeTime | None = None, draft: Draft = DRAFT) -> Review:
    async with reviewing(time=time) as (server, reviewer):
        server.enqueue(*script)
        return await reviewer.review(draft)


def rules(review: Review) -> list[str]:
    return [finding.rule for finding in review.findings]


async def test_a_good_answer_becomes_findings_with_exact_spans() -> None:
    said = await ask(answers({**GOOD, "rewrite": "Choose well. We cut leaks by 47 %."}))

    assert said.status is ReviewStatus.OK
    assert said.note == ""
    assert rules(said) == ["hostile", "unsupported"]
    assert [DRAFT.text[f.start : f.end] for f in said.findings] == [
        "Only fools buy Kestrel",
        "by 47 %",
    ]
    assert {f.severity for f in said.findings} == {Severity.POLISH}
    assert said.findings[0].message == "Readers may take this as a swipe."
    assert said.findings[1].message == (
        "We have no source for this. A link to where the figure comes from would settle it."
    )
    assert said.rewrite == "Choose well. We cut leaks by 47 %."
    assert (said.model, said.tokens) == ("test", 120)
    assert said.prompt_hash.startswith("sha256:")


@pytest.mark.parametrize(
    "wrap",
    [
        '<think>Hm {"tone_findings": [1]} maybe?</think>\n%s',
        "thinking aloud, no opening tag </think> %s",
        "```json\n%s\n```",
        "\ufeff%s",
        "Here you are: %s Anything else?",
        '{"review": %s}',
    ],
    ids=["thoughts", "headless thoughts", "fence", "byte order mark", "chatter", "wrapped"],
)
async def test_an_answer_is_found_in_what_surrounds_it(wrap: str) -> None:
    said = await ask(answers(wrap.replace("%s", json.dumps(GOOD))))

    assert said.status is ReviewStatus.OK
    assert rules(said) == ["hostile", "unsupported"]


async def test_a_dripping_server_is_left_at_the_total_deadline() -> None:
    async with reviewing(drips(), total_seconds=0.3) as (_, reviewer):
        said = await reviewer.review(DRAFT)

    assert said.status is ReviewStatus.TIMEOUT
    assert said.note == "AI is taking too long. Your rule results stand."


async def test_a_silent_server_is_left_at_the_total_deadline() -> None:
    async with reviewing(hangs(), total_seconds=0.3) as (_, reviewer):
        assert (await reviewer.review(DRAFT)).status is ReviewStatus.TIMEOUT


async def test_a_busy_server_is_waited_for_as_long_as_it_asks() -> None:
    time = FakeTime()

    said = await ask(fails(429, retry_after="3"), answers(GOOD), time=time)

    assert said.status is ReviewStatus.OK
    assert time.slept == [3.0]


async def test_a_busy_server_that_names_no_time_is_asked_again_more_and_more_slowly() -> None:
    time = FakeTime()

    said = await ask(fails(429), fails(429), fails(429), answers(GOOD), time=time)

    assert said.status is ReviewStatus.OK
    assert time.slept == [1.0, 2.0, 4.0]


async def test_a_server_that_stays_busy_is_given_up_inside_the_deadline() -> None:
    time = FakeTime()

    said = await ask(*[fails(429)] * 9, time=time)

    assert said.status is ReviewStatus.RATE_LIMITED
    assert said.note == "AI is busy. Your rule results stand; try again in a few minutes."
    assert sum(time.slept) < 25


async def test_a_busy_server_that_says_to_wait_no_time_is_not_hammered() -> None:
    time = FakeTime()
    async with reviewing(fails(429, retry_after="0"), time=time) as (server, reviewer):
        said = await reviewer.review(DRAFT)

    assert said.status is ReviewStatus.RATE_LIMITED
    assert len(server.requests) <= 6
    assert time.slept[:3] == [1.0, 2.0, 4.0]


async def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    time = FakeTime()

    said = await ask(fails(429, retry_after="3600"), time=time)

    assert said.status is ReviewStatus.RATE_LIMITED
    assert time.slept == []


@pytest.mark.parametrize(
    "broke", [fails(429, "You exceeded your quota", "insufficient_quota"), fails(402)]
)
async def test_an_exhausted_quota_is_not_waited_for(broke: Respond) -> None:
    time = FakeTime()

    said = await ask(broke, time=time)

    assert (said.status, time.slept) == (ReviewStatus.QUOTA_EXHAUSTED, [])


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (fails(401, "Incorrect API key provided"), ReviewStatus.AUTH_ERROR),
        (fails(403), ReviewStatus.AUTH_ERROR),
        (fails(404, "The model does not exist", "model_not_found"), ReviewStatus.MODEL_NOT_FOUND),
        (fails(404, "not found"), ReviewStatus.MODEL_NOT_FOUND),
        (fails(400, "no such model", "model_not_found"), ReviewStatus.MODEL_NOT_FOUND),
    ],
)
async def test_what_only_the_operator_can_mend_is_told_once_a_day(
    answer: Respond, status: ReviewStatus
) -> None:
    told = Told()
    async with reviewing(answer, of=parts(told=told)) as (server, reviewer):
        said = [await reviewer.review(DRAFT) for _ in range(3)]

    assert {one.status for one in said} == {status}
    assert said[0].note == "AI is busy. Your rule results stand; try again in a few minutes."
    assert told.statuses == [status]
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "broken",
    [
        fails(500),
        fails(503),
        hangs_up(),
        sends(PAGE),
        sends("42"),
        sends({"error": {"message": "upstream broke"}}),
        sends({"error": {"message": "upstream broke", "code": 502}}),
        sends({"choices": []}),
    ],
    ids=["500", "503", "hung up", "page", "number", "error", "coded error", "no choices"],
)
async def test_a_server_that_breaks_once_is_asked_again(broken: Respond) -> None:
    time = FakeTime()

    assert (await ask(broken, answers(GOOD), time=time)).status is ReviewStatus.OK
    assert time.slept == [0.5]
    twice = await ask(broken, broken, answers(GOOD), time=time)
    assert twice.status is ReviewStatus.PROVIDER_ERROR
    assert twice.note == "AI is busy. Your rule results stand; try again in a few minutes."


async def test_a_refused_connection_is_tried_twice_and_no_more() -> None:
    time = FakeTime()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        async with reviewer_at(address, time=time) as reviewer:
            said = await reviewer.review(DRAFT)

    assert (said.status, time.slept) == (ReviewStatus.PROVIDER_ERROR, [0.5])


async def test_a_redirect_is_never_followed() -> None:
    async with ModelServer() as elsewhere, ModelServer() as server:
        moved = sends("", 307, {"Location": f"{elsewhere.base_url}/chat/completions"})
        server.enqueue(moved, moved)
        async with reviewer_at(server.base_url) as reviewer:
            said = await reviewer.review(DRAFT)

    assert said.status is ReviewStatus.PROVIDER_ERROR
    assert elsewhere.requests == []


async def test_an_answer_that_never_ends_is_put_down() -> None:
    assert (await ask(pours(3_000_000))).status is ReviewStatus.PROVIDER_ERROR


async def test_after_five_failures_the_model_is_left_alone_for_a_minute() -> None:
    time = FakeTime()
    async with reviewing(fails(500), time=time) as (server, reviewer):
        for _ in range(5):
            await reviewer.review(DRAFT)
        asked = len(server.requests)
        assert (await reviewer.review(DRAFT)).status is ReviewStatus.PROVIDER_ERROR
        assert len(server.requests) == asked
        time.now += 61
        server.usually = answers(GOOD)
        assert (await reviewer.review(DRAFT)).status is ReviewStatus.OK
        assert (await reviewer.review(DRAFT)).status is ReviewStatus.OK


async def test_a_model_that_is_away_for_an_hour_is_asked_once_a_minute_and_not_missed() -> None:
    time = FakeTime()
    async with reviewing(fails(503), time=time) as (server, reviewer):
        for _ in range(120):  # somebody checks every half minute
            assert (await reviewer.review(DRAFT)).status is ReviewStatus.PROVIDER_ERROR
            time.now += 30.5
        asked = len(server.requests)
        server.usually = answers(GOOD)
        time.now += 30.5
        back = await reviewer.review(DRAFT)

    # Twice for each of five checks; after that one check a minute tries, for all.
    assert asked <= 2 * (5 + 60)
    assert back.status is ReviewStatus.OK


async def test_an_answer_that_was_cut_off_gives_what_is_whole() -> None:
    cut = json.dumps(GOOD)[: json.dumps(GOOD).index("claims") + 20]

    said = await ask(answers(cut, "length"))

    assert said.status is ReviewStatus.TRUNCATED
    assert said.note == "AI's answer was cut off, so this is only part of it."
    assert rules(said) == ["hostile"]


async def test_an_answer_that_was_cut_off_before_it_said_anything_is_no_answer() -> None:
    assert (await ask(answers("", "length"))).status is ReviewStatus.INVALID_OUTPUT
    assert (await ask(answers("<think>so", "length"))).status is ReviewStatus.INVALID_OUTPUT


@pytest.mark.parametrize(
    "refused",
    [
        refuses("I can't help with that."),
        answers("", "content_filter"),
        fails(400, "The response was filtered", "content_filter"),
    ],
)
async def test_a_refusal_says_nothing_about_the_post_and_is_not_retried(refused: Respond) -> None:
    async with reviewing(refused) as (server, reviewer):
        said = await reviewer.review(DRAFT)

    assert said.status is ReviewStatus.REFUSED
    assert said.note == "The AI service did not read this. That says nothing about your post."
    assert len(server.requests) == 1


@pytest.mark.parametrize("empty", [answers(""), answers(None), answers("  \n")])
async def test_an_empty_answer_is_no_clean_bill(empty: Respond) -> None:
    said = await ask(empty)

    assert said.status is ReviewStatus.INVALID_OUTPUT
    assert said.note == "Part of AI's answer was garbled, so we left it out."
    assert not said.status.answered


async def test_garbage_is_repaired_with_one_more_call() -> None:
    said = await ask(answers("Looks fine to me!"), answers(GOOD))

    assert (said.status, rules(said)) == (ReviewStatus.OK, ["hostile", "unsupported"])
    assert said.tokens == 240


async def test_the_repair_call_tells_paths_and_types_and_no_values() -> None:
    bad = review(tone_findings=[tone("Only fools buy Kestrel", "sounds-rude-to-me")])
    async with reviewing() as (server, reviewer):
        server.enqueue(answers(bad), answers(GOOD))
        said = await reviewer.review(DRAFT)

    told = server.requests[1].body["messages"][-1]["content"]
    assert "- tone_findings.0.category: enum" in told
    assert "sounds-rude" not in told
    assert said.status is ReviewStatus.OK


async def test_what_cannot_be_repaired_is_salvaged_item_by_item() -> None:
    bad = review(tone_findings=[tone("buy Kestrel", "rude"), tone("Only fools", "hostile")])

    said = await ask(answers(bad), answers("still no JSON"))

    assert (said.status, rules(said)) == (ReviewStatus.PARTIAL, ["hostile"])
    assert said.note == "Part of AI's answer was garbled, so we left it out."


async def test_a_schema_that_nobody_enforced_is_read_for_what_fits() -> None:
    loose = {"tone_findings": [{**tone("Only fools"), "confidence": 0.9}], "mood": "bad"}

    said = await ask(answers(loose), answers({**GOOD, "mood": "bad"}))

    assert (said.status, rules(said)) == (ReviewStatus.OK, ["hostile", "unsupported"])


async def test_a_quote_that_is_not_in_the_draft_is_dropped_and_counted() -> None:
    said = await ask(
        answers(review(tone_findings=[tone("Only idiots buy Kestrel"), tone("ONLY  fools")]))
    )

    assert (said.status, said.dropped) == (ReviewStatus.PARTIAL, 1)
    assert [f.text for f in said.findings] == ["Only fools"]


async def test_an_answer_whose_quotes_are_all_made_up_is_left_out_whole() -> None:
    said = await ask(answers(review(tone_findings=[tone("never said")], rewrite="Buy Kestrel.")))

    assert (said.status, said.dropped) == (ReviewStatus.INVALID_OUTPUT, 1)
    assert (said.findings, said.rewrite) == ((), None)


async def test_the_daily_budget_ends_reviews_until_tomorrow() -> None:
    async with reviewing(of=parts(daily_tokens=200)) as (server, reviewer):
        said = [await reviewer.review(DRAFT) for _ in range(3)]

    assert [one.status for one in said] == [
        ReviewStatus.OK,
        ReviewStatus.OK,
        ReviewStatus.BUDGET_EXCEEDED,
    ]
    assert said[-1].note == "AI is back at 00:00 (UTC). Today's budget is used up."
    assert len(server.requests) == 2


async def test_the_rung_is_climbed_down_once_and_remembered() -> None:
    async with reviewing(takes_no("json_schema", answers(GOOD))) as (server, reviewer):
        first = await reviewer.review(DRAFT)
        second = await reviewer.review(DRAFT)

    assert (first.status, second.status) == (ReviewStatus.OK, ReviewStatus.OK)
    assert [request.rung for request in server.requests] == [
        "json_schema strict",
        "json_schema",
        "json_object",
        "json_object",
    ]


@pytest.mark.parametrize(
    ("parameter", "last"),
    [
        ("strict", {"json_schema", "max_tokens", "temperature"}),
        ("response_format", {"max_tokens", "temperature"}),
        ("max_tokens", {"json_schema", "strict", "max_completion_tokens", "temperature"}),
        ("temperature", {"json_schema", "strict", "max_tokens"}),
    ],
)
async def test_a_parameter_that_is_refused_is_done_without(parameter: str, last: set[str]) -> None:
    async with reviewing(takes_no(parameter, answers(GOOD))) as (server, reviewer):
        said = await reviewer.review(DRAFT)

    form = {key: value for key, value in server.requests[-1].body.items() if key != "messages"}
    known = {"json_schema", "strict", "max_tokens", "max_completion_tokens", "temperature"}
    assert said.status is ReviewStatus.OK
    assert {name for name in known if f"'{name}'" in str(form)} == last


async def test_a_server_that_knows_neither_limit_is_asked_without_one() -> None:
    picky = takes_no("max_tokens", takes_no("max_completion_tokens", answers(GOOD)))
    async with reviewing(picky) as (server, reviewer):
        assert (await reviewer.review(DRAFT)).status is ReviewStatus.OK

    assert not {"max_tokens", "max_completion_tokens"} & set(server.requests[-1].body)


async def test_a_400_about_one_draft_teaches_nothing_about_the_server() -> None:
    async with reviewing() as (server, reviewer):
        server.enqueue(*[fails(400, "cannot read this one")] * 5)
        assert (await reviewer.review(DRAFT)).status is ReviewStatus.PROVIDER_ERROR
        assert (await reviewer.review(DRAFT)).status is ReviewStatus.OK

    assert server.requests[-1].rung == "json_schema strict"


async def test_a_server_without_keys_gets_a_word_in_place_of_one() -> None:
    async with reviewing(api_key="") as (server, reviewer):
        assert reviewer.host == server.base_url.split("/")[2]
        await reviewer.review(DRAFT)

    assert server.requests[0].headers["Authorization"] == "Bearer not-needed"


def test_the_reviewer_works_from_one_event_loop_after_another() -> None:
    async def twice() -> list[ReviewStatus]:
        async with ModelServer() as server, reviewer_at(server.base_url) as reviewer:
            first = await reviewer.review(DRAFT)

            async def elsewhere() -> Review:
                said = await reviewer.review(DRAFT)
                await reviewer.aclose()
                return said

            second = await asyncio.to_thread(lambda: asyncio.run(elsewhere()))
            third = await reviewer.review(DRAFT)
            return [first.status, second.status, third.status]

    assert asyncio.run(twice()) == [ReviewStatus.OK] * 3


def test_every_way_a_review_can_end_has_its_sentence() -> None:
    silent = {status for status in ReviewStatus if not note_for(status)}

    assert silent == {ReviewStatus.OK, ReviewStatus.NONE}
