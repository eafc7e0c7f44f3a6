"""The ask workflow: questions to a channel that survive their process, and their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.keys import Keys
from bot.vocabulary.asking import Answer, Kind, Post, Question
from bot.workflows.answers import Answers, workflow_of
from bot.workflows.ask_before import EarlierCourse
from bot.workflows.ask_course import Course, Pace
from bot.workflows.ask_steps import Decide, Means, Steps
from bot.workflows.chores import text_of, texts_of
from bot.workflows.engine import Engine
from bot.workflows.trying import Trying
from bot.workflows.wire import from_text, to_text

WORKFLOW = "ask-2"
"""A version that knows another order of steps lets lie what has this name, until one comes back."""
BEFORE = "ask"


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
        self._keys = keys
        self._engine = engine
        self._pace = pace or Pace()
        trying = Trying(engine, BEFORE, self._pace.pauses)
        self._answers = Answers(engine, keys)
        self._means = Means(post, decide, keys, engine, self._answers, clock, trying)
        engine.workflow(WORKFLOW, self._run)
        engine.workflow(BEFORE, self._run_before)

    async def start(self, question: Question) -> bool:
        """Send a question on its way; False when this delivery has been started before."""
        ask_id = self._keys.delivery_key(question.delivery)
        asked = replace(question, ask_id=ask_id)
        return await self._engine.start(WORKFLOW, workflow_of(ask_id), to_text(asked))

    async def answer(self, ask_id: str, answer: Answer) -> bool:
        """Bring an answer to a question, once; False where it is settled already."""
        return await self._answers.bring(ask_id, answer)

    async def question(self, ask_id: str) -> Question | None:
        """Return a question that is open, None where it is settled already."""
        if not await self._answers.is_open(ask_id):
            return None
        text = await text_of(workflow_of(ask_id))
        return None if text is None else from_text(Question, text)

    async def open_of(self, author_key: str) -> list[str]:
        """Return the ids of open questions of a person, of everybody where none is named."""
        return [question.ask_id for question in await self._asked_by(author_key)]

    async def open_questions(self, team: str | None, user: str) -> tuple[Question, ...]:
        """Return a person's own questions that nothing has settled, oldest first."""
        found = await self._asked_by(self._keys.author_key(team, user))
        still = [each for each in found if await self._answers.is_open(each.ask_id)]
        return tuple(sorted(still, key=lambda each: each.at))

    async def withdraw(self, ask_id: str, team: str | None, user: str, delivery: str) -> bool:
        """Take one's own question back, once; False where it is settled already, or another's."""
        text = await text_of(workflow_of(ask_id))
        key = self._keys.author_key(team, user)
        if text is None or self._author(from_text(Question, text)) != key:
            return False
        # Of whom it comes is not written down: nobody in the channel is to know.
        taken_back = Answer(Kind.TAKEN_BACK, by="", team=None, delivery=delivery)
        return await self._answers.bring(ask_id, taken_back)

    async def take_back(self, ask_id: str) -> None:
        """End a question and take its text out, from inside a workflow."""
        await self._answers.take_back(ask_id)

    async def _asked_by(self, author_key: str) -> list[Question]:
        return [
            question
            for name in (WORKFLOW, BEFORE)
            async for _, text in texts_of(name)
            if (question := from_text(Question, text))
            and author_key in {"", self._author(question)}
        ]

    def _author(self, question: Question) -> str:
        return self._keys.author_key(question.team, question.user)

    async def _run(self, text: str) -> None:
        await self._course(Course, text)

    async def _run_before(self, text: str) -> None:
        await self._course(EarlierCourse, text)

    async def _course(self, kind: type[Course], text: str) -> None:
        question = from_text(Question, text)
        await kind(question, Steps(self._means, question), self._pace).run()
        await self._answers.over(question.ask_id)
