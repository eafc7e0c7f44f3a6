"""What is due now and then: every replica looks for it, and one of them starts it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.workflows.aside import instead
from bot.workflows.engine import Engine

Due = Callable[[], Awaitable[list[str]]]


class Periodic:
    """Starts workflows by names that say of which period they are, so that each starts once."""

    def __init__(
        self, engine: Engine, workflow: str, due: Due, *, every: str, looking: str
    ) -> None:
        """Register with `engine`, which must not be launched yet, to look at the times of `every`.

        `due` returns the names of what is to be started of `workflow`; `every` is a cron line, and
        `looking` the name of the step that asks for them.
        """
        self._engine = engine
        self._workflow = workflow
        self._due = due
        self._looking = looking
        engine.schedule(f"{workflow}-tick", every, self._tick)

    async def look(self) -> None:
        """Start what is due now; called once at start, for what was missed while nobody ran."""
        await self._start(await self._due())

    async def _tick(self, _at: datetime) -> None:
        await self._start(await self._engine.step(self._looking, self._due, instead([])))

    async def _start(self, names: list[str]) -> None:
        for name in names:
            await self._engine.start(self._workflow, name, name)
