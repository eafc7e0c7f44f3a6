"""The durable engine: what is started here is finished, by this process or by the next one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from dbos import DBOS, Queue, ScheduleInput, SetWorkflowID, error
from sqlalchemy import Engine as SqlEngine

from bot.keys import Keys
from bot.workflows.aside import Aside, Attempts
from bot.workflows.chores import busy_replicas, go_on_with, take_over
from bot.workflows.inflight import InFlight
from bot.workflows.inside import Inside
from bot.workflows.lock import RunLock
from bot.workflows.replicas import Replicas
from bot.workflows.serializer import SealedJson, StepFailed, readable
from bot.workflows.strays import Strays
from bot.workflows.systemdb import (
    THREADS,
    executor_id,
    lock_file,
    make_config,
    make_database,
    own_url,
)
from bot.workflows.unread import Unread
from storage.problems import explained
from storage.urls import parse_url

Workflow = Callable[[str], Awaitable[None]]
Scheduled = Callable[[datetime], Awaitable[None]]
CLOSE_S = 5.0
"""How long a stopping process goes on with checks; the next one does the rest."""


class Engine(Inside):
    """Runs workflows durably. There is one of these in a process."""

    def __init__(
        self,
        database_url: str,
        keys: Keys,
        *,
        look_seconds: float = 5.0,
        alone: bool = False,
        attempts: Attempts | None = None,
    ) -> None:
        """`database_url` is the store's: a SQLite engine keeps its own file beside it.

        `look_seconds` is how often a replica on PostgreSQL looks for dead ones, and every process
        half as often for work it let fall; both are taken for that at the second look. What it
        has no key for it offers to other replicas a twelfth as often. Where it has to run `alone`,
        no replica runs beside it. With `attempts`, steps that no process survives are set aside.
        """
        in_flight = InFlight()
        super().__init__(in_flight, Aside(in_flight, attempts))
        self._url = parse_url(database_url)
        self._keys = keys
        self._lock: RunLock | None = None
        self._replicas: Replicas | None = None
        self._own = executor_id(self._url)
        if self._url.path is not None:
            self._lock = RunLock(lock_file(self._url.path))
        else:
            self._replicas = Replicas(self._url, self._own, look_seconds, alone=alone)
        self._workflows: dict[str, Workflow] = {}
        self._schedules: dict[str, tuple[str, Scheduled]] = {}
        self._registered: dict[str, Any] = {}
        self._rooms: dict[str, int] = {}
        self._queues: dict[str, Queue] = {}
        self._unread = Unread(go_on_with, 12 * look_seconds)
        self._strays = Strays(self._own, self._in_flight, self._unread, 2 * look_seconds)
        self._database: SqlEngine | None = None

    def workflow(self, name: str, run: Workflow) -> None:
        """Name a workflow, before `launch`. It gets one text, and must return for good."""
        self._workflows[name] = run

    def schedule(self, name: str, cron: str, run: Scheduled) -> None:
        """Name a workflow that runs by a cron expression (UTC), before `launch`."""
        self._schedules[name] = (cron, run)

    def queue(self, name: str, at_once: int) -> None:
        """Name a durable queue, before `launch`: each process takes up `at_once` of it."""
        self._rooms[name] = at_once

    async def launch(self, begun: Callable[[], Awaitable[None]] | None = None) -> None:
        """Take up what an earlier process left, and start taking new work.

        `begun` is awaited before any of it runs: whoever watches the loop has to by then.

        Raises `AlreadyRunning` when another process runs on this SQLite database, `NotAlone` when
        one may not run beside it on PostgreSQL, and `StoreProblem` when the engine's own database
        cannot be used.
        """
        logging.getLogger("dbos").setLevel(logging.WARNING)
        if self._lock is not None:
            self._lock.take()
        try:
            with explained(own_url(self._url)):
                await self._launch(begun)
        except BaseException:
            await self._destroy()
            raise

    async def _launch(self, begun: Callable[[], Awaitable[None]] | None) -> None:
        if self._replicas is not None:
            await self._replicas.join()
        self._database = make_database(self._url)
        serializer = SealedJson(self._keys)
        DBOS(config=make_config(self._url, self._database, serializer, self._own))
        self._register()
        # In the loop's own thread: what is recovered then runs in this loop too.
        DBOS.launch()
        if begun is not None:
            await begun()
        for name, at_once in self._rooms.items():
            self._queues[name] = await DBOS.register_queue_async(name, worker_concurrency=at_once)
        await DBOS.apply_schedules_async(self._schedule_inputs())
        if self._replicas is not None:
            self._replicas.watch(busy_replicas, take_over)
            self._unread.watch()
        self._strays.watch()

    async def close(self, timeout: float = CLOSE_S) -> None:  # noqa: ASYNC109 -- a grace period
        """Finish what can be finished in `timeout` seconds; the next process does the rest."""
        await self._strays.leave()
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await self._in_flight.settle()
        # Each cancelled workflow would otherwise be warned about; it is not lost.
        logging.getLogger("dbos").setLevel(logging.ERROR)
        await self._in_flight.cancel()
        await self._destroy()
        # What was taken up from the queue while the library was shutting down.
        await self._in_flight.cancel()

    @property
    def in_flight(self) -> int:
        """How many workflows this process is running."""
        return len(self._in_flight)

    async def start(
        self, name: str, workflow_id: str, text: str, *, queue: str | None = None
    ) -> bool:
        """Start a workflow; False when one with this id has been started before.

        With a `queue` it waits there until this process, or another replica, has room for it.
        """
        workflow = self._registered[name]
        try:
            with SetWorkflowID(workflow_id, workflow_id_reuse_policy="reject"):
                if queue is not None:
                    with self._in_flight.queued(workflow_id):
                        await self._queues[queue].enqueue_async(workflow, text)
                    return True
                handle = await DBOS.start_workflow_async(workflow, text)
        except error.DBOSWorkflowIDInUseError:
            return False
        except StepFailed as failed:  # the same, as an earlier run of a workflow was told it
            if failed.kind != error.DBOSWorkflowIDInUseError.__name__:
                raise
            return False
        # What an earlier run of a workflow started runs somewhere, but has no task here.
        if hasattr(handle, "task"):
            # No await since the library made the task, so it cannot have arrived yet.
            self._in_flight.started(workflow_id)
        return True

    async def send(
        self, workflow_id: str, topic: str, message: str | None, *, once: str | None = None
    ) -> None:
        """Tell a workflow something; nothing happens when there is no such workflow.

        What was told it `once` under the same name, by whichever process, is not told again.
        """
        with suppress(error.DBOSNonExistentWorkflowError):
            await DBOS.send_async(workflow_id, message, topic, idempotency_key=once)

    def _register(self) -> None:
        # Unlimited: by default the library lets go of what a hundred restarts found unfinished, and
        # a question may well wait through as many. What no process survives `Aside` knows.
        durable = partial(DBOS.workflow, max_recovery_attempts=None)
        for name, run in self._workflows.items():
            self._registered[name] = durable(name=name)(self._tracked(name, run))
        for name, (_, scheduled) in self._schedules.items():
            self._registered[name] = durable(name=name)(self._tracked_schedule(name, scheduled))

    def _tracked(self, name: str, run: Workflow) -> Workflow:
        async def workflow(text: str) -> None:
            own = DBOS.workflow_id
            with self._strays.let_fall(), self._unread.let_wait(name, own):
                await self._in_flight.run(own, run(readable(text)))

        return workflow

    def _tracked_schedule(
        self, name: str, run: Scheduled
    ) -> Callable[[datetime, Any], Awaitable[None]]:
        async def workflow(at: datetime, _context: Any = None) -> None:  # noqa: ANN401 -- the engine's own
            with self._unread.let_wait(name, DBOS.workflow_id):
                await self._in_flight.run(DBOS.workflow_id, run(readable(at)))

        return workflow

    def _schedule_inputs(self) -> list[ScheduleInput]:
        return [
            ScheduleInput(schedule_name=name, workflow_fn=self._registered[name], schedule=cron)
            for name, (cron, _) in self._schedules.items()
        ]

    async def _destroy(self) -> None:
        await self._strays.leave()
        await self._unread.leave()
        if self._replicas is not None:
            await self._replicas.leave()
        # Its threads are joined, so not in the loop's thread, nor in one that is being joined.
        with ThreadPoolExecutor(1) as outside:
            await asyncio.wrap_future(outside.submit(DBOS.destroy, destroy_registry=True))
        # The library made its thread pool the loop's, and has just shut it down.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
        if self._database is not None:
            self._database.dispose()
        if self._lock is not None:
            self._lock.release()
