"""Messages that delete themselves after a day, unless their reader keeps them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bot.keys import Keys
from bot.workflows.engine import Engine

WORKFLOW = "fade"
_KEEP = "keep"

_log = logging.getLogger(__name__)

Withdraw = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Days:
    """How long a message stays, and the pauses between attempts to delete it, in seconds."""

    stays: float = 24 * 3600.0
    pauses: tuple[float, ...] = (60.0, 600.0, 3600.0)


class Fading:
    """Waits a day with each message, through restarts, and then has it deleted."""

    def __init__(
        self, *, withdraw: Withdraw, keys: Keys, engine: Engine, days: Days | None = None
    ) -> None:
        """Register the workflow with `engine`, which must not be launched yet.

        `withdraw` deletes the message at a place, and raises where later may help. A place is
        what Slack calls it, a conversation and a moment, and holds no word of the message.
        """
        self._withdraw = withdraw
        self._keys = keys
        self._engine = engine
        self._days = days or Days()
        engine.workflow(WORKFLOW, self._run)

    async def start(self, place: str) -> None:
        """Let the message at `place` fade; repeating it changes nothing."""
        await self._engine.start(WORKFLOW, self._id(place), place)

    async def keep(self, place: str) -> None:
        """Let the message at `place` stay."""
        await self._engine.send(self._id(place), _KEEP, _KEEP)

    def _id(self, place: str) -> str:
        return f"{WORKFLOW}-{self._keys.delivery_key(place)}"

    async def _run(self, place: str) -> None:
        # Asleep rather than listening, since whoever listens asks the database all the time.
        await self._engine.sleep(self._days.stays)
        if await self._engine.receive(_KEEP, 0.0) is not None:
            return
        for pause in (0.0, *self._days.pauses):
            if pause:
                await self._engine.sleep(pause)
            if await self._engine.step("withdraw", partial(self._attempt, place)):
                return
        _log.error("fade: gave up on a message")

    async def _attempt(self, place: str) -> bool:
        try:
            await self._withdraw(place)
        except Exception as error:  # noqa: BLE001 -- tried again later
            _log.warning("fade: a message was not deleted: %s", type(error).__name__)
            return False
        return True
