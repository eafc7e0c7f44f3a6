"""A question about the policy in Slack: answered at once, once more when a model has read it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog

from bot.answering import Answer
from bot.messages import say
from bot.slack.cards.message import said
from bot.slack.cards.question import answer_message, question_view
from bot.slack.cards.text import Block
from bot.slack.choices import Choices, choices_of
from bot.slack.counting import count
from bot.slack.gateway import SlackTrouble, View
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import tell

_log = structlog.get_logger


@dataclass(frozen=True, slots=True)
class Told:
    """A question with its first answer. `reading` says that a model will be asked, too.

    `counts` says that a topic without an answer may be counted. `note` is a word about it.
    """

    question: str
    answer: Answer
    reading: bool = False
    counts: bool = False
    note: str = ""

    @property
    def view(self) -> Block:
        """The page that shows it."""
        return question_view(self.question, self.answer, reading=self.reading, note=self.note)

    @property
    def message(self) -> Block:
        """The same where no page opens."""
        return answer_message(self.answer, self.note)


async def answered(
    services: Services, given: Given, question: str, *, once: bool = False
) -> Told | None:
    """Return the first answer, None where no policy can be asked; `once` where no other follows.

    Nothing of the question is kept. That a topic found no answer is counted for whoever accepted
    the deal; of a question that the guard covers, not even that. Somebody who is too quick hears
    what stands in the policy, and nothing is counted of it.
    """
    if services.answers is None:
        return None
    answer = await asyncio.to_thread(services.answers.plain, question)
    if not answer.guarded and not services.checks_pace.allows(given.team, given.user):
        return Told(question, answer, note=say("pace.question"))
    choices = await choices_of(
        services.coach, given.team, given.user, services.patience_s, quiet=answer.guarded
    )
    counts = choices.accepted and not answer.guarded
    reading = not once and _may_read(services, answer, choices)
    told = Told(question, answer, reading, counts)
    if not told.reading:
        await _count(services, given, told, answer)
    return told


async def open_answer(services: Services, given: Given, question: str) -> None:
    """Answer on a page of its own, above the window where there is one; without words, ask."""
    if not any(map(str.isalnum, question)):
        await lay(services, given, question_view("", None))
        return
    told = await answered(services, given, question)
    if told is None:
        await tell(services, given, said(say("policy.nothing")))
        return
    try:
        view = await _open(services, given, told.view)
    except SlackTrouble:
        await tell(services, given, told.message, lasting=False)
        return
    if told.reading:
        await read_on(services, given, told, view.view_id)


async def read_on(services: Services, given: Given, told: Told, view_id: str) -> None:
    """Let a model answer as well, in the same page; whatever fails, the first answer stands."""
    if services.answers is None:
        return
    answer = await services.answers.grounded(told.question, told.answer)
    await _count(services, given, told, answer)
    try:
        await services.slack.update_view(view_id, question_view(told.question, answer))
    except SlackTrouble as trouble:
        _log().info("answer_not_shown", code=trouble.code)


async def _open(services: Services, given: Given, view: Block) -> View:
    if given.seen is not None:
        return await services.slack.push_view(given.trigger, view)
    return await services.slack.open_view(given.trigger, view)


def _may_read(services: Services, answer: Answer, choices: Choices) -> bool:
    return answer.may_leave and choices.lets_read(services.coach.host)


async def _count(services: Services, given: Given, told: Told, answer: Answer) -> None:
    if told.counts and not answer.found:
        await count(services, given, "question", answer.topic, "unanswered")
