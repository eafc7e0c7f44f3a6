"""End to end: one workspace and one bot for each way that Slack reaches it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.e2e.stage import Stage, stage


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def over_socket_mode(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with stage(tmp_path_factory.mktemp("socket")) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def over_http(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with stage(tmp_path_factory.mktemp("http"), http=True) as running:
        yield running


@pytest.fixture(params=["over_socket_mode", "over_http"])
def door(request: pytest.FixtureRequest) -> Stage:
    running: Stage = request.getfixturevalue(request.param)
    return running
