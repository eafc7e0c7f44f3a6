"""A bot that is killed between its word to Slack and the answer to the author."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.e2e.stage import stage
from tests.local_workspace import shown
from tests.model_server import ModelServer, answers, hangs, review, tone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

_JOKES = ("Their gulls", "Their buoys", "Their charts")


async def reached(model: ModelServer, requests: int) -> None:
    """Wait until the model was asked so often."""
    async with asyncio.timeout(15):
        while len(model.requests) < requests:  # noqa: ASYNC110 -- a fake without events
            await asyncio.sleep(0.02)


async def test_checks_that_were_acked_are_delivered_once_by_the_next_process(
    tmp_path: Path,
) -> None:
    async with (
        ModelServer() as model,
        stage(tmp_path, settings={"OPENAI_BASE_URL": model.base_url}) as running,
        running.somebody() as human,
    ):
        before, model.usually = len(model.requests), hangs()
        for joke in _JOKES:
            await human.command(f"{joke} are a joke")
            await human.modal(lambda view: "AI is still reading" in shown(view))
            await human.close()
            await human.no_modal()
        await reached(model, before + len(_JOKES))
        running.bot.kill()
        assert await human.direct_messages() == []
        model.usually = answers(review(tone_findings=[tone(joke) for joke in _JOKES]))
        await running.bot.start()
        await human.wait_for_direct_message(len(_JOKES))
        assert running.bot.stop() == 0
        messages = await human.direct_messages()
    told = [joke for message in messages for joke in _JOKES if joke in shown(message)]
    assert sorted(told) == sorted(_JOKES)
    assert len(messages) == len(_JOKES)
