"""The ask workflow: a question to a channel, its reminder, its fallback, and its answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, partial

from pydantic import TypeAdapter

from bot.keys import Keys
from bot.vocabulary.asking import Answer, End, Kind, Plan, Post, Question, half, plan
from bot.vocabulary.hours import Hours
from bot.workflows.chores import is_unfinished
from bot.workflows.engine import Engine
from bot.workflows.trying import Pauses, Trying
from bot.workflows.wire import to_text
from storage.records import DecisionRecord

WORKFLOW = "ask"
_ANSWER, _GONE = "answer", "gone"

Decide = Callable[[DecisionRecord], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a question waits, and the pauses between attempts."""

    plan: Callable[[datetime, str, Hours], Plan] = plan
    half: Callable[[datetime, datetime, str, Hours], datetime] = half
    pauses: Pauses = field(default_factory=Pauses)


class DurableAsks:
    """Questions that survive their process; the `Asks` port of bot.vocabulary.asking."""

    def __init__(
        self,
        *,
        post: Post,
        decide: Decide,
        keys: Keys,
        engine: Engine,
        clock: Callable[[], datetime],
        pace: Pace | None = None,
    ) -> None:
        """Register the workflow with `engine`, which must not be launched yet.

        `decide` keeps the log of who decided and when: `Store.add_decision`.
        """
        self._post = post
        self._decide = decide
        self._keys = keys
        self._engine = engine
        self._clock = clock
        self._pace = pace or Pace()
        self._trying = Trying(engine, WORKFLOW, self._pace.pauses)
        engine.workflow(WORKFLOW, self._run)

    async def start(self, question: Question) -> bool:
        """Send a question on its way; False when this delivery has been started before."""
        ask_id = self._keys.delivery_key(question.delivery)
        asked = replace(question, ask_id=ask_id)
        return await self._engine.start(WORKFLOW, f"{WORKFLOW}-{ask_id}", to_text(asked))

    async def answer(self, ask_id: str, answer: Answer) -> bool:
        """Bring an answer to a question, once; False where it is settled already."""
        workflow_id = f"{WORKFLOW}-{ask_id}"
        if not await is_unfinished(workflow_id):
            return False
        once = self._keys.delivery_key(answer.delivery) if answer.delivery else None
        await self._engine.send(workflow_id, _ANSWER, to_text(answer), once=once)
        return True

    async def _run(self, text: str) -> None:
        question = _question().validate_json(text)
        until = self._pace.plan(question.at, question.timezone, question.hours)
        begins, heard, sent = question.at, 0, False
        for channel, ends in (
            (question.channel, until.channel),
            (question.fallback, until.fallback),
        ):
            if not channel:
                continue
            put = partial(self._post.place, channel)
            place = await self._trying.keep_trying("place", put, briefly=True)
            if place is None:
                continue
            sent = True
            await self._trying.keep_trying("ask", partial(self._ask, question, place, ends))
            pending = _Pending(question, channel, place, begins, ends)
            settled, heard = await self._wait(pending, heard)
            if settled:
                return
            begins = ends
        end = End.NOBODY if sent else End.UNSENT
        await self._trying.keep_trying(
            "tell", partial(self._tell, question, question.channel, end, heard)
        )

    async def _wait(self, pending: _Pending, heard: int) -> tuple[bool, int]:
        """Wait at one channel; return whether it is settled, and how many answers there were.

        Where the question was deleted, or its channel archived, the wait ends at half time.
        """
        middle = self._middle(pending)
        for moment, remind in ((middle, True), (pending.ends, False)):
            while (answer := await self._answer_before(moment, pending.begins)) is not None:
                tell = partial(self._hear, pending, answer, heard)
                await self._trying.keep_trying("hear", tell)
                heard += 1
                if answer.kind is not Kind.WAIT:
                    await self._close(pending, answer)
                    return True, heard
            if remind:
                remind_them = partial(self._remind, pending)
                told = await self._trying.keep_trying("remind", remind_them, briefly=True)
                if told == _GONE:
                    return False, heard
        await self._close(pending, End.NOBODY)
        return False, heard

    def _middle(self, pending: _Pending) -> datetime:
        asked = pending.question
        return self._pace.half(pending.begins, pending.ends, asked.timezone, asked.hours)

    async def _answer_before(self, moment: datetime, begins: datetime) -> Answer | None:
        # As a step: after a crash the wait that was written down goes on, whatever this says.
        now = await self._engine.step("clock", self._now)
        # A clock that was set back makes no wait longer than it would be from its beginning.
        left = moment - max(begins, datetime.fromisoformat(now))
        said = await self._engine.wait(_ANSWER, max(0.0, left.total_seconds()))
        return None if said is None else _answer().validate_json(said)

    async def _now(self) -> str:
        return self._clock().isoformat()

    async def _hear(self, pending: _Pending, answer: Answer, number: int) -> str:
        """Write down who decided and when, then tell the author."""
        question = pending.question
        record = DecisionRecord(
            ask_id=question.ask_id,
            number=number,
            at=self._clock(),
            channel=pending.channel,
            rule=question.rule,
            topic=question.topic,
            answer=answer.kind,
            by_user=answer.by,
            by_key=self._keys.author_key(answer.team, answer.by),
            asked_at=question.at,
        )
        await self._decide(record)
        return await self._tell(question, pending.channel, answer, number)

    async def _tell(self, question: Question, channel: str, told: Answer | End, number: int) -> str:
        await self._post.tell(question, channel, told, number)
        return "told"

    async def _ask(self, question: Question, place: str, until: datetime) -> str:
        await self._post.ask(question, place, until)
        return "asked"

    async def _remind(self, pending: _Pending) -> str:
        stands = await self._post.remind(pending.question, pending.place, pending.ends)
        return "reminded" if stands else _GONE

    async def _close(self, pending: _Pending, ended: Answer | End) -> None:
        async def close() -> str:
            await self._post.close(pending.place, ended)
            return "closed"

        await self._trying.keep_trying("close", close)


@dataclass(frozen=True, slots=True)
class _Pending:
    """A question as it stands in one channel."""

    question: Question
    channel: str
    place: str
    begins: datetime
    ends: datetime


@cache
def _question() -> TypeAdapter[Question]:
    return TypeAdapter(Question)


@cache
def _answer() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
