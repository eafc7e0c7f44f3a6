"""The ask workflow as an earlier version went through it, to be taken up by this one.

A copy on purpose: what it writes down must stay readable, however the bot's own steps change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from pydantic import TypeAdapter

from bot.vocabulary.asking import Answer, Kind, Question
from bot.workflows.engine import Engine
from bot.workflows.trying import Trying
from tests.workflows.asks import pace
from tests.workflows.bench import SOON


@dataclass
class EarlierAsks:
    """Goes through the steps, and carries nothing: only what is written down is of interest.

    `done` are the steps that were.
    """

    engine: Engine
    channel_s: float
    gone: bool = False
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.trying = Trying(self.engine, "ask", SOON)
        self.engine.workflow("ask", self.run)

    async def run(self, text: str) -> None:
        question = TypeAdapter(Question).validate_json(text)
        quick = pace(self.channel_s, 60.0)
        until = quick.plan(question.at, question.timezone, question.hours)
        begins, sent = question.at, False
        for channel, ends in (
            (question.channel, until.channel),
            (question.fallback, until.fallback),
        ):
            place = await self.step("place", f"{channel}:1", briefly=True)
            if place is None:
                continue
            sent = True
            await self.step("ask", "asked")
            if await self.wait(begins, ends):
                return
            begins = ends
        assert sent
        await self.step("tell", "told")

    async def wait(self, begins: datetime, ends: datetime) -> bool:
        middle = begins + (ends - begins) / 2
        for moment, remind in ((middle, True), (ends, False)):
            while (answer := await self.answer_before(moment)) is not None:
                await self.step("hear", "told")
                if answer.kind is not Kind.WAIT:
                    await self.step("close", "closed")
                    return True
            told = await self.step("remind", "gone" if self.gone else "reminded") if remind else ""
            if told == "gone":
                return False
        await self.step("close", "closed")
        return False

    async def answer_before(self, moment: datetime) -> Answer | None:
        now = await self.engine.step("clock", partial(_said, datetime.now(moment.tzinfo)))
        left = moment - datetime.fromisoformat(now)
        said = await self.engine.wait("answer", max(0.0, left.total_seconds()))
        return None if said is None else TypeAdapter(Answer).validate_json(said)

    async def step(self, name: str, says: str, *, briefly: bool = False) -> str | None:
        said = await self.trying.keep_trying(name, partial(_says, says), briefly=briefly)
        self.done.append(name)
        return said


async def _said(now: datetime) -> str:
    return now.isoformat()


async def _says(word: str) -> str:
    return word
