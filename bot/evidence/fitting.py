"""How well clauses fit a question by the words of both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from bot.evidence.lexicon import ELSEWHERE, Lexicon
from bot.evidence.question import asks_leave
from bot.evidence.telling import Said, Telling, telling
from bot.vocabulary.clause import Clause, Origin

_BEFORE = 1.01  # what puts a clause just before a rule that is made from it
_UNKNOWN = 0.6  # what a word that no clause has counts, where leave is asked for
_RULES_COUNT = 0.5  # a rule says less than the clause it is made from
_COVERS = 0.6  # what a word must say for a clause to be spoken of there
_TOGETHER = 0.5  # what words that stand together say more than each for itself


class Fitting:
    """Looks up which clauses a question's words lead to. Not changed once it is made."""

    def __init__(
        self,
        clauses: Sequence[Clause],
        synonyms: Mapping[str, Sequence[str]],
        elsewhere: Iterable[tuple[str, str]],
    ) -> None:
        """`synonyms` are words that mean another one, by that one."""
        self._clauses = clauses
        self._lexicon = Lexicon(clauses, synonyms, elsewhere)
        self.of_policy = frozenset(n for n, one in enumerate(clauses) if of_policy(one))
        self._weighed = self.of_policy or frozenset(range(len(clauses)))

    def said(self, question: str) -> Said:
        """Return what a question says, by the words that are known."""
        return telling(question, self._lexicon)

    def fits(self, question: str, said: Said | None = None) -> dict[int, float]:
        """Return what a question's words weigh for each clause, times the share they cover.

        What the policy does not speak of fits under the number ELSEWHERE.
        """
        said = said or self.said(question)
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
        fits = {
            number: score * covered[number] / (total or 1.0) for number, score in scores.items()
        }
        return self._lifted(fits)

    def _weight(self, one: Telling) -> float:
        """Return what a word weighs: the fewer clauses it leads to, the more."""
        often = sum(share for n, share in one.says.items() if n in self._weighed)
        return math.log((len(self._weighed) + 1) / (max(often, 0.5) + 0.5)) * one.share

    def _lifted(self, fits: dict[int, float]) -> dict[int, float]:
        """Let no rule stand before the clause that it is made from: the closest of its topic."""
        for number in [n for n in fits if n not in self.of_policy and n != ELSEWHERE]:
            fits[number] *= _RULES_COUNT
            same = self.of_topics(number)
            first = max(same, key=lambda n: fits.get(n, 0.0), default=None)
            if first is not None and fits.get(first, 0.0) <= fits[number]:
                fits[first] = fits[number] * _BEFORE
        return fits

    def of_topics(self, number: int) -> list[int]:
        """Return the clauses of the policy about what a rule or a fact is about."""
        topics = self._clauses[number].topics[:1]
        every = sorted(self.of_policy) if topics else []
        return [n for n in every if topics[0] in self._clauses[n].topics]


def of_policy(clause: Clause) -> bool:
    """Whether a clause stands in the policy text itself."""
    return clause.origin is Origin.POLICY
