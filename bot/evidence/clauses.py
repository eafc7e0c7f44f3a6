"""Full-text search over clauses: which of them answers a question, and whether any does."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.evidence.lexicon import ELSEWHERE, Lexicon
from bot.evidence.question import LEAST_FOR_LEAVE, asks_leave, least_fit, tells
from bot.evidence.stems import stem, tokens
from bot.evidence.telling import Said, Telling, telling
from bot.vocabulary.clause import Clause, Origin

MOST_FOUND = 3
_MOST_NEAR = 8  # clauses that a model may choose from

_BEFORE = 1.01  # what puts a clause just before a rule that is made from it
_CLOSE = 0.4  # of the best: what fits much less only distracts
_UNKNOWN = 0.6  # what a word that no clause has counts, where leave is asked for
_RULES_COUNT = 0.5  # a rule says less than the clause it is made from
_COVERS = 0.6  # what a word must say for a clause to be spoken of there
_TOGETHER = 0.5  # what words that stand together say more than each for itself


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found, and the passage of it that says most about the question."""

    clause: Clause
    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search gave. `hits` are empty where no clause answers; `near` are the closest."""

    hits: tuple[Hit, ...]
    near: tuple[Clause, ...] = ()


class ClauseSearch:
    """Finds clauses by the words of a question. Nothing in it changes: threads may share it."""

    def __init__(
        self,
        clauses: Iterable[Clause],
        synonyms: Mapping[str, Sequence[str]],
        elsewhere: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`synonyms` are words that mean another one, by that one.

        `elsewhere` are the words of what the policy does not speak of, behind their language.
        """
        self._clauses = tuple(clauses)
        self._lexicon = Lexicon(self._clauses, synonyms, elsewhere)
        self._of_policy = {
            n for n, clause in enumerate(self._clauses) if clause.origin is Origin.POLICY
        }

    def find(self, question: str, *, guarded: bool = False) -> Searched:
        """Return the clauses that answer a question, the closest first.

        `guarded` says that the question is about its author's working life: then the clause that
        protects such speech comes first, unless another one says far more, or nothing is to be
        told and the question is more about what the policy does not speak of.
        """
        ranked, elsewhere = self._ranked(question)
        least = least_fit(question)
        answers = [hit for hit in ranked if hit.score >= least and hit.score > elsewhere]
        if guarded:
            known = {hit.clause.id: hit for hit in ranked if hit.clause.protects}
            every = (known.get(one.id) or _whole(one) for one in self._clauses if one.protects)
            others = [hit for hit in answers if not hit.clause.protects]
            enough = 0.0 if asks_leave(question) else LEAST_FOR_LEAVE
            # "Who pays me" in passing does not make a question about praise one about pay.
            beside = 0.0 if tells(question) else elsewhere
            enough = max(enough, beside, others[0].score * _CLOSE if others else 0.0)
            answers = [*(hit for hit in every if hit.score >= enough), *others]
        # A rule says little that its clause does not, and a model has room for a few only.
        first = sorted(ranked, key=lambda hit: hit.clause.origin is Origin.RULE)
        near = tuple(hit.clause for hit in first[:_MOST_NEAR])
        close = [hit for hit in answers if hit.score >= answers[0].score * _CLOSE]
        return Searched(tuple(close[:MOST_FOUND]), near)

    def _ranked(self, question: str) -> tuple[list[Hit], float]:
        """Return what comes near, the closest first, and how near the rest of the world does."""
        said = telling(question, self._lexicon)
        unknown = _UNKNOWN if asks_leave(question) else 1.0
        total = 0.0
        scores: dict[int, float] = {}
        covered: dict[int, float] = {}
        for one in said.words:
            weight = self._weight(one)
            total += weight * (1.0 if one.says else unknown)
            for number, share in one.says.items():
                scores[number] = scores.get(number, 0.0) + weight * share
                covered[number] = covered.get(number, 0.0) + weight * min(1.0, share / _COVERS)
        for one in said.phrases:
            for number, share in one.says.items():
                scores[number] += self._weight(one) * share * _TOGETHER
        fits = {number: score * covered[number] / total for number, score in scores.items()}
        elsewhere = fits.pop(ELSEWHERE, 0.0)
        hits = [self._hit(number, fit, said) for number, fit in fits.items()]
        return sorted(self._lifted(hits), key=lambda hit: -hit.score), elsewhere

    def _weight(self, one: Telling) -> float:
        """Return what a word weighs: the fewer clauses it leads to, the more."""
        often = sum(share for n, share in one.says.items() if n in self._of_policy)
        return math.log((len(self._of_policy) + 1) / (max(often, 0.5) + 0.5)) * one.share

    def _lifted(self, hits: Sequence[Hit]) -> list[Hit]:
        """Let no rule stand before the clause that it is made from: the closest of its topic."""
        policy = [hit for hit in hits if hit.clause.origin is Origin.POLICY]
        lifted = {hit.clause.id: hit for hit in policy}
        for hit in hits:
            if hit.clause.origin is Origin.POLICY or not hit.clause.topics:
                continue
            same = [one for one in policy if hit.clause.topics[0] in one.clause.topics]
            first = max(same, key=lambda one: one.score, default=None)
            first = first or self._of_topic(hit.clause.topics[0])
            if first and lifted.get(first.clause.id, first).score <= hit.score:
                lifted[first.clause.id] = replace(first, score=hit.score * _BEFORE)
        rules = [hit for hit in hits if hit.clause.origin is not Origin.POLICY]
        return [*lifted.values(), *rules]

    def _of_topic(self, topic: str) -> Hit | None:
        policy = (one for one in self._clauses if one.origin is Origin.POLICY)
        return next((_whole(one) for one in policy if topic in one.topics), None)

    def _hit(self, number: int, score: float, said: Said) -> Hit:
        clause = self._clauses[number]
        if clause.origin is not Origin.POLICY:
            score *= _RULES_COUNT
        return Hit(clause, _best(clause.passages, said), score)


def _best(passages: Sequence[str], said: Said) -> str:
    """Return the passage that speaks of most of it, the first where several do."""
    known = [len(said.stems & {stem(word, "en") for word in tokens(one)}) for one in passages]
    return passages[known.index(max(known))]


def _whole(clause: Clause) -> Hit:
    return Hit(clause, clause.passages[0], 0.0)
