"""End to end: one workspace and one bot for each way that Slack reaches it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.e2e.stage import Stage, stage
from tests.e2e.watched import WHITEBOARD, Watched
from tests.model_server import ModelServer


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def over_socket_mode(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    folder = tmp_path_factory.mktemp("socket")
    (folder / "tmp").mkdir()
    reads = Watched(tmp_path_factory.mktemp("reader") / "modules", *WHITEBOARD)
    talkative = {
        "CHECKPOST_LOG_LEVEL": "debug",
        "TMPDIR": str(folder / "tmp"),
        **reads.settings,
    }
    async with stage(folder, settings=talkative) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def over_http(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with stage(tmp_path_factory.mktemp("http"), http=True) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def with_model(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[Stage, ModelServer]]:
    async with ModelServer() as model:
        reads = Watched(tmp_path_factory.mktemp("reader") / "modules", "Plan for the open day")
        settings = {"OPENAI_BASE_URL": model.base_url, **reads.settings}
        async with stage(tmp_path_factory.mktemp("model"), settings=settings) as running:
            yield running, model


@pytest.fixture(params=["over_socket_mode", "over_http"])
def door(request: pytest.FixtureRequest) -> Stage:
    running: Stage = request.getfixturevalue(request.param)
    return running
