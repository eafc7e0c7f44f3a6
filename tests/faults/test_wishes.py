"""The real bot is killed while AI works on a wish: the next process answers, and once."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from aiohttp import web

from tests.faults.ground import Ground, ground, takes_its_time
from tests.faults.scene import somebody, until
from tests.model_server import answers, hangs, word
from tests.slack_person import Json, Person, read

pytestmark = pytest.mark.e2e

_DRAFT = "Our tide reports now take a minute, and we are very very glad about that"
_SHORTER = "Our tide reports now take a minute, and we are glad"
_WORD = word(_SHORTER)


def _offered(here: Ground, person: Person) -> int:
    held = here.slack.mail.messages[person.conversation]
    return sum(_SHORTER in read(each.get("blocks") or []) for each in held)


def _written(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob("checkpost.d*"))


async def test_a_wish_that_was_acked_is_answered_by_the_next_process_and_once(
    tmp_path: Path,
) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    reads, stuck, asked_for = takes_its_time(luck, 0.0, 0.1), [True], asyncio.Event()

    async def respond(request: web.Request, asked: Json) -> web.StreamResponse:
        if "shorter please" not in str(asked["messages"]):
            return await reads(request, asked)
        asked_for.set()
        return await (hangs() if stuck[0] else answers(_WORD))(request, asked)

    async with ground(f"sqlite:///{tmp_path}/checkpost.db", tmp_path, luck, respond) as here:
        person = await somebody(here)
        sent = await person.write_to_bot(_DRAFT)
        wish = person.leave_for_bot("shorter please", thread_ts=sent["ts"])
        acked = await person.tell(wish, event_id="Ev0SHORTER")
        async with asyncio.timeout(60):
            await asked_for.wait()
        here.bot.kill()
        written = _written(tmp_path)
        offered = _offered(here, person)

        stuck[0] = False
        await here.bot.start()
        await person.tell(wish, event_id="Ev0SHORTER")  # as Slack does where it heard no answer
        await until(lambda: _offered(here, person) > 0)
        await asyncio.sleep(0.5)  # for what would come twice
        offered_then = _offered(here, person)

    assert acked.status == 200
    assert offered == 0
    assert offered_then == 1
    assert b"very very glad" not in written
    assert b"shorter" not in written
