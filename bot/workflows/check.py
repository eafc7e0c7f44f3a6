"""The check workflow: review, wait for the modal, record, deliver, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from bot.check import Asked, Delivery, Outcome
from bot.coach import Coach
from bot.courtesy import COURTESY_S, Courtesy
from bot.keys import Keys
from bot.logs import place as where_from
from bot.messages import say, speaking
from bot.review.outcome import ReviewStatus
from bot.telemetry import Silence, Telemetry
from bot.workflows.comments import Comments
from bot.workflows.concluding import Conclude, Concluded, Conclusion, report
from bot.workflows.engine import Engine
from bot.workflows.fading import Days, Fading
from bot.workflows.trying import FOR_A_DAY
from bot.workflows.windows import Windows
from bot.workflows.wire import asked_from, outcome_from, to_text

WORKFLOW = "check"
_QUEUE = "checks"
_VIEW = "view"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a check waits, in seconds.

    `view`: for the modal to open; Slack's trigger lives 3 seconds. `review`: for a reviewer that
    forgot its own deadline of 25. `pauses`: between attempts to record and deliver, which
    together outlast a bad day at Slack. `at_once`, no time but a number: how many reviews
    one process has under way, enough for 20 checks a second at 2 s each; more of them wait in
    the durable queue for whichever process has room. `aside`: how long what nobody waits for, the
    record of a check among it, lets answers to others go first. Measured with twenty people in one
    instant: writing is a third of all the work there is, and stood between some of them and their
    answers.
    """

    view: float = 5.0
    review: float = 60.0
    pauses: tuple[float, ...] = FOR_A_DAY
    at_once: int = 64
    aside: float = COURTESY_S


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
        # Only a check that finds no free turn goes through the engine's queue: its polling and its
        # extra commit, measured, would add more than 100 ms to every other one.
        self._turns = asyncio.Semaphore(self._patience.at_once)
        self._coach = coach
        self._telemetry = telemetry or Silence()
        self._end = Conclusion(coach, delivery, self._telemetry)
        self._courtesy = courtesy or _at_once
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
        if self._turns.locked():
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
        asked = asked_from(text)
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
        reviewed, view, *process = await self._engine.step("review", lambda: self._review(asked))
        outcome, again = outcome_from(reviewed), process != [self._process]
        if view is None:
            self._windows.await_word(self._id(asked))
            view = await self._engine.receive(_VIEW, self._patience.view)
        conclude = partial(self._end.conclude, asked, outcome, view, again=again)
        # No steps of their own: where all went well the end of the workflow is written down next,
        # and a crash before that has both done again. What is said of a finding before its check is
        # recorded waits for it, in `Coach.contest`.
        left, place = await conclude(("deliver",))
        self._answers.end(self._id(asked))
        if not left and place is None:
            await self._answers.quiet(self._patience.aside)
        unrecorded, _ = await conclude(("record",))
        if unrecorded or left or place is not None:
            await self._until_done(asked, conclude, ([*unrecorded, *left], place))

    async def _until_done(self, asked: Asked, conclude: Conclude, done: Concluded) -> None:
        """Write down what was done and what is left, and do that later."""
        attempt: Callable[[], Awaitable[Concluded]] = partial(_at_hand, done)
        for pause in (0.0, *self._patience.pauses):
            if pause:
                await self._engine.sleep(pause)
            left, place = await self._engine.step("conclude", attempt)
            if place is not None:
                await self.let_fade(asked.team, asked.user, place)
            if not left:
                return
            attempt = partial(conclude, tuple(left))
        _log.error("check %s: gave up on %s", asked.check_id, " and ".join(left))

    async def _review(self, asked: Asked) -> tuple[str, str | None, str]:
        """Return the outcome, the modal if it is known by now, and the process this is."""
        with speaking(asked.language):
            outcome = await self._reviewed(asked)
        self._answers.begin(self._id(asked))
        # Gone when a second run of the same check, taken up by mistake, ended before this one.
        return to_text(outcome), self._windows.of(self._id(asked)), self._process

    async def _reviewed(self, asked: Asked) -> Outcome:
        try:
            async with self._turns, asyncio.timeout(self._patience.review):
                await self._courtesy()
                began = time.monotonic()
                # After a crash it is not there: then the reply is read alone.
                comment = self._comments.read(self._id(asked))
                with self._telemetry.span("review"):
                    review = await self._coach.review(replace(asked, comment=comment))
                self._telemetry.reviewed(review.status, time.monotonic() - began)
            return self._coach.finish(asked, review)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the rules' word must get through
            return _rules_only(asked, report("review", asked, error))


async def _at_once() -> None:
    """Let nobody go first."""


async def _at_hand(done: Concluded) -> Concluded:
    return done


def _rules_only(asked: Asked, reference: str) -> Outcome:
    return Outcome(
        verdict=asked.reading.verdict,
        findings=asked.reading.findings,
        status=ReviewStatus.PROVIDER_ERROR,
        ruleset=asked.reading.ruleset,
        note=say("review.broken", reference=reference),
    )
