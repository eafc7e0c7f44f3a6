"""A bot that is killed between its word to Slack and the answer to the author."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.e2e.stage import stage
from tests.local_workspace import shown
from tests.model_server import ModelServer, answers, hangs, review, tone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

_DRAFTS = ("Their gulls are a joke", "Their buoys are a joke", "Their charts are a joke")


async def reached(model: ModelServer, requests: int) -> None:
    """Wait until the model was asked so often."""
    async with asyncio.timeout(15):
        while len(model.requests) < requests:  # noqa: ASYNC110 -- a fake without events
            await asyncio.sleep(0.02)


async def test_checks_that_were_acked_are_delivered_once_by_the_next_process(
    tmp_path: Path,
) -> None:
    async with (
        ModelServer(hangs()) as model,
        stage(tmp_path, settings={"OPENAI_BASE_URL": model.base_url}) as running,
        running.somebody() as human,
    ):
        before = len(model.requests)
        for draft in _DRAFTS:
            await human.command(draft)
            await human.modal(lambda view: "AI is still reading" in shown(view))
            await human.close()
            await human.no_modal()
        await reached(model, before + len(_DRAFTS))
        running.bot.kill()
        assert await human.direct_messages() == []
        model.usually = answers(review(tone_findings=[tone("are a joke")]))
        await running.bot.start()
        messages = await human.wait_for_direct_message(len(_DRAFTS))
        assert running.bot.stop() == 0
        messages = await human.direct_messages()
    assert len(messages) == len(_DRAFTS)
    assert {draft.split()[1] for draft in _DRAFTS} <= set(
        " ".join(shown(message) for message in messages).split()
    )
