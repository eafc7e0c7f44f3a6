"""The course of a question: who is asked in turn, until when, and what its author is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.vocabulary.asking import Answer, End, Kind, Plan, Question, Told, half, plan
from bot.vocabulary.hours import Hours
from bot.workflows.ask_steps import Stand, Steps
from bot.workflows.trying import Pauses


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a question waits, and the pauses between attempts."""

    plan: Callable[[datetime, str, Hours], Plan] = plan
    half: Callable[[datetime, datetime, str, Hours], datetime] = half
    pauses: Pauses = field(default_factory=Pauses)


class Course:
    """One question on its way, in an order that depends on it and its steps' results alone.

    After a crash the steps are gone through again, and those that had finished are not repeated.
    Where their order or names change, the workflow gets another name, and what was begun under
    the one before goes on in its own order: bot.workflows.ask_before.
    """

    def __init__(self, question: Question, steps: Steps, pace: Pace) -> None:
        """Nothing is done yet."""
        self._question = question
        self._steps = steps
        self._pace = pace
        self._stands: list[Stand] = []
        self._waiting: Answer | None = None
        self._said = 0

    async def run(self) -> None:
        """Ask, wait, take the text out, and tell the author."""
        answer = await self._ask_around()
        if answer is None and self._stands:
            answer = await self._steps.end()
        if answer is not None:
            await self._close_all(answer)
            await self._hear(answer)
            return
        end = End.NOBODY if self._stands else End.UNSENT
        await self._close_all(self._waiting or end)
        await self._steps.tell(self._next(End.WAITED if self._waiting else end))

    async def _ask_around(self) -> Answer | None:
        """Ask one channel after the other; return what settles the question, if anything does.

        Where they asked to wait somebody has read it, and nobody else is asked.
        """
        for channel, begins, ends in self._channels():
            await self._close_all(End.NOBODY)
            stand = await self._steps.put(channel, begins, ends)
            if stand is None:
                continue
            self._stands.append(stand)
            answer = await self._listen(stand)
            if answer is not None or self._waiting is not None:
                return answer
        return None

    def _channels(self) -> Iterator[tuple[str, datetime, datetime]]:
        """Yield who is asked, from when and until when; who cannot be leaves the next the time."""
        asked = self._question
        until = self._pace.plan(asked.at, asked.timezone, asked.hours)
        for channel, ends in ((asked.channel, until.channel), (asked.fallback, until.fallback)):
            if channel:
                yield channel, self._stands[-1].ends if self._stands else asked.at, ends

    async def _listen(self, stand: Stand) -> Answer | None:
        """Wait at one channel; return what settles the question, None where nothing did.

        Where it was deleted, or its channel archived, the wait ends at half time.
        """
        asked = self._question
        middle = self._pace.half(stand.begins, stand.ends, asked.timezone, asked.hours)
        for moment, remind in ((middle, True), (stand.ends, False)):
            while (answer := await self._steps.next_answer(moment, stand.begins)) is not None:
                if answer.kind is not Kind.WAIT:
                    return answer
                await self._wait(stand, answer)
            if remind:
                await self._steps.remind(stand, self._waiting)
            if stand.gone:
                break
        return None

    async def _wait(self, stand: Stand, answer: Answer) -> None:
        self._waiting = answer
        await self._hear(answer)
        await self._steps.show(stand, answer)

    async def _hear(self, answer: Answer) -> None:
        told = self._next(answer)
        if answer.kind is not Kind.TAKEN_BACK:
            await self._steps.hear(answer, told)
        elif answer.delivery and told.stands:
            # Nobody decided, and its author knows; not that it may still be read.
            await self._steps.tell(told)

    async def _close_all(self, ended: Answer | End) -> None:
        for stand in self._stands:
            if not stand.out:
                await self._steps.close(stand, ended)

    def _next(self, what: Answer | End) -> Told:
        """Return what is said next to the author, and count it."""
        asked = self._question
        channels = tuple(stand.channel for stand in self._stands)
        if not channels:
            channels = tuple(each for each in (asked.channel, asked.fallback) if each)
        stands = tuple(stand.channel for stand in self._stands if not stand.out)
        told = Told(what, channels, self._said, stands)
        self._said += 1
        return told
