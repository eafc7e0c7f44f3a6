"""Fakes at our own ports: what they answer is put into them with `enqueue`, first in, first out."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, replace
from datetime import datetime

from bot.check import Asked, Outcome
from bot.coach import Coach
from bot.review.answering import Grounded
from bot.review.outcome import FollowedUp, Review, ReviewStatus
from bot.review.picturing import PictureSaid
from bot.verdict import Draft
from bot.vocabulary.asking import Answer, Question
from bot.vocabulary.clause import Clause
from bot.vocabulary.recognition import Answered, Nomination
from bot.wished import WishDelivery, Wished
from storage.problem import StoreProblem
from storage.records import AuthorRecord, CheckRecord, SightingRecord, StepRecord
from storage.stats import RuleCounts


class FakeReviewer:
    """A reviewer that answers from its script; without one, that all is well."""

    def __init__(self, host: str = "api.openai.example") -> None:
        self.host = host
        self.asked: list[Draft] = []
        self.comments: list[str] = []
        self.wishes: list[tuple[Draft, str]] = []
        self._script: deque[Review] = deque()
        self._words: deque[FollowedUp] = deque()

    def enqueue(self, *reviews: Review) -> None:
        """Script the next answers."""
        self._script.extend(reviews)

    def hide(self, comment: str) -> str:
        """Say only how long it is."""
        return f"hidden: {len(comment)}"

    async def review(self, draft: Draft, comment: str = "") -> Review:
        """Answer from the script."""
        self.asked.append(draft)
        self.comments.append(comment)
        return self._script.popleft() if self._script else Review(ReviewStatus.OK)

    def enqueue_word(self, *words: FollowedUp) -> None:
        """Script what is said to the next wishes."""
        self._words.extend(words)

    async def follow_up(self, draft: Draft, wish: str) -> FollowedUp:
        """Answer from the script."""
        self.wishes.append((draft, wish))
        return self._words.popleft() if self._words else FollowedUp(ReviewStatus.OK)


class FakePolicyReader:
    """A model that answers questions from its script; without one it has no answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._script: deque[Grounded | None] = deque()

    def enqueue(self, *answers: Grounded | None) -> None:
        """Script the next answers."""
        self._script.extend(answers)

    async def answer(self, question: str, clauses: Sequence[Clause]) -> Grounded | None:
        """Answer from the script."""
        del clauses
        self.asked.append(question)
        return self._script.popleft() if self._script else None


class FakeViewer:
    """A model that looks at pictures, with a script; without one it sees nothing to say."""

    def __init__(self, host: str = "api.openai.example") -> None:
        self.host = host
        self.shown: list[tuple[bytes, str]] = []
        self._script: deque[PictureSaid] = deque()

    def enqueue(self, *said: PictureSaid) -> None:
        """Script the next answers."""
        self._script.extend(said)

    def hide(self, comment: str) -> str:
        """Hide what looks like an address."""
        return comment.replace("ana@brightwater.example", "[EMAIL]")

    async def see(self, jpeg: bytes, readable: str) -> PictureSaid:
        """Answer from the script."""
        self.shown.append((jpeg, readable))
        return self._script.popleft() if self._script else PictureSaid(ReviewStatus.OK)


class FakeTelemetry:
    """Counts by name what is told to it, in order."""

    def __init__(self) -> None:
        self.counted: list[str] = []

    def carded(self, seconds: float) -> None:
        """Count a first card."""
        del seconds
        self.counted.append("carded")

    def reviewed(self, status: str, seconds: float) -> None:
        """Count a review."""
        del seconds
        self.counted.append(f"reviewed {status}")

    def delivered(self, seconds: float) -> None:
        """Count a delivery."""
        del seconds
        self.counted.append("delivered")

    def span(self, name: str) -> AbstractContextManager[object]:
        """Count a stretch of work as it begins."""
        self.counted.append(f"span {name}")
        return nullcontext()


class FakeStore:
    """A store in memory. An enqueued exception is what the next call comes to."""

    def __init__(self) -> None:
        self.authors: dict[str, AuthorRecord] = {}
        self.forgotten: set[str] = set()
        self.checks: dict[str, CheckRecord] = {}
        self.followed: list[tuple[str, str, frozenset[str]]] = []
        self.read_by_ai: list[bool] = []
        self.steps: list[StepRecord] = []
        self.drills: list[tuple[str, str, bool]] = []
        self.calls: list[str] = []
        self._script: deque[Exception | None] = deque()

    def enqueue(self, *results: Exception | None) -> None:
        """Script the next calls: an exception to raise, or None to go on."""
        self._script.extend(results)

    async def author(self, author_key: str) -> AuthorRecord | None:
        self._called("author")
        return self.authors.get(author_key)

    async def keeps(self, author_key: str) -> bool:
        return author_key not in self.forgotten

    async def language(self, author_key: str) -> str:
        # Not scripted: whatever befalls the store, a language is asked for in front of it.
        return self._author(author_key).language

    async def accept_deal(self, author_key: str, at: datetime, ai_host: str) -> None:
        self._called("accept_deal")
        before = self._author(author_key)
        told = ai_host or before.ai_host
        accepted = replace(before, accepted_at=before.accepted_at or at, ai_host=told)
        self.authors[author_key] = accepted
        self.forgotten.discard(author_key)

    async def set_preferences(
        self,
        author_key: str,
        *,
        ai_review: bool | None = None,
        messages: bool | None = None,
        platform: str | None = None,
        language: str | None = None,
    ) -> None:
        self._called("set_preferences")
        before = self._author(author_key)
        self.authors[author_key] = replace(
            before,
            ai_review=before.ai_review if ai_review is None else ai_review,
            messages=before.messages if messages is None else messages,
            platform=before.platform if platform is None else platform,
            language=before.language if language is None else language,
        )

    async def recent(self, author_key: str, most: int) -> tuple[CheckRecord, ...]:
        self._called("recent")
        return tuple(self._mine(author_key)[::-1][:most])

    async def checks_of(self, author_key: str) -> int:
        self._called("checks_of")
        return len(self._mine(author_key))

    async def rows_of(self, author_key: str) -> AsyncIterator[tuple[str, list[dict[str, object]]]]:
        self._called("rows_of")
        mine = self._mine(author_key)
        yield "checks", [{**asdict(each), "findings": ()} for each in mine]
        yield "findings", [asdict(found) for each in mine for found in each.findings]
        yield "authors", [asdict(self._author(author_key))]

    async def forget(self, author_key: str) -> int:
        self._called("forget")
        self.forgotten.add(author_key)
        mine = self._mine(author_key)
        for check in mine:
            del self.checks[check.check_id]
        return len(mine) + (self.authors.pop(author_key, None) is not None)

    async def add_check(self, check: CheckRecord) -> None:
        self._called("add_check")
        self.checks.setdefault(check.check_id, check)

    async def add_step(self, record: StepRecord) -> None:
        self._called("add_step")
        self.steps.append(record)

    async def count_drill(
        self, week: str, rule: str, topic: str, at: datetime, *, right: bool
    ) -> None:
        assert (topic, at.tzinfo is None) == ("habit", False)
        self._called("count_drill")
        self.drills.append((week, rule, right))

    async def mark_chain(
        self,
        check_id: str,
        author_key: str,
        found: frozenset[str],
        *,
        read: bool = True,
    ) -> None:
        self._called("mark_chain")
        self.followed.append((check_id, author_key, found))
        self.read_by_ai.append(read)

    async def mark_action(
        self, check_id: str, author_key: str, rule: str, number: int, action: str | None
    ) -> bool:
        self._called("mark_action")
        check = self.checks.get(check_id)
        if check is None or check.author_key != author_key:
            return False
        places = [place for place, found in enumerate(check.findings) if found.rule == rule]
        if number >= len(places):
            return False
        found = list(check.findings)
        found[places[number]] = replace(found[places[number]], action=action)
        self.checks[check_id] = replace(check, findings=tuple(found))
        return True

    def _mine(self, author_key: str) -> list[CheckRecord]:
        return [check for check in self.checks.values() if check.author_key == author_key]

    def _author(self, author_key: str) -> AuthorRecord:
        return self.authors.get(author_key) or AuthorRecord(author_key=author_key)

    def _called(self, name: str) -> None:
        self.calls.append(name)
        scripted = self._script.popleft() if self._script else None
        if scripted is not None:
            raise scripted


class FakeChecks:
    """Durable checks that only remember: each delivery is new once, unless scripted otherwise."""

    def __init__(self) -> None:
        self.started: list[Asked] = []
        self.views: list[tuple[str, str | None]] = []
        self.states: dict[str, str | None] = {}
        self.kept: list[str] = []
        self.fading: list[str] = []
        self.room, self.waited_for = asyncio.Event(), asyncio.Event()
        self.room.set()
        self._deliveries: set[str] = set()
        self._script: deque[bool | Exception] = deque()

    def enqueue(self, *results: bool | Exception) -> None:
        """Script the next starts: what is answered, or an exception to raise."""
        self._script.extend(results)

    async def start(self, asked: Asked) -> bool:
        self.waited_for.set()
        await self.room.wait()  # without room nothing is written down, as on a full disk
        fresh: bool | Exception = asked.delivery not in self._deliveries
        if self._script:
            fresh = self._script.popleft()
        if isinstance(fresh, Exception):
            raise fresh
        if fresh:
            self._deliveries.add(asked.delivery)
            self.started.append(asked)
        return fresh

    async def view_opened(
        self, asked: Asked, view_id: str | None, state: str | None = None
    ) -> None:
        self.views.append((asked.check_id, view_id))
        self.states[asked.check_id] = state

    async def let_fade(self, team: str | None, user: str, place: str) -> None:
        assert (team, user) != (None, "")
        self.fading.append(place)

    async def keep_message(self, place: str) -> None:
        self.kept.append(place)


class FakeWishes:
    """Wishes that are answered at once: each delivery is new once, unless scripted otherwise."""

    def __init__(self, coach: Coach, delivery: WishDelivery, checks: FakeChecks) -> None:
        self.started: list[Wished] = []
        self._coach = coach
        self._delivery = delivery
        self._checks = checks
        self._script: deque[Exception] = deque()

    def enqueue(self, *troubles: Exception) -> None:
        """Script the next starts to fail."""
        self._script.extend(troubles)

    async def start(self, wished: Wished) -> bool:
        if self._script:
            raise self._script.popleft()
        if wished.delivery in {each.delivery for each in self.started}:
            return False
        self.started.append(wished)
        await self.finish(wished)
        return True

    async def finish(self, wished: Wished) -> None:
        """Answer a wish, as the durable workflow does, and again after a crash."""
        word = None
        if wished.ready is None:
            word = await self._coach.follow_up(
                wished.team, wished.user, wished.draft, wished.text, translated=wished.translated
            )
        place = await self._delivery.answer(wished, word)
        if place is not None:
            await self._checks.let_fade(wished.team, wished.user, place)


class FakeAsks:
    """Durable questions that only remember: each delivery is new once."""

    def __init__(self) -> None:
        self.started: list[Question] = []
        self.answers: list[tuple[str, Answer]] = []
        self.settled: set[str] = set()
        self.withdrawn: list[tuple[str, str]] = []
        self.open: dict[str, Question] = {}
        self.answering = asyncio.Event()
        self._may_answer = asyncio.Event()
        self._may_answer.set()
        self._script: deque[Exception] = deque()

    def hold(self) -> asyncio.Event:
        """Write no answer down until the event that is returned is set."""
        self._may_answer.clear()
        return self._may_answer

    def enqueue(self, *troubles: Exception) -> None:
        """Script the next starts to fail."""
        self._script.extend(troubles)

    async def start(self, question: Question) -> bool:
        if self._script:
            raise self._script.popleft()
        if question.delivery in {each.delivery for each in self.started}:
            return False
        self.started.append(question)
        return True

    async def answer(self, ask_id: str, answer: Answer) -> bool:
        self.answering.set()
        await self._may_answer.wait()
        if ask_id in self.settled:
            return False
        self.answers.append((ask_id, answer))
        return True

    async def question(self, ask_id: str) -> Question | None:
        return None if ask_id in self.settled else self.open.get(ask_id)

    async def open_questions(self, team: str | None, user: str) -> tuple[Question, ...]:
        if self._script:
            raise self._script.popleft()
        theirs = [each for each in self.open.values() if (each.team, each.user) == (team, user)]
        return tuple(each for each in theirs if each.ask_id not in self.settled)

    async def withdraw(self, ask_id: str, team: str | None, user: str, delivery: str) -> bool:
        theirs = [each.ask_id for each in await self.open_questions(team, user)]
        if ask_id in theirs:
            self.settled.add(ask_id)
            self.withdrawn.append((ask_id, delivery))
        return ask_id in theirs


class FakeNominations:
    """Durable nominations that only remember; answers come from the script."""

    def __init__(self) -> None:
        self.started: list[Nomination] = []
        self.answers: list[tuple[str, str, bool]] = []
        self._script: deque[Answered] = deque()

    def enqueue(self, *answers: Answered) -> None:
        """Script what the next answers come to."""
        self._script.extend(answers)

    async def start(self, nomination: Nomination) -> bool:
        if nomination.delivery in {each.delivery for each in self.started}:
            return False
        self.started.append(nomination)
        return True

    async def answer(
        self, team: str | None, user: str, nomination_id: str, *, accept: bool
    ) -> Answered:
        del team
        self.answers.append((user, nomination_id, accept))
        return self._script.popleft() if self._script else Answered.GONE


class FakeSightings:
    """The part of a store behind alerts, in memory; `away` and it cannot be asked."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], tuple[str, datetime]] = {}
        self.told: dict[str, tuple[str, datetime]] = {}
        self.away = False
        self.watched: dict[str, tuple[str, ...]] = {}

    async def add_sighting(self, sighting: SightingRecord) -> None:
        self.seen[sighting.thing_key, sighting.author_key] = (sighting.kind, sighting.hour)

    async def add_watched(self, check_id: str, rules: Iterable[str]) -> None:
        self.watched[check_id] = tuple(rules)

    async def people_who_saw(self, thing_key: str, since: datetime) -> int:
        found = ((key, hour) for (key, _), (_, hour) in self.seen.items())
        return sum(1 for key, hour in found if key == thing_key and hour >= since)

    async def sightings_of(self, kind: str, begin: datetime, end: datetime) -> int:
        return sum(1 for each, hour in self.seen.values() if each == kind and begin <= hour < end)

    async def claim(self, name: str, state: str, at: datetime, again: datetime) -> bool:
        if self.away:
            raise StoreProblem("away")
        before = self.told.get(name)
        if before is not None and before[0] == state and before[1] >= again:
            return False
        self.told[name] = (state, at)
        return True

    async def unclaim(self, name: str, state: str) -> None:
        if self.told.get(name, ("",))[0] == state:
            del self.told[name]


class FakeDelivery:
    """A delivery that remembers what it was given. An enqueued exception is raised instead."""

    def __init__(self) -> None:
        self.delivered: list[tuple[Asked, Outcome, str | None]] = []
        self.states: list[str | None] = []
        self.withdrawn: list[str] = []
        self._script: deque[Exception | None] = deque()

    def enqueue(self, *results: Exception | None) -> None:
        """Script the next deliveries: an exception to raise, or None to go on."""
        self._script.extend(results)

    async def deliver(
        self,
        asked: Asked,
        outcome: Outcome,
        view_id: str | None,
        state: str | None = None,
        *,
        again: bool = False,
    ) -> None:
        scripted = self._script.popleft() if self._script else None
        if scripted is not None:
            raise scripted
        self.delivered.append((asked, outcome, view_id))
        del again
        self.states.append(state)

    async def withdraw(self, place: str) -> None:
        self.withdrawn.append(place)


class FakeFigures:
    """Figures by rule, put in with `enqueue`; an exception is raised instead."""

    def __init__(self) -> None:
        self.counts: tuple[RuleCounts, ...] = ()
        self._script: deque[Exception] = deque()

    def enqueue(self, *troubles: Exception) -> None:
        """Script the next calls to fail."""
        self._script.extend(troubles)

    async def __call__(self) -> tuple[RuleCounts, ...]:
        """Return the figures."""
        if self._script:
            raise self._script.popleft()
        return self.counts
