"""What each server is documented to do differently, scripted; docs/models.md tells what that is.

No live endpoint was asked: these are the servers' own words and habits, said by our test server.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.review.client import OpenAIEndpoint
from bot.review.outcome import Review, ReviewStatus
from bot.verdict import Draft
from tests.model_server import ModelServer, Respond, answers, completion, review, sends, tone
from tests.reviewing import FakeTime, reviewer_at

DOCUMENT = Path(__file__).parents[2] / "docs" / "models.md"
DRAFT = Draft("Only fools buy the other map, and we drew ours by hand.")
SAID = review(tone_findings=[tone("Only fools")])
GOOD = answers(SAID)


def refuses_format(*kinds: str, body: object, status: int = 400) -> Respond:
    """Refuse these kinds of `response_format`; a kind may end in `:strict`."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        form = asked.get("response_format", {})
        kind = form.get("type", "none")
        strict = f"{kind}:strict" if form.get("json_schema", {}).get("strict") else kind
        refused = kind in kinds or strict in kinds
        return await (sends(body, status) if refused else GOOD)(request, asked)

    return respond


def refuses_key(name: str, message: str) -> Respond:
    """Refuse a request with this key, in OpenAI's words."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        error = {"message": message, "type": "invalid_request_error", "param": name}
        refused = sends({"error": {**error, "code": "unsupported_parameter"}}, 400)
        return await (refused if name in asked else GOOD)(request, asked)

    return respond


def context_of(tokens: int) -> Respond:
    """Refuse to write more than fits, as vLLM words it."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        message = (
            f"'max_tokens' or 'max_completion_tokens' is too large: {asked['max_tokens']}. This "
            f"model's maximum context length is {tokens} tokens."
        )
        body = {"object": "error", "message": message, "type": "BadRequestError", "code": 400}
        too_much = asked["max_tokens"] > tokens
        return await (sends(body, 400) if too_much else GOOD)(request, asked)

    return respond


WORKS = {
    "OpenAI: schema enforced": GOOD,
    "OpenAI: temperature is fixed": refuses_key(
        "temperature",
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default "
        "(1) value is supported.",
    ),
    "OpenAI: only the newer name of the limit": refuses_key(
        "max_tokens",
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
        "'max_completion_tokens' instead.",
    ),
    "Azure OpenAI: an older deployment without schemas": refuses_format(
        "json_schema",
        body={
            "error": {
                "code": "BadRequest",
                "message": "response_format value as json_schema is enabled only for api "
                "versions 2024-08-01-preview and later",
            }
        },
    ),
    "vLLM: a small context": context_of(2048),
    "vLLM: thoughts apart from the answer": sends(
        completion(SAID, reasoning_content="The draft calls somebody a fool.")
    ),
    "Ollama: thoughts before the answer": answers(
        f"<think>\nA {{map}} by hand?\n</think>\n\n{json.dumps(SAID)}"
    ),
    "Ollama: a fence around the answer": answers(f"```json\n{json.dumps(SAID, indent=2)}\n```"),
    "llama.cpp: schema and grammar at once": refuses_format(
        "json_schema",
        body={
            "error": {
                "code": 400,
                "message": 'Either "json_schema" or "grammar" can be specified, but not both',
                "type": "invalid_request_error",
            }
        },
    ),
    "llama.cpp: schema taken and not enforced": answers({**SAID, "mood": "good", "claims": None}),
    "LM Studio: no json_object": refuses_format(
        "json_schema:strict",
        "json_object",
        body={"error": "'response_format.type' must be 'json_schema' or 'text'"},
    ),
    "LM Studio: no format at all": refuses_format(
        "json_schema", "json_object", body={"error": "'response_format.type' must be 'text'"}
    ),
}

TROUBLE = {
    "OpenAI: quota used up": (
        sends({"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}}, 429),
        ReviewStatus.QUOTA_EXHAUSTED,
    ),
    "OpenAI: refusal": (answers(None, refusal="I can't help with that."), ReviewStatus.REFUSED),
    "Azure OpenAI: prompt filtered": (
        sends(
            {
                "error": {
                    "message": "The response was filtered due to the prompt triggering Azure "
                    "OpenAI's content management policy.",
                    "code": "content_filter",
                    "status": 400,
                    "innererror": {"code": "ResponsibleAIPolicyViolation"},
                }
            },
            400,
        ),
        ReviewStatus.REFUSED,
    ),
    "Azure OpenAI: answer filtered": (answers("", "content_filter"), ReviewStatus.REFUSED),
    "Azure OpenAI: no such deployment": (
        sends({"error": {"code": "DeploymentNotFound", "message": "It does not exist."}}, 404),
        ReviewStatus.MODEL_NOT_FOUND,
    ),
    "vLLM: no such model": (
        sends(
            {
                "object": "error",
                "message": "The model `test` does not exist.",
                "type": "NotFoundError",
                "code": 404,
            },
            404,
        ),
        ReviewStatus.MODEL_NOT_FOUND,
    ),
    "vLLM: wrong key": (sends({"error": "Unauthorized"}, 401), ReviewStatus.AUTH_ERROR),
    "Ollama: model not pulled": (
        sends(
            {
                "error": {
                    "message": 'model "test" not found, try pulling it first',
                    "type": "api_error",
                    "param": None,
                    "code": None,
                }
            },
            404,
        ),
        ReviewStatus.MODEL_NOT_FOUND,
    ),
    "llama.cpp: still loading": (
        sends(
            {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}, 503
        ),
        ReviewStatus.PROVIDER_ERROR,
    ),
    "LM Studio: no model loaded": (
        sends({"error": {"message": "No models loaded", "code": "model_not_found"}}, 404),
        ReviewStatus.MODEL_NOT_FOUND,
    ),
}


async def asked_of(server: ModelServer) -> Review:
    async with reviewer_at(server.base_url, time=FakeTime()) as reviewer:
        return await reviewer.review(DRAFT)


@pytest.mark.parametrize("habit", WORKS)
async def test_a_servers_habit_costs_the_author_nothing(habit: str) -> None:
    async with ModelServer(usually=WORKS[habit]) as server:
        said = await asked_of(server)
        limited = [request.body for request in server.requests][-1]

    assert [finding.rule for finding in said.findings] == ["hostile"], said
    assert {"max_tokens", "max_completion_tokens"} & limited.keys()


async def test_one_long_draft_does_not_shorten_the_answers_to_the_next() -> None:
    too_long = sends({"error": {"message": "maximum context length is 4096 tokens"}}, 400)
    async with (
        ModelServer(usually=GOOD) as server,
        reviewer_at(server.base_url, time=FakeTime()) as reviewer,
    ):
        server.enqueue(too_long, GOOD)
        await reviewer.review(DRAFT)
        await reviewer.review(DRAFT)
        limits = [request.body["max_tokens"] for request in server.requests]

    assert limits == [4000, 2000, 4000]


@pytest.mark.parametrize("habit", TROUBLE)
async def test_a_servers_way_of_saying_no_is_understood(habit: str) -> None:
    respond, status = TROUBLE[habit]
    async with ModelServer(usually=respond) as server:
        said = await asked_of(server)

    assert (said.status, said.findings) == (status, ())


async def test_a_server_that_is_still_loading_is_asked_once_more() -> None:
    respond, _ = TROUBLE["llama.cpp: still loading"]
    async with ModelServer() as server:
        server.enqueue(respond, GOOD)
        said = await asked_of(server)

    assert said.status is ReviewStatus.OK


@pytest.mark.parametrize(
    "address",
    [
        "https://api.openai.com/v1",
        "https://brightwater.openai.azure.com/openai/v1/",
        "http://127.0.0.1:8000/v1",
        "http://127.0.0.1:11434/v1",
        "http://127.0.0.1:8080/v1",
        "http://127.0.0.1:1234/v1",
    ],
)
def test_every_documented_address_is_one_that_an_author_can_be_shown(address: str) -> None:
    assert address.rstrip("/") in DOCUMENT.read_text(encoding="utf-8")
    assert OpenAIEndpoint(address).host == address.split("/")[2]


def test_the_page_about_models_tells_every_habit_that_is_scripted_here() -> None:
    page = DOCUMENT.read_text(encoding="utf-8")

    assert [habit for habit in (*WORKS, *TROUBLE) if habit.partition(": ")[2] not in page] == []
