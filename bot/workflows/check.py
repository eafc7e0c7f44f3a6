"""The check workflow: review, wait for the modal, record, deliver, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from bot.check import Asked, Delivery, Outcome
from bot.coach import Coach
from bot.courtesy import Courtesy
from bot.keys import Keys
from bot.logs import place as where_from
from bot.telemetry import Silence, Telemetry
from bot.workflows.aside import by_reference, instead
from bot.workflows.comments import Comments
from bot.workflows.concluding import Conclude, Concluded, Conclusion, rules_only
from bot.workflows.engine import Engine
from bot.workflows.fading import Days, Fading
from bot.workflows.patience import Patience
from bot.workflows.reviewing import Reviewing
from bot.workflows.windows import Windows
from bot.workflows.wire import from_text, to_text

WORKFLOW = "check"
_QUEUE = "checks"
_VIEW = "view"
_NOTHING_LEFT = instead(([], None))

_log = logging.getLogger(__name__)


class DurableChecks:
    """Checks that survive their process; the `Checks` port of bot.check."""

    def __init__(  # noqa: PLR0913 -- what a check is put together from
        self,
        *,
        coach: Coach,
        delivery: Delivery,
        keys: Keys,
        engine: Engine,
        patience: Patience | None = None,
        days: Days | None = None,
        telemetry: Telemetry | None = None,
        courtesy: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Register the workflow with `engine`, which must not be launched yet.

        `courtesy` is awaited before each review: it lets first cards go first.
        """
        self._patience = patience or Patience()
        counts = telemetry or Silence()
        self._reviewing = Reviewing(coach, self._patience, counts, courtesy or Courtesy().quiet)
        self._end = Conclusion(coach, delivery, counts)
        self._keys = keys
        self._engine = engine
        self._windows = Windows()
        self._telling: set[asyncio.Task[None]] = set()
        self._comments = Comments()
        self._answers = Courtesy()
        self._process = secrets.token_hex(8)
        self.fading = Fading(withdraw=delivery.withdraw, keys=keys, engine=engine, days=days)
        engine.workflow(WORKFLOW, self._check)
        engine.queue(_QUEUE, self._patience.at_once)

    async def start(self, asked: Asked) -> bool:
        """Start a check; False when this delivery has been started before."""
        # Somebody else's comment is written down nowhere, not even until the answer is there.
        workflow_id, text = self._id(asked), to_text(replace(asked, comment=""))
        with self._comments.kept_for(workflow_id, asked.comment) as waits:
            waits.started = await self._started(asked, workflow_id, text)
        return waits.started

    async def _started(self, asked: Asked, workflow_id: str, text: str) -> bool:
        # Only a check that finds no free turn goes through the engine's queue: its polling and its
        # extra commit, measured, would add more than 100 ms to every other one.
        if self._reviewing.is_full:
            return await self._engine.start(WORKFLOW, workflow_id, text, queue=_QUEUE)
        # From now on: the modal may well be open before the engine gets round to the first step.
        mine = self._windows.expect(workflow_id, asked.view_id)
        started = False
        try:
            started = await self._engine.start(WORKFLOW, workflow_id, text)
        finally:
            if mine and not started:
                self._windows.forget(workflow_id)
        return started

    async def view_opened(
        self, asked: Asked, view_id: str | None, state: str | None = None
    ) -> None:
        """Tell a started check which modal shows it, in which state; None when none opened."""
        workflow_id = self._id(asked)
        view = f"{view_id} {state}" if view_id and state else view_id
        self._windows.opened(workflow_id, view)
        if workflow_id not in self._windows or self._windows.is_awaited(workflow_id):
            await self._engine.send(workflow_id, _VIEW, view)
            return
        # Only a process that takes the check up after a crash will ask for it.
        telling = asyncio.create_task(self._tell_later(workflow_id, view))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)

    async def _tell_later(self, workflow_id: str, view: str | None) -> None:
        await asyncio.sleep(self._patience.aside)
        if workflow_id not in self._windows:  # over by now
            return
        try:
            await self._engine.send(workflow_id, _VIEW, view)
        except Exception as error:  # noqa: BLE001 -- this process knows, and the check goes on
            _log.warning("a check's modal was not written down: %s", where_from(error))

    async def let_fade(self, team: str | None, user: str, place: str) -> None:
        """Withdraw the message at a place, to this person, in a day."""
        await self.fading.start(place, self._keys.author_key(team, user))

    async def keep_message(self, place: str) -> None:
        """Let a result that was sent as a message stay."""
        await self.fading.keep(place)

    def _id(self, asked: Asked) -> str:
        return f"{WORKFLOW}-{self._keys.delivery_key(asked.delivery)}"

    async def _check(self, text: str) -> None:
        asked = from_text(Asked, text)
        workflow_id = self._id(asked)
        self._windows.expect(workflow_id, asked.view_id)
        try:
            await self._steps(asked)
        finally:
            self._windows.forget(workflow_id)
            self._comments.forget(workflow_id)
            self._answers.end(workflow_id)

    async def _steps(self, asked: Asked) -> None:
        """Go through the steps, in an order that depends on `asked` and their results alone.

        After a crash they are gone through again, and those that had finished are not repeated.
        """
        # An earlier version did not write down which process it was.
        reviewed, view, *process = await self._engine.step(
            "review", partial(self._review, asked), partial(self._unreviewed, asked)
        )
        outcome, again = from_text(Outcome, reviewed), process != [self._process]
        if view is None:
            self._windows.await_word(self._id(asked))
            view = await self._engine.receive(_VIEW, self._patience.view)
        conclude = partial(self._end.conclude, asked, outcome, view, again=again)
        # No steps of their own: where all went well the end of the workflow is written down next,
        # and a crash before that has both done again. What is said of a finding before its check is
        # recorded waits for it, in `Coach.contest`.
        deliver = partial(conclude, ("deliver",))
        done = await self._engine.attempt("deliver", deliver, by_reference)
        if isinstance(done, str):  # no process survives what AI said: it is left out
            outcome = rules_only(asked, done)
            conclude = partial(self._end.conclude, asked, outcome, view, again=True)
            deliver = partial(conclude, ("deliver",))
            done = await self._engine.attempt("plainly", deliver, _NOTHING_LEFT)
        left, place = done
        self._answers.end(self._id(asked))
        if not left and place is None:
            await self._answers.quiet(self._patience.aside)
        record = partial(conclude, ("record",))
        unrecorded, _ = await self._engine.attempt("record", record, _NOTHING_LEFT)
        if unrecorded or left or place is not None:
            await self._until_done(asked, conclude, ([*unrecorded, *left], place))

    async def _until_done(self, asked: Asked, conclude: Conclude, done: Concluded) -> None:
        """Write down what was done and what is left, and do that later."""
        attempt: Callable[[], Awaitable[Concluded]] = partial(_at_hand, done)
        for pause in (0.0, *self._patience.pauses):
            if pause:
                await self._engine.sleep(pause)
            left, place = await self._engine.step("conclude", attempt, _NOTHING_LEFT)
            if place is not None:
                await self.let_fade(asked.team, asked.user, place)
            if not left:
                return
            attempt = partial(conclude, tuple(left))
        _log.error("check %s: gave up on %s", asked.check_id, " and ".join(left))

    async def _review(self, asked: Asked) -> tuple[str, str | None, str]:
        """Return the outcome, the modal if it is known by now, and the process this is."""
        # After a crash it is not there: then the reply is read alone.
        comment = self._comments.read(self._id(asked))
        outcome = await self._reviewing.outcome(replace(asked, comment=comment))
        self._answers.begin(self._id(asked))
        # Gone when a second run of the same check, taken up by mistake, ended before this one.
        return to_text(outcome), self._windows.of(self._id(asked)), self._process

    async def _unreviewed(self, asked: Asked, reference: str) -> tuple[str, str | None, str]:
        """Return the rules' own word, where no process survives the review."""
        plain = to_text(rules_only(asked, reference))
        return plain, self._windows.of(self._id(asked)), self._process


async def _at_hand(done: Concluded) -> Concluded:
    return done
