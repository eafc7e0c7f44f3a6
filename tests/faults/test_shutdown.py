"""A bot that is told to stop does so in ten seconds, and hands over what it cannot finish."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.slack.tasks import DRAIN_S
from bot.wiring.collecting import LAST_S
from bot.workflows.engine import CLOSE_S
from tests.e2e.stage import RUN
from tests.faults.ground import ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, until
from tests.model_server import hangs
from tests.slack_person import Json

_MARKER = "Their sluices 00001"
_PROMISED_S = 10.0  # as docs/operations.md says: a deadline and no measurement


@pytest.fixture
def deaf_collector() -> Iterator[dict[str, str]]:
    """The setting for a collector of traces that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]
        yield {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}/"}


def test_what_is_waited_for_at_the_end_fits_into_ten_seconds() -> None:
    assert DRAIN_S + CLOSE_S + LAST_S <= 9.0


@pytest.mark.e2e
async def test_a_stopped_bot_ends_in_peace_and_the_next_one_answers(
    tmp_path: Path, deaf_collector: dict[str, str]
) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    up, stuck = takes_its_time(luck, 0.1, 0.1), [True]

    async def respond(request: web.Request, asked: Json) -> web.StreamResponse:
        return await (hangs() if stuck[0] else up)(request, asked)

    url = f"sqlite:///{tmp_path}/checkpost.db"
    async with ground(url, tmp_path, luck, respond, deaf_collector, RUN) as here:
        person = await somebody(here)
        await person.close(await checked(here, person, _MARKER))
        asked = Promise(_MARKER, person.user, "command")

        assert here.bot.stop(within=_PROMISED_S) == 0
        said = here.bot.said()
        assert answered(here, asked) == 0
        stuck[0] = False
        await here.bot.start()
        await until(lambda: answered(here, asked) == 1)

    assert "Traceback" not in said
