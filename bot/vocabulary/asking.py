"""Asking a person: what an author shares, what comes back, and until when it is waited for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.verdict import Platform
from bot.vocabulary.hours import USUAL, Hours

KEEP = timedelta(days=7)
_A_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What somebody of the channel can answer, and that its author took a question back."""

    FINE = "fine"
    CHANGE = "change"
    WAIT = "wait"
    TAKEN_BACK = "taken_back"


class End(StrEnum):
    """How a question ends that nobody settled."""

    NOBODY = "nobody"
    WAITED = "waited"
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class Question:
    """What an author sends to a channel, and nothing that they did not choose to send.

    `ask_id` is made from `delivery`, Slack's id of the form. `channel` and `fallback` are names
    with a hash sign; `fallback` may be empty. `passage` is the part of `shared` that it is about,
    empty where the author took it out. `at` is in UTC, `timezone` an IANA name. `language` is the
    one that the author reads, empty where it is not known. `hours` are the organisation's when it
    was asked.
    """

    delivery: str
    user: str
    team: str | None
    channel: str
    fallback: str
    shared: str
    asks: str
    rule: str
    clause: str
    topic: str
    platform: Platform
    at: datetime
    timezone: str
    passage: str = ""
    ask_id: str = ""
    language: str = ""
    hours: Hours = USUAL


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody of the channel says. `text` is a suggestion or a reason.

    `delivery` is Slack's id of what they pressed or sent, by which it is heard once.
    """

    kind: Kind
    by: str
    team: str | None
    text: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What an author is told of their question, `number` messages after the first.

    `channels` are those that were asked, the last of which answered; of `UNSENT` those that could
    not be. `stands` are those out of which the shared text could not be taken.
    """

    what: Answer | End
    channels: tuple[str, ...]
    number: int = 0
    stands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Until when a question is waited for, in UTC: by the channel, then by the fallback."""

    channel: datetime
    fallback: datetime


class Asks(Protocol):
    """Durable questions: what is asked here is followed up, even by the next process."""

    async def start(self, question: Question) -> bool:
        """Send a question on its way; False when this delivery has been started before."""
        ...

    async def answer(self, ask_id: str, answer: Answer) -> bool:
        """Bring an answer to a question, once; False where it is settled already."""
        ...

    async def question(self, ask_id: str) -> Question | None:
        """Return a question that is open, None where it is settled already."""
        ...

    async def open_questions(self, team: str | None, user: str) -> tuple[Question, ...]:
        """Return a person's own questions that are open, oldest first."""
        ...

    async def withdraw(self, ask_id: str, team: str | None, user: str, delivery: str) -> bool:
        """Take one's own question back, once; False where it is settled already, or another's."""
        ...


class Post(Protocol):
    """Carries questions and answers.

    Every method raises only where trying again later may help.
    """

    async def place(self, channel: str) -> str | None:
        """Make room for a question in a channel; None where none can be put.

        Without a word of it: when a crash comes before the room is written down, there is a
        second one, and the first stays empty for good.
        """
        ...

    async def ask(
        self, question: Question, place: str, until: datetime, waiting: Answer | None = None
    ) -> bool:
        """Put a question where there is room for it, or where it stands. Safe to repeat.

        `waiting` is what somebody there answered who asked to wait. False where it cannot be put
        there, so that nobody reads it.
        """
        ...

    async def remind(
        self, question: Question, place: str, until: datetime, waiting: Answer | None = None
    ) -> bool:
        """Remind a channel of a question that is waited for `until` then.

        False where the question does not stand there any more, or nobody can answer there.
        """
        ...

    async def close(self, place: str, ended: Answer | End) -> bool:
        """Take the shared text out of a channel, and say there how it ended. Safe to repeat.

        False where that cannot be done, so that the text may stand there still.
        """
        ...

    async def tell(self, question: Question, told: Told) -> None:
        """Tell the author, privately. Safe to repeat with the same `number`."""
        ...


def plan(at: datetime, timezone: str, hours: Hours = USUAL) -> Plan:
    """Return until when a question of `at` is waited for: so many hours of work for each channel.

    The hours are those of the organisation, in its time zone. Nothing waits longer than seven
    days, and of those the fallback has one, however long nobody is at work.
    """
    zone, wait, last = ZoneInfo(timezone), timedelta(hours=hours.wait), at + KEEP
    first = min(hours.after(at, wait, zone), last - _A_DAY)
    return Plan(first, min(hours.after(first, wait, zone), last))


def half(start: datetime, end: datetime, timezone: str, hours: Hours = USUAL) -> datetime:
    """Return the moment at which half of the hours of work between two moments are over.

    Where nobody is at work between them, it is the middle.
    """
    zone = ZoneInfo(timezone)
    work = hours.between(start, end, zone)
    return hours.after(start, work / 2, zone) if work else start + (end - start) / 2


def without(question: Question) -> str:
    """Return the shared text without the passage it is about; empty where nothing is left."""
    if not question.passage:
        return ""
    text = question.shared.replace(question.passage, "")
    text = re.sub(r"[ \t]+([.,;:!?…])", r"\1", re.sub(r"[ \t]{2,}", " ", text)).strip()
    return text if re.search(r"\w", text) else ""
