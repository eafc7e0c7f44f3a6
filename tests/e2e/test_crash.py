"""A bot that is killed between its word to Slack and the answer to the author."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.demo.people import BOT_ID
from bot.workflows.patience import Patience
from tests.e2e.stage import stage
from tests.local_workspace import Json, shown
from tests.model_server import ModelServer, answers, hangs, review, tone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

_WRITTEN = "Their tides"  # sent to the bot as a message
_JOKES = ("Their gulls", "Their buoys", "Their charts")


async def reached(model: ModelServer, requests: int) -> None:
    """Wait until the model was asked so often."""
    async with asyncio.timeout(60):
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
        # The end of the first check is written down a moment after its answer; until then a kill
        # has it answered again, by message where its window is closed.
        await asyncio.sleep(3 * Patience().aside)
        before, model.usually = len(model.requests), hangs()
        for joke in _JOKES:
            await human.command(f"{joke} are a joke")
            await human.modal(lambda view: "AI is still reading" in shown(view))
            await human.close()
            await human.no_modal()
        channel = await running.conversation(human)
        await human.write_to_bot(channel, f"{_WRITTEN} are a joke")
        [card] = await human.said_there(BOT_ID, lambda found: len(found) == 1)
        await reached(model, before + len(_JOKES) + 1)
        running.bot.kill()
        jokes = (*_JOKES, _WRITTEN)
        model.usually = answers(review(tone_findings=[tone(joke) for joke in jokes]))
        await running.bot.start()
        await human.said_there(BOT_ID, lambda found: len([*filter(_read, found)]) == len(jokes))
        assert running.bot.stop() == 0
        messages = await human.said_there(BOT_ID, bool)
    told = [joke for message in messages for joke in jokes if joke in shown(message)]
    assert sorted(told) == sorted(jokes)
    assert len(messages) == len(jokes)
    assert card["ts"] in {message["ts"] for message in messages}, "in the card that was there"


def _read(message: Json) -> bool:
    return "suggested by AI" in shown(message)
