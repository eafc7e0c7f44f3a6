"""What every listener is given: the coach, the checks, Slack, and this process's memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from bot.answering import Answers
from bot.check import Checks
from bot.coach import Coach
from bot.digest.report import Report
from bot.habits import Habits
from bot.keeping.lending import Lending
from bot.messages import DEFAULT
from bot.pictures.read import Picture
from bot.pictures.words import Words, words_in
from bot.policy.company import Asking
from bot.policy.counting import Limits
from bot.policy.precision import Counted
from bot.policy.ruleset import RuleSet
from bot.rulebook.book import RuleBook
from bot.seeing import Seeing
from bot.slack.comms import CommsChannel
from bot.slack.desk import Desk
from bot.slack.directory import Directory
from bot.slack.drilling import Drilling
from bot.slack.fleeting import Fleeting
from bot.slack.gateway import Gateway
from bot.slack.pace import CHECKS, MESSAGES, Pace
from bot.slack.payload import Given
from bot.slack.tasks import Tasks
from bot.slack.tongues import Tongues
from bot.telemetry import Silence, Telemetry
from bot.verdict import Platform
from bot.vocabulary.asking import Asks
from bot.vocabulary.recognition import Nominations
from bot.wished import Wishes


@dataclass(frozen=True, slots=True)
class RuleDesk:
    """What it takes to look after the rules: the rules, who may, and how the rules do.

    `figures` may raise; then the rules are shown without. `report` makes the report on the last
    weeks, and may raise too; None where nobody can.
    """

    book: RuleBook
    comms: CommsChannel
    figures: Callable[[], Awaitable[Sequence[Counted]]]
    report: Callable[[], Awaitable[Report]] | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """Made once by the composition root.

    `clock` answers in UTC; `new_id` makes random ids. `comms_channel` is whom to ask, with its
    hash sign, or empty. `keep_days` is how long records are kept, as the deal tells
    it; 0 where none is about anybody.
    `alone` says that no replica runs beside this process, which might get the same delivery.
    `gone` is set when Slack has removed the app or its token: then nothing may keep running.
    `settle_s` is how long Slack gets to draw the answer to a submission before the same modal is
    updated again: the two would otherwise race. `patience_s` is how long a listener waits for
    the store before it answers without it: Slack waits 3 seconds in all. `late_s` is after how
    long a card says that its check has not begun.
    `rules` is None where nobody can look after the rules in Slack. `ruleset` answers with the
    rules that are live. `asks` carries questions to people, into channels of `directory`; None
    where nothing can. `let_go` begins to end what is open of a team's user: questions, and timers
    of cards. `claim` says who is first of all replicas, by a key; None where there is one process
    and no engine. `nominations` carries thanks to colleagues; None where nothing is kept of
    anybody. `checks_pace` and `messages_pace` hold back who is too quick. `kept` is what rows
    about a person can hold: columns by table. `fleeting` deletes cards that nothing durable may
    know of; None where none are sent. `answers` answers questions about the policy; None where
    there is none. `tongues` knows who reads which language; None: English. `drilling` adds up
    answers to the weekly drill. `seeing` shows a picture to a model,
    None where there is none. `read_words` reads what stands in a picture, and `looking` lets one
    picture at a time into memory. `weighing` reads replies, one after the other, in a thread that
    waits for no database.
    """

    coach: Coach
    checks: Checks
    wishes: Wishes
    slack: Gateway
    desk: Desk
    tasks: Tasks
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    comms_channel: str = ""
    keep_days: int = 180
    alone: bool = True
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    settle_s: float = 0.5
    patience_s: float = 1.0
    late_s: float = 60.0
    rules: RuleDesk | None = None
    ruleset: Callable[[], RuleSet] | None = None
    asks: Asks | None = None
    let_go: Callable[[str | None, str], Awaitable[None]] | None = None
    claim: Callable[[str], Awaitable[bool]] | None = None
    kept: Mapping[str, Sequence[str]] = field(default_factory=dict)
    directory: Directory | None = None
    checks_pace: Pace = field(default_factory=lambda: Pace(CHECKS))
    telemetry: Telemetry = field(default_factory=Silence)
    lending: Lending | None = None
    messages_pace: Pace = field(default_factory=lambda: Pace(MESSAGES))
    fleeting: Fleeting | None = None
    nominations: Nominations | None = None
    answers: Answers | None = None
    habits: Habits | None = None
    tongues: Tongues | None = None
    drilling: Drilling | None = None
    seeing: Seeing | None = None
    read_words: Callable[[Picture], Words] = words_in
    looking: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    weighing: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "weighing"))

    @property
    def timezone(self) -> str:
        """The organisation's time zone, an IANA name."""
        return self.ruleset().organisation.timezone if self.ruleset else "UTC"

    @property
    def asking(self) -> Asking:
        """When the organisation answers questions, and whom they go to next."""
        return self.ruleset().organisation.asking if self.ruleset else Asking()

    @property
    def lend_days(self) -> int:
        """For how many days authors may lend a draft to comms; 0 where they are not asked."""
        return self.lending.days if self.lending else 0

    async def language_of(self, given: Given) -> str:
        """Return the language that whoever this delivery is from reads."""
        return await self.tongues.of(given.team, given.user) if self.tongues else DEFAULT

    @property
    def company_language(self) -> str:
        """The language of what several people read together."""
        return self.tongues.company if self.tongues else DEFAULT

    def limits(self, platform: Platform) -> Limits | None:
        """Return how a platform counts, None where nobody knows."""
        return self.ruleset().platforms.get(platform) if self.ruleset else None
