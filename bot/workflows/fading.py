"""Messages that delete themselves after a day, unless their reader keeps them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bot.keys import Keys
from bot.workflows.aside import instead
from bot.workflows.chores import texts_of
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
        self._asleep: dict[str, asyncio.Event] = {}
        engine.workflow(WORKFLOW, self._run)

    async def start(self, place: str, author_key: str) -> None:
        """Let the message at `place`, which is to this person, fade; again changes nothing."""
        await self._engine.start(WORKFLOW, self._id(place), f"{place} {author_key}")

    async def keep(self, place: str) -> None:
        """Let the message at `place` stay."""
        await self._engine.send(self._id(place), _KEEP, _KEEP)

    async def timers_of(self, author_key: str) -> list[str]:
        """Return what runs for messages to a person, to everybody where none is named."""
        found = [(each, *_place_and_person(text)) async for each, text in texts_of(WORKFLOW)]
        return [f"{each} {place}" for each, place, whose in found if author_key in {"", whose}]

    async def let_go(self, timer: str) -> None:
        """Delete the message of a timer now, from inside a workflow, and let the timer end.

        Where Slack does not, the timer goes on. One on which another replica sleeps ends with its
        day, and deletes nothing then.
        """
        workflow_id, _, place = timer.partition(" ")
        withdraw = partial(self._attempt, place)
        if await self._engine.step("withdraw", withdraw, instead(value=False)):
            await self._engine.send(workflow_id, _KEEP, _KEEP)
            # It may be taken up a moment later, where this process has only just begun.
            self._woken(place).set()

    def _woken(self, place: str) -> asyncio.Event:
        return self._asleep.setdefault(place, asyncio.Event())

    def _id(self, place: str) -> str:
        return f"{WORKFLOW}-{self._keys.delivery_key(place)}"

    async def _run(self, text: str) -> None:
        place, _ = _place_and_person(text)
        # Asleep rather than listening, since whoever listens asks the database all the time.
        try:
            await self._engine.sleep(self._days.stays, self._woken(place))
        finally:
            self._asleep.pop(place, None)
        if await self._engine.receive(_KEEP, 0.0) is not None:
            return
        for pause in (0.0, *self._days.pauses):
            if pause:
                await self._engine.sleep(pause)
            withdraw = partial(self._attempt, place)
            if await self._engine.step("withdraw", withdraw, instead(value=True)):
                return
        _log.error("fade: gave up on a message")

    async def _attempt(self, place: str) -> bool:
        try:
            await self._withdraw(place)
        except Exception as error:  # noqa: BLE001 -- tried again later
            _log.warning("fade: a message was not deleted: %s", type(error).__name__)
            return False
        return True


def _place_and_person(text: str) -> tuple[str, str]:
    """Return where a message stands and whom it is to; an earlier version did not say whom."""
    channel, moment, *person = text.split(" ")
    return f"{channel} {moment}", "".join(person)
