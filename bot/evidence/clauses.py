"""Full-text search over clauses: which of them answers a question, and whether any does."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.evidence.belonging import Belonging
from bot.evidence.fitting import Fitting, of_policy
from bot.evidence.lexicon import ELSEWHERE
from bot.evidence.likeness import Likeness
from bot.evidence.question import LEAST_FOR_LEAVE, asks_leave, is_whole, least_fit, tells
from bot.evidence.stems import stem, tokens
from bot.evidence.subjects import Subject
from bot.evidence.telling import Said
from bot.vocabulary.clause import Clause, Origin

MOST_FOUND = 3
_MOST_NEAR = 8  # clauses that a model may choose from

MOST_PERHAPS = 2
_PERHAPS = 0.6  # of what saying nothing is worth

_CLOSE = 0.4  # of the best: what is worth much less only distracts
_UNLIKE_STRANGE = 0.7  # what it says there that most policies do not speak of something
_WORDED = 1.0  # how well a clause must fit to stand before any rule
_SHARES_NONE = 0.8
_BEFORE = 1.01  # how much more a clause is worth than a rule that is made from it
_ALIKE = 8.0  # what being put like known questions counts beside the words


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found, and the passage of it that says most about the question."""

    clause: Clause
    passage: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search gave. `hits` are empty where no clause answers; `near` are the closest.

    `perhaps` are those that nearly answer, where none does.
    """

    hits: tuple[Hit, ...]
    near: tuple[Clause, ...] = ()
    perhaps: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ranked:
    """What each clause is worth, the best first, and what saying nothing is worth.

    `elsewhere` is what of that the rest of the world is worth, `unlike` how alike its questions.
    """

    worth: Mapping[int, float]
    nothing: float
    elsewhere: float
    unlike: float

    def of(self, number: int) -> float:
        return self.worth.get(number, 0.0)


class ClauseSearch:
    """Finds clauses for a question. Nothing in it changes: threads may share it."""

    def __init__(
        self,
        clauses: Iterable[Clause],
        synonyms: Mapping[str, Sequence[str]],
        elsewhere: Iterable[tuple[str, str]] = (),
        subjects: Iterable[Subject] = (),
        names: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`synonyms` are words that mean another one, by that one.

        `elsewhere` are the words of what the policy does not speak of, behind their language.
        `subjects` are questions whose answer is known, whatever this policy calls it.
        `names` are each followed by what it is the name of, as known questions put it.
        """
        self._clauses = tuple(clauses)
        others = tuple(elsewhere)
        self._kinds = {name.casefold(): kind for name, kind in names}
        each = "|".join(map(re.escape, self._kinds))
        self._name = re.compile(rf"\b(?:{each})\b" if each else r"(?!)")
        self._fitting = Fitting(self._clauses, synonyms, others)
        theirs = Belonging(subjects, self._clauses, self._fitting)
        self._unlike = _UNLIKE_STRANGE if theirs.strange else 1.0
        self._likeness = Likeness([*_ours(self._clauses, others), *theirs.known()])

    def find(self, question: str, *, guarded: bool = False) -> Searched:
        """Return the clauses that answer a question, the closest first.

        `guarded` says that the question is about its author's working life: then the clause that
        protects such speech comes first, unless another one says far more, or nothing is to be
        told and the question is more about what the policy does not speak of.
        """
        said = self._fitting.said(question)
        ranked = self._ranked(question, said)
        answers = [number for number, worth in ranked.worth.items() if worth > ranked.nothing]
        if guarded:
            answers = self._protected(question, ranked, answers)
        close = [n for n in answers if ranked.of(n) >= ranked.of(answers[0]) * _CLOSE]
        hits = (self._hit(number, said) for number in close[:MOST_FOUND])
        # A rule says little that its clause does not, and a model has room for a few only.
        clauses = [self._clauses[number] for number in ranked.worth]
        near = sorted(clauses, key=lambda clause: clause.origin is Origin.RULE)
        perhaps = () if close else self._perhaps(ranked)
        return Searched(tuple(hits), tuple(near[:_MOST_NEAR]), perhaps)

    def _perhaps(self, ranked: _Ranked) -> tuple[Clause, ...]:
        least = ranked.nothing * _PERHAPS
        near = (n for n, worth in ranked.worth.items() if worth >= least)
        clauses = (self._clauses[n] for n in near if n in self._fitting.of_policy)
        return tuple(islice(clauses, MOST_PERHAPS))

    def _ranked(self, question: str, said: Said) -> _Ranked:
        fits = self._fitting.fits(question, said)
        of_text = self._fitting.of_policy
        alike = self._likeness.of(self._unnamed(question))
        unlike = alike.get(ELSEWHERE, 0.0) * self._unlike
        elsewhere = _worth(fits.pop(ELSEWHERE, 0.0), unlike)
        worth = {
            number: _worth(
                fits.get(number, 0.0), self._alike(number, alike, unlike, shares=number in fits)
            )
            for number in {*fits, *(n for n, one in alike.items() if one > unlike)}
        }
        worded = [worth[n] for n, fit in fits.items() if fit >= _WORDED and n in of_text]
        behind = {number: self._behind(number, worth, worded) for number in worth}
        best_first = dict(sorted(behind.items(), key=lambda each: (-each[1], each[0])))
        nothing = max(elsewhere, _worth(least_fit(question), unlike))
        return _Ranked(best_first, nothing, elsewhere, unlike)

    def _behind(self, number: int, worth: Mapping[int, float], worded: Sequence[float]) -> float:
        """Return what a clause is worth: a rule less than the text that says it in its words.

        That is the clause which the rule is made from, and any that is `worded` like the question.
        """
        same = [*worded, *(worth.get(n, 0.0) for n in self._fitting.of_topics(number))]
        if of_policy(self._clauses[number]) or not same:
            return worth[number]
        return min(worth[number], max(same) / _BEFORE)

    def _unnamed(self, question: str) -> str:
        return self._name.sub(lambda found: self._kinds[found[0]], question.casefold())

    def _alike(
        self, number: int, alike: Mapping[int, float], unlike: float, *, shares: bool
    ) -> float:
        """Return how alike a clause's known questions are; one that has none loses nothing.

        Likeness says less where a clause `shares` no word with a question.
        """
        if number in self._likeness.numbers:
            return alike.get(number, 0.0) * (1.0 if shares else _SHARES_NONE)
        if of_policy(self._clauses[number]):
            return unlike
        return max((alike.get(n, 0.0) for n in self._fitting.of_topics(number)), default=unlike)

    def _protected(self, question: str, ranked: _Ranked, answers: list[int]) -> list[int]:
        every = [n for n, clause in enumerate(self._clauses) if clause.protects]
        others = [number for number in answers if number not in every]
        enough = 0.0 if asks_leave(question) else _worth(LEAST_FOR_LEAVE, ranked.unlike)
        # "Who pays me" in passing does not make a question about praise one about pay.
        beside = 0.0 if tells(question) else ranked.elsewhere
        enough = max(enough, beside, ranked.of(others[0]) * _CLOSE if others else 0.0)
        return [*(number for number in every if ranked.of(number) >= enough), *others]

    def _hit(self, number: int, said: Said) -> Hit:
        clause = self._clauses[number]
        return Hit(clause, _best(clause.passages, said))


def _worth(fit: float, alike: float) -> float:
    """Return what a clause is worth that fits by its words, and whose questions are alike."""
    return (1.0 + fit) * math.exp(_ALIKE * alike)


def _ours(
    clauses: Sequence[Clause], elsewhere: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, int]]:
    """Yield the whole questions among what people ask with."""
    for number, clause in enumerate(clauses):
        yield from ((words, number) for _, words in clause.asked if is_whole(words))
    yield from ((words, ELSEWHERE) for _, words in elsewhere if is_whole(words))


def _best(passages: Sequence[str], said: Said) -> str:
    """Return the passage that speaks of most of it, the first where several do."""
    told = [len(said.stems & {stem(word, "en") for word in tokens(one)}) for one in passages]
    return passages[told.index(max(told))]
