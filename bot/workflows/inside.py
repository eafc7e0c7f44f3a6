"""What a workflow does with the engine that runs it: steps, messages, and waits that last."""

from __future__ import annotations

import asyncio
from typing import Any

from dbos import DBOS

from bot.workflows.aside import Aside, Otherwise, Run
from bot.workflows.inflight import InFlight
from bot.workflows.serializer import StepFailed, readable
from bot.workflows.strays import unwritten


class Inside:
    """The engine as it is seen from inside a workflow."""

    def __init__(self, in_flight: InFlight, aside: Aside) -> None:
        """`in_flight` is told of whoever sleeps, since a stop need not wait for them.

        Steps that no process survives are put `aside`.
        """
        self._in_flight = in_flight
        self._aside = aside

    async def step(self, name: str, run: Run, otherwise: Otherwise | None = None) -> Any:  # noqa: ANN401 -- JSON
        """Run `run` and write its result down, so that it is not run again after a crash.

        `run` takes no arguments on purpose: the library logs the arguments of cancelled steps.
        Where process after process died in it, what `otherwise` returns is written down instead:
        it gets the reference of the log line that says so. Without one the workflow fails then.
        """

        async def step() -> Any:  # noqa: ANN401 -- JSON
            place = f"{DBOS.step_id} {name}"
            return await self._aside.run(DBOS.workflow_id, place, run, otherwise)

        try:
            return readable(await DBOS.run_step_async({"name": name}, step))
        except StepFailed as failed:
            if not unwritten(failed):
                raise
        return readable(await DBOS.run_step_async({"name": name}, step))

    async def attempt(self, name: str, run: Run, otherwise: Otherwise) -> Any:  # noqa: ANN401 -- what `run` returns
        """Run what is not written down; of `otherwise` the same holds as for a step."""
        return await self._aside.run(DBOS.workflow_id, name, run, otherwise)

    async def receive(self, topic: str, seconds: float) -> str | None:
        """Wait for a message of `send`, at most `seconds`; None when none came."""
        message: str | None = readable(await DBOS.recv_async(topic, timeout_seconds=seconds))
        return message

    async def wait(self, topic: str, seconds: float) -> str | None:
        """The same for hours or days: nobody who stops the process needs to wait for it."""
        with self._in_flight.asleep():
            return await self.receive(topic, seconds)

    async def sleep(self, seconds: float, woken: asyncio.Event | None = None) -> None:
        """Wait, through crashes too; less long where this process sets `woken` meanwhile."""
        with self._in_flight.asleep():
            if woken is None:
                await DBOS.sleep_async(seconds)
                return
            sleeping = asyncio.ensure_future(DBOS.sleep_async(seconds))
            waking = asyncio.ensure_future(woken.wait())
            try:
                await asyncio.wait((sleeping, waking), return_when=asyncio.FIRST_COMPLETED)
                if sleeping.done():
                    await sleeping
            finally:
                sleeping.cancel()
                waking.cancel()
