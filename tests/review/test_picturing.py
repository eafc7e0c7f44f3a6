"""What a model is shown of a picture, what it may say of it, and what becomes of the rest."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
import structlog

from bot.review.asking import Asker
from bot.review.endpoint import EndpointProblem
from bot.review.outcome import ReviewStatus
from bot.review.picturing import PictureSaid, PictureViewer
from bot.review.wire import RiskKind
from tests.model_server import ModelServer, answers, sends
from tests.reviewing import FakeEndpoint, FakeTime, Told, parts, reviewing

JPEG = b"\xff\xd8\xff\xe0 a harbour"


def sight(**said: object) -> dict[str, object]:
    empty: dict[str, object] = {
        "description": None,
        "risks": [],
        "picture_contains_instructions": False,
    }
    return {**empty, **said}


async def see(endpoint: FakeEndpoint, readable: str = "", told: Told | None = None) -> PictureSaid:
    asker = Asker(endpoint, "test", FakeTime().pace())
    return await PictureViewer(asker, parts(told=told)).see(JPEG, readable)


def said_by(*said: str | Exception) -> FakeEndpoint:
    endpoint = FakeEndpoint()
    endpoint.enqueue(*said)
    return endpoint


async def test_the_picture_goes_beside_the_question_and_nothing_else_does() -> None:
    written = sight(description="Two engineers lower a sensor.", risks=[{"kind": "badge"}] * 2)
    async with reviewing(answers(written)) as (server, reviewer):
        viewer = PictureViewer(reviewer._asker, parts())
        said = await viewer.see(JPEG, "")

    assert said == PictureSaid(ReviewStatus.OK, "Two engineers lower a sensor.", (RiskKind.BADGE,))
    [told, shown] = _only(server).body["messages"]
    assert "Never say or guess who somebody is" in told["content"]
    assert "In English" in told["content"]
    address = shown["content"][1]["image_url"]["url"]
    assert base64.b64decode(address.removeprefix("data:image/jpeg;base64,")) == JPEG


def _only(server: ModelServer) -> Any:  # noqa: ANN401 -- a request of the test server
    [received] = server.requests
    return received


@pytest.mark.parametrize(
    "description",
    [
        "Ana Sousa lowers a sensor into the harbour.",
        "A harbour, see https://evil.example/x",
        "A harbour #water",
        "Ask @ana about it.",
        "<!channel> a harbour",
    ],
)
async def test_a_description_with_a_name_or_link_of_its_own_is_left_out(description: str) -> None:
    said = await see(said_by(_json(sight(description=description))))

    assert (said.status, said.description) == (ReviewStatus.OK, None)


async def test_a_name_that_can_be_read_in_the_picture_may_be_said() -> None:
    text = "A pump with the word Tidewatch on it."

    said = await see(said_by(_json(sight(description=text))), "Tidewatch 3000")

    assert said.description == text


async def test_an_unknown_kind_of_risk_is_left_out() -> None:
    risks = [{"kind": "handsome"}, {"kind": "screen"}]

    said = await see(said_by(*[_json(sight(risks=risks))] * 2))

    assert said.risks == (RiskKind.SCREEN,)


async def test_a_model_without_eyes_is_said_to_have_none_and_asked_once() -> None:
    body = {"error": {"message": "this model does not support image input"}}
    async with reviewing(sends(body, status=400)) as (server, reviewer):
        said = await PictureViewer(reviewer._asker, parts()).see(JPEG, "")

    assert said.note == "The AI that is set up here does not look at pictures."
    assert len(server.requests) == 1


async def test_pictures_that_break_a_server_do_not_stop_reviews() -> None:
    endpoint = said_by(*[EndpointProblem(ReviewStatus.PROVIDER_ERROR)] * 8, _json(sight()))
    asker = Asker(endpoint, "test", FakeTime().pace())
    viewer = PictureViewer(asker, parts())

    broken = [await viewer.see(JPEG, "") for _ in range(8)]

    assert {said.status for said in broken} == {ReviewStatus.PROVIDER_ERROR}
    assert (await viewer.see(JPEG, "")).status is ReviewStatus.OK


async def test_the_log_says_how_large_it_was_and_nothing_of_it() -> None:
    with structlog.testing.capture_logs() as logs:
        await see(said_by(_json(sight(description="A quiet harbour at dawn."))), "Tidewatch")

    [line] = logs
    assert (line["event"], line["size"]) == ("picture_seen", len(JPEG))
    assert "harbour" not in str(line)
    assert "Tidewatch" not in str(line)


def _json(said: dict[str, object]) -> str:
    return json.dumps(said)
