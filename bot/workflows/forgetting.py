"""Letting go of what is open of somebody who is forgotten: questions, and timers of cards."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from functools import partial

from dbos import EnqueueOptions

from bot.keys import Keys
from bot.workflows.ask import DurableAsks
from bot.workflows.engine import Engine
from bot.workflows.fading import Fading
from bot.workflows.outside import NeverRan, from_outside
from bot.workflows.systemdb import VERSION
from bot.workflows.trying import Trying

WORKFLOW = "forget"
_QUEUE = "forgetting"
EVERYBODY = ""

Look = Callable[[], Awaitable[list[str]]]


class Forgetting:
    """Takes questions back and deletes cards, through crashes, in whichever process has room."""

    def __init__(self, *, asks: DurableAsks, fading: Fading, keys: Keys, engine: Engine) -> None:
        """Register the workflow with `engine`, which must not be launched yet."""
        self._asks = asks
        self._fading = fading
        self._keys = keys
        self._engine = engine
        self._trying = Trying(engine, WORKFLOW)
        engine.workflow(WORKFLOW, self._run)
        engine.queue(_QUEUE, 1)

    async def start(self, team: str | None, user: str) -> None:
        """Begin with it for one person; it happens, whatever becomes of this process."""
        await self._engine.start(WORKFLOW, _new_id(), self._keys.author_key(team, user))

    async def _run(self, author_key: str) -> None:
        for ask_id in await self._found("questions", partial(self._asks.open_of, author_key)):
            await self._asks.take_back(ask_id)
        for timer in await self._found("cards", partial(self._fading.timers_of, author_key)):
            await self._fading.let_go(timer)

    async def _found(self, name: str, look: Look) -> list[str]:
        async def found() -> str:
            return "\n".join(await look())

        lines = await self._trying.keep_trying(name, found)
        return lines.splitlines() if lines else []


def leave_to_the_bot(database_url: str, keys: Keys, author_key: str) -> bool:
    """Have it done by the bot, now or when it starts; False where none has ever run here.

    `EVERYBODY` is nobody's key and means all of them. Raises sqlalchemy's errors where the
    database cannot be written.
    """
    wanted = EnqueueOptions(
        workflow_name=WORKFLOW, queue_name=_QUEUE, workflow_id=_new_id(), app_version=VERSION
    )
    try:
        with from_outside(database_url, keys) as client:
            client.enqueue(wanted, author_key)
    except NeverRan:
        return False
    return True


def _new_id() -> str:
    return f"{WORKFLOW}-{secrets.token_hex(16)}"
