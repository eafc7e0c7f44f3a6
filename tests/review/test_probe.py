from __future__ import annotations

import pytest

from bot.review.asking import Asker
from bot.review.client import OpenAIEndpoint
from bot.review.manners import Rung
from bot.review.outcome import ReviewStatus
from bot.review.probe import Probed, probe
from tests.model_server import ModelServer, Respond, answers, fails, hangs, takes_no
from tests.reviewing import FakeTime

HERON = answers({"bird": "heron"})
GULL = answers({"bird": "gull"})


async def probed(usually: Respond, seconds: float = 25.0) -> Probed:
    async with ModelServer(usually) as server:
        endpoint = OpenAIEndpoint(server.base_url)
        try:
            return await probe(Asker(endpoint, "test", FakeTime().pace()), seconds)
        finally:
            await endpoint.aclose()


@pytest.mark.parametrize(
    ("usually", "rung", "enforced"),
    [
        (HERON, Rung.STRICT, True),
        (GULL, Rung.STRICT, False),
        (takes_no("strict", HERON), Rung.SCHEMA, True),
        (takes_no("json_schema", GULL), Rung.OBJECT, None),
        (takes_no("response_format", GULL), Rung.TEXT, None),
    ],
)
async def test_the_probe_tells_the_rung_and_whether_a_schema_is_enforced(
    *, usually: Respond, rung: Rung, enforced: bool | None
) -> None:
    seen = await probed(usually)

    assert (seen.status, seen.rung, seen.enforced) == (ReviewStatus.OK, rung, enforced)
    assert seen.tokens == 120


@pytest.mark.parametrize(
    ("usually", "seconds", "status"),
    [
        (fails(401), 25.0, ReviewStatus.AUTH_ERROR),
        (answers(""), 25.0, ReviewStatus.INVALID_OUTPUT),
        (hangs(), 0.5, ReviewStatus.TIMEOUT),
    ],
)
async def test_the_probe_names_the_trouble(
    usually: Respond, seconds: float, status: ReviewStatus
) -> None:
    seen = await probed(usually, seconds)

    assert (seen.status, seen.enforced) == (status, None)
