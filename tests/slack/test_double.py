"""The double is strict: each thing that Slack refuses, it refuses in Slack's words."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import pytest

from bot.slack.cards.modal import coach_view, page_view
from bot.slack.gateway import SlackTrouble
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, WINDOWS
from tests.slack_limits import message_problems, view_problems

VIEW = coach_view(WINDOWS["fix"])


async def refusal(call: Awaitable[object]) -> str:
    with pytest.raises(SlackTrouble) as trouble:
        await call
    return trouble.value.code


async def test_a_trigger_works_once_and_for_three_seconds(bench: Bench) -> None:
    slack, double = bench.services.slack, bench.double
    used, old = double.modals.new_trigger(), double.modals.new_trigger()
    await slack.open_view(used, VIEW)
    double.time.now += 3.5

    assert await refusal(slack.open_view(used, VIEW)) == "exchanged_trigger_id"
    assert await refusal(slack.open_view(old, VIEW)) == "expired_trigger_id"
    assert await refusal(slack.open_view("made up", VIEW)) == "invalid_trigger_id"
    assert await refusal(slack.open_view(None, VIEW)) == "expired_trigger_id"


async def test_a_closed_view_and_a_stale_hash_are_refused(bench: Bench) -> None:
    slack, double = bench.services.slack, bench.double
    view = await slack.open_view(double.modals.new_trigger(), VIEW)
    newer = await slack.update_view(view.view_id, VIEW, view.state)

    assert newer.view_id == view.view_id
    assert await refusal(slack.update_view(view.view_id, VIEW, view.state)) == "hash_conflict"
    bench.view.is_open = False
    assert await refusal(slack.update_view(view.view_id, VIEW)) == "not_found"


async def test_a_window_can_be_three_high(bench: Bench) -> None:
    slack, double = bench.services.slack, bench.double
    page = page_view("What is kept", "nothing")

    assert await refusal(slack.push_view(double.modals.new_trigger(), page)) == "not_found"
    await slack.open_view(double.modals.new_trigger(), VIEW)
    await slack.push_view(double.modals.new_trigger(), page)
    await slack.push_view(double.modals.new_trigger(), page)
    assert await refusal(slack.push_view(double.modals.new_trigger(), page)) == "push_limit_reached"


async def test_a_response_url_answers_five_times(bench: Bench) -> None:
    url = bench.double.new_response_url()

    for _ in range(5):
        await bench.services.slack.respond(url, {"text": "again"})

    assert await refusal(bench.services.slack.respond(url, {"text": "again"})) == "http_404"
    assert len(bench.double.whispers) == 5


async def test_unknown_methods_and_arguments_are_refused(bench: Bench) -> None:
    async def code(method: str, **args: object) -> object:
        answer = bench.client.api_call(method, json=args)
        with pytest.raises(Exception, match="error") as refused:
            await answer
        return refused.value.response["error"]  # type: ignore[attr-defined]  # SlackApiError's

    assert await code("chat.shout", text="hi") == "unknown_method"
    assert await code("chat.postMessage", text="hi") == "invalid_arguments"
    assert await code("chat.postMessage", channel="D1", text="x", colour="red") == (
        "invalid_arguments"
    )


async def test_a_view_over_a_limit_is_refused(bench: Bench) -> None:
    long = {**VIEW, "title": {"type": "plain_text", "text": "x" * 25}}

    assert (
        await refusal(bench.services.slack.open_view(bench.double.modals.new_trigger(), long))
        == "invalid_arguments"
    )


SECTION: dict[str, Any] = {"type": "section", "text": {"type": "mrkdwn", "text": "hi"}}


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"type": "section"}, "needs text or fields"),
        ({"type": "table", "rows": []}, "no block type table"),
        ({**SECTION, "colour": "red"}, "no such key colour"),
        ({**SECTION, "block_id": "x" * 256}, "256 characters, over 255"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": ""}}, "empty text"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_001}}, "over 3000"),
        ({"type": "section", "fields": [SECTION["text"]] * 11}, "over 10 fields"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "hi"}}, "text of type mrkdwn"),
        ({"type": "header", "text": {"type": "plain_text", "text": "🙂" * 76}}, "over 150"),
        ({"type": "context", "elements": []}, "0 entries"),
        ({"type": "actions", "elements": [{"type": "timepicker"}]}, "no element type timepicker"),
        (
            {"type": "actions", "elements": [{"type": "datepicker", "initial_date": "1 May"}]},
            "YYYY-MM-DD",
        ),
        ({**SECTION, "accessory": {"type": "button"}}, "text is missing"),
        (
            {"type": "input", "label": {"type": "plain_text"}, "element": {"type": "button"}},
            "text is missing",
        ),
    ],
)
def test_a_block_over_a_limit_is_found(block: dict[str, Any], problem: str) -> None:
    assert any(problem in found for found in message_problems({"text": "t", "blocks": [block]}))


def test_a_view_and_a_message_over_a_limit_are_found() -> None:
    twice = {"text": "t", "blocks": [{**SECTION, "block_id": "a"}] * 51}

    assert "51 blocks, over 50" in message_problems(twice)
    assert "block_id a twice" in message_problems(twice)
    assert message_problems({"blocks": [SECTION]}) == ["a message needs a top-level text"]
    assert view_problems({**VIEW, "private_metadata": "x" * 3_001})
    assert "a view with inputs needs a submit button" in view_problems(
        {key: value for key, value in VIEW.items() if key != "submit"}
    )
    assert DRAFT in str(VIEW)
