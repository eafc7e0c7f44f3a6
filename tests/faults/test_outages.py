"""The real bot while Slack or the model is away: nothing is lost, and nothing comes twice."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.faults.ground import ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, told, until
from tests.model_server import fails
from tests.slack_person import read

pytestmark = pytest.mark.e2e

_WHILE_AWAY, _AFTERWARDS = "Their sluices 00001", "Their pilots 00002"


async def test_what_was_asked_before_slack_went_away_is_answered_once_when_it_is_back(
    tmp_path: Path,
) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    url, slow = f"sqlite:///{tmp_path}/checkpost.db", takes_its_time(luck, 0.5, 0.5)
    async with ground(url, tmp_path, luck, slow) as here:
        person = await somebody(here)
        await person.close(await checked(here, person, _WHILE_AWAY))
        asked = Promise(_WHILE_AWAY, person.user, "command")

        here.slack.is_down = True
        await until(lambda: "deliver failed" in here.bot.said())
        here.slack.is_down = False
        await until(lambda: answered(here, asked) > 0)
        await asyncio.sleep(0.5)  # for what would come twice

        assert answered(here, asked) == 1


async def test_while_the_model_is_away_the_rules_answer_and_afterwards_both(
    tmp_path: Path,
) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    up, away = takes_its_time(luck, 0.1, 0.1), [True]

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        return await (fails(503) if away[0] else up)(request, asked)

    async with ground(f"sqlite:///{tmp_path}/checkpost.db", tmp_path, luck, respond) as here:
        person = await somebody(here)
        view = await checked(here, person, _WHILE_AWAY)
        await until(lambda: "AI is still reading" not in read(view.view))
        said = read(view.view)
        await person.close(view)
        away[0] = False
        later = await checked(here, person, _AFTERWARDS)
        await until(lambda: told(later))

    assert "Clear" in said
    assert "AI" in said
    assert "suggested by AI" not in said
