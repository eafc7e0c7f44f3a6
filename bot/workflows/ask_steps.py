"""The single steps of a question, each written down once it is done and tried again until then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.keys import Keys
from bot.vocabulary.asking import Answer, End, Post, Question, Told
from bot.workflows.answers import ANSWER, Answers
from bot.workflows.engine import Engine
from bot.workflows.trying import Trying
from bot.workflows.wire import from_text
from storage.records import DecisionRecord

Decide = Callable[[DecisionRecord], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Means:
    """What it takes to carry questions; `decide` keeps the log of who decided and when."""

    post: Post
    decide: Decide
    keys: Keys
    engine: Engine
    answers: Answers
    clock: Callable[[], datetime]
    trying: Trying


@dataclass(slots=True)
class Stand:
    """A question as it stands in one channel; `out` once its text is taken out.

    `gone` where it was found deleted, or nobody can answer it any more.
    """

    channel: str
    place: str
    begins: datetime
    ends: datetime
    gone: bool = False
    out: bool = False


class Steps:
    """What is done for one question. Which step follows which is a course's to say."""

    def __init__(self, means: Means, question: Question) -> None:
        """Nothing is done yet."""
        self._means = means
        self._question = question

    async def put(self, channel: str, begins: datetime, ends: datetime) -> Stand | None:
        """Put the question into a channel; None where it cannot be put there."""
        post = self._means.post
        place = await self._keep_trying("place", partial(post.place, channel), briefly=True)
        if place is None:
            return None

        async def ask() -> str:
            return "asked" if await post.ask(self._question, place, ends) else "refused"

        if await self._keep_trying("ask", ask) == "refused":
            return None
        return Stand(channel, place, begins, ends)

    async def next_answer(self, moment: datetime, begins: datetime) -> Answer | None:
        """Return what is answered before a moment, None where nothing is."""
        # As a step: after a crash the wait that was written down goes on, whatever this says.
        now = await self._means.engine.step("clock", self._now)
        # A clock that was set back makes no wait longer than it would be from its beginning.
        left = moment - max(begins, datetime.fromisoformat(now))
        said = await self._means.engine.wait(ANSWER, max(0.0, left.total_seconds()))
        return None if said is None else from_text(Answer, said)

    async def show(self, stand: Stand, waiting: Answer) -> None:
        """Let the channel read who asked to wait, under the question that stays open."""
        post, asked = self._means.post, self._question

        async def show() -> str:
            shown = await post.ask(asked, stand.place, stand.ends, waiting)
            return "shown" if shown else "refused"

        await self._keep_trying("show", show, briefly=True)

    async def end(self) -> Answer | None:
        """End the time for answers; return the one that came before that, if one did."""
        return await self._means.answers.end(self._question.ask_id)

    async def remind(self, stand: Stand, waiting: Answer | None) -> None:
        """Remind the channel, or find out that the question is `gone` from there."""
        post, asked = self._means.post, self._question

        async def remind() -> str:
            stands = await post.remind(asked, stand.place, stand.ends, waiting)
            return "reminded" if stands else "gone"

        stand.gone = await self._keep_trying("remind", remind, briefly=True) == "gone"

    async def close(self, stand: Stand, ended: Answer | End) -> None:
        """Take the text out of the channel, where that can be done."""

        async def close() -> str:
            return "closed" if await self._means.post.close(stand.place, ended) else "stands"

        stand.out = await self._keep_trying("close", close) == "closed"

    async def hear(self, answer: Answer, told: Told) -> None:
        """Write down who decided and when, then tell the author."""

        async def hear() -> str:
            await self._means.decide(self._decision(answer, told))
            await self._means.post.tell(self._question, told)
            return "told"

        await self._keep_trying("hear", hear)

    async def tell(self, told: Told) -> None:
        """Tell the author how it ended."""

        async def tell() -> str:
            await self._means.post.tell(self._question, told)
            return "told"

        await self._keep_trying("tell", tell)

    async def _now(self) -> str:
        return self._means.clock().isoformat()

    def _decision(self, answer: Answer, told: Told) -> DecisionRecord:
        asked = self._question
        return DecisionRecord(
            ask_id=asked.ask_id,
            number=told.number,
            at=self._means.clock(),
            channel=told.channels[-1],
            rule=asked.rule,
            topic=asked.topic,
            answer=answer.kind,
            by_user=answer.by,
            by_key=self._means.keys.author_key(answer.team, answer.by),
            asked_at=asked.at,
        )

    async def _keep_trying(
        self, name: str, do: Callable[[], Awaitable[str | None]], *, briefly: bool = False
    ) -> str | None:
        return await self._means.trying.keep_trying(name, do, briefly=briefly)
