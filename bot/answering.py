"""The use case: a question about the policy in, an answer with its clauses out, nothing kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.evidence.clauses import ClauseSearch, Hit, Searched
from bot.evidence.stems import languages
from bot.evidence.subjects import shipped
from bot.languages.telling import language_of
from bot.messages import say
from bot.policy.handbook import handbook, read_policy_folder
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft
from bot.vocabulary.clause import Clause

if TYPE_CHECKING:  # the model's side loads only where a model is asked
    from bot.review.answering import Grounded

OTHER = "other"
"""The topic of a question that no clause comes near."""


class PolicyReader(Protocol):
    """A model that answers from clauses, or does not."""

    async def answer(self, question: str, clauses: Sequence[Clause]) -> Grounded | None:
        """Return an answer, None where none could be had; never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause with the words of it that answer a question, letter by letter."""

    clause: Clause
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets. `found` is False where the policy does not say; `owner` is whom to ask.

    `text` is empty where the clauses speak for themselves.
    `guarded` questions leave no trace and go to no model, and neither does one that `holds_key`.
    `by_ai` says who wrote `text`. `topic` is what an unanswered question comes nearest to, and
    `near` are the clauses that a model may look at as well. `perhaps` are those that nearly answer,
    where none does.
    """

    text: str
    clauses: tuple[Quoted, ...] = ()
    found: bool = False
    owner: str = ""
    by_ai: bool = False
    guarded: bool = False
    holds_key: bool = False
    topic: str = OTHER
    near: tuple[Clause, ...] = ()
    perhaps: tuple[Clause, ...] = ()

    @property
    def examples(self) -> tuple[str, ...]:
        """The first clause's example that is fine, and the one that is not, as sentences."""
        first = self.clauses[0].clause if self.clauses else None
        pairs = [("policy.fine", first.fine), ("policy.not_fine", first.not_fine)] if first else []
        return tuple(say(key, example=example) for key, example in pairs if example)

    @property
    def may_leave(self) -> bool:
        """Whether a model may be asked."""
        return bool(self.near) and not self.guarded and not self.holds_key


class Answers:
    """Answers questions from the rules as they are now, and the policy text beside them.

    Safe to use from several threads.
    """

    def __init__(
        self,
        rules: Callable[[], RuleSet],
        folder: Path,
        clock: Callable[[], datetime],
        reader: PolicyReader | None = None,
    ) -> None:
        """`rules` answers with a new object once the folder changed. Nothing is read yet."""
        self._rules = rules
        self._folder = folder
        self._clock = clock
        self._reader = reader
        self._known: tuple[RuleSet, date] | None = None
        self._search: ClauseSearch | None = None
        self._owner = self._protector = ""
        self._lock = threading.Lock()

    def plain(self, question: str) -> Answer:
        """Answer from full-text search alone, in the language that is spoken now."""
        with self._lock:  # one reads anew, the others wait for it
            search, rules = self._current()
        reading = rules.read(Draft(question), self._clock())
        found = search.find(question, guarded=reading.guarded)
        answer = self._found(found.hits) if found.hits else self._not_found(found)
        if not found.hits and language_of(question) not in {*languages(), ""}:
            text = say("policy.other_language", owner=answer.owner)
            answer = replace(answer, text=text, perhaps=())
        if reading.guarded and not found.hits:
            owner = self._protector
            text = say("policy.guarded", owner=owner)
            answer = replace(answer, text=text, owner=owner, perhaps=())
        return replace(
            answer,
            guarded=reading.guarded,
            holds_key=reading.holds_credential,
            near=found.near,
        )

    async def grounded(self, question: str, plain: Answer) -> Answer:
        """Let a model answer from the clauses that come near; the plain answer where it fails."""
        if self._reader is None or not plain.may_leave:
            return plain
        first = [one.clause for one in plain.clauses]
        clauses = [*first, *(clause for clause in plain.near if clause not in first)]
        heard = await self._reader.answer(question, clauses)
        if heard is None:
            return plain
        quoted = _each_once(Quoted(one.clause, one.text) for one in heard.quotes)
        owner = quoted[0].clause.owner or self._owner
        said = replace(plain, clauses=quoted, owner=owner, found=True, perhaps=())
        return replace(said, text=heard.text, by_ai=bool(heard.text))

    def _found(self, hits: Sequence[Hit]) -> Answer:
        quoted = _each_once(Quoted(hit.clause, hit.passage) for hit in hits)
        return Answer("", quoted, True, quoted[0].clause.owner or self._owner)

    def _not_found(self, searched: Searched) -> Answer:
        near, perhaps = searched.near, searched.perhaps
        topic = near[0].topics[0] if near and near[0].topics else OTHER
        text = say("policy.perhaps" if perhaps else "policy.not_found", owner=self._owner)
        return Answer(text, owner=self._owner, topic=topic, perhaps=perhaps)

    def _current(self) -> tuple[ClauseSearch, RuleSet]:
        rules = self._rules()
        now = self._clock()
        known = (rules, now.date())  # facts begin and expire with the days
        if known != self._known or self._search is None:
            text, _ = read_policy_folder(self._folder)
            book = handbook(rules, text, now)
            self._search = ClauseSearch(
                book.clauses, book.synonyms, book.elsewhere, shipped(), book.names
            )
            self._owner, self._known = book.owner, known
            protecting = (one.owner for one in book.clauses if one.protects and one.owner)
            self._protector = next(protecting, book.owner)
        return self._search, rules


def _each_once(quoted: Iterable[Quoted]) -> tuple[Quoted, ...]:
    """Return what says something new: two rules may have one reason."""
    found: dict[str, Quoted] = {}
    for one in quoted:
        found.setdefault(" ".join(one.quote.split()), one)
    return tuple(found.values())
