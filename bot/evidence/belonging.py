"""Which clause of a policy speaks of a subject, so that its known questions lead there."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.evidence.fitting import Fitting
from bot.evidence.lexicon import ELSEWHERE
from bot.evidence.stems import stem, tokens
from bot.evidence.subjects import Subject
from bot.languages.lists import every
from bot.vocabulary.clause import Clause, Origin

_TRIED = 24  # questions of a subject that are tried on a policy which calls it otherwise
_LEAST, _LEAST_OF_RULES = 0.14, 0.3  # how alike a subject and a clause must be
_BESIDE_RULES = 0.4  # of how alike the closest rule is
_SPOKEN_OF = 0.7  # how well a clause must fit what most policies do not speak of
_TITLE = 3  # times that a word of the title counts
_OURS = 0.5  # of a policy's clauses: where so many have our names, it is made from the sample


class Belonging:
    """Tells which clause of one policy each subject is."""

    def __init__(
        self, subjects: Iterable[Subject], clauses: Sequence[Clause], fitting: Fitting
    ) -> None:
        """`clauses` are numbered as `fitting` numbers them."""
        self._subjects = tuple(subjects)
        self._clauses = clauses
        self._fitting = fitting
        self._rules = [n for n, one in enumerate(clauses) if one.origin is Origin.RULE]
        self._rare = _rarity(self._subjects)
        about = (*fitting.of_policy, *self._rules)
        self._words = {n: self._weighed(_words_of(clauses[n])) for n in about}
        self._names = {clauses[n].id: n for n in fitting.of_policy}
        ours = sum(subject.name in self._names for subject in self._subjects)
        self.strange = ours < _OURS * len(self._names)
        """Whether the policy is not made from the sample: it may well speak of other things."""

    def known(self) -> Iterator[tuple[str, int]]:
        """Yield each known question with the number of its clause, or ELSEWHERE.

        Of what a strange policy speaks of and the sample does not, questions say nothing there.
        """
        for subject in self._subjects:
            number = self._clause_of(subject)
            for question in subject.asked:
                if number != ELSEWHERE or not (self.strange and self._speaks_of(question)):
                    yield question, number

    def _speaks_of(self, question: str) -> bool:
        fits = self._fitting.fits(question)
        return max((fits.get(n, 0.0) for n in self._fitting.of_policy), default=0) >= _SPOKEN_OF

    def _clause_of(self, subject: Subject) -> int:
        """Return a subject's clause: by its name, what it protects, its words, or its topic."""
        policy = sorted(self._fitting.of_policy)
        if subject.name in self._names or subject.elsewhere:
            return self._names.get(subject.name, ELSEWHERE)
        for number in policy:
            if subject.protects and self._clauses[number].protects:
                return number
        alike = self._alike(subject)
        of_topic = [
            [n for n in numbers if subject.topics.intersection(self._clauses[n].topics)]
            for numbers in (policy, self._rules)
        ]
        ruled = max((alike[number] for number in self._rules), default=0.0)
        for numbers, least in (
            (policy, max(_LEAST, ruled * _BESIDE_RULES)),
            (of_topic[0], 0.0),
            (of_topic[1], 0.0),
            (self._rules, _LEAST_OF_RULES),
        ):
            best = max(numbers, key=lambda number: alike[number], default=ELSEWHERE)
            if best != ELSEWHERE and alike[best] >= least:
                return best
        return ELSEWHERE

    def _alike(self, subject: Subject) -> Mapping[int, float]:
        """Return how alike clauses and a subject are: by their words, and by where these lead."""
        alike: dict[int, float] = defaultdict(float)
        tried = subject.asked[:_TRIED]
        for question in tried:
            fits = self._fitting.fits(question)
            total = max(sum(fit for n, fit in fits.items() if n != ELSEWHERE), 1.0)
            for number, fit in fits.items():
                alike[number] += fit / total / len(tried) / 2
        words = self._weighed(Counter(_stems(" ".join(subject.asked))))
        for number, of_clause in self._words.items():
            alike[number] += _cosine(words, of_clause)
        return alike

    def _weighed(self, words: Mapping[str, int]) -> dict[str, float]:
        rare = self._rare
        return {word: rare[word] * math.log1p(n) for word, n in words.items() if word in rare}


def _rarity(subjects: Sequence[Subject]) -> Mapping[str, float]:
    """Return how much each word tells about which subject something is."""
    words = (set(_stems(" ".join(subject.asked))) for subject in subjects)
    often = Counter(word for of_one in words for word in of_one)
    return {word: math.log((len(subjects) + 1) / (n + 0.5)) for word, n in often.items()}


def _words_of(clause: Clause) -> Counter[str]:
    words = Counter(set(_stems(f"{' '.join(clause.passages)} {clause.fine} {clause.not_fine}")))
    for word in _stems(clause.title):
        words[word] += _TITLE - 1
    return words


def _stems(text: str) -> list[str]:
    return [stem(word, "en") for word in tokens(text) if word not in every("says_nothing")]


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(weight * other.get(word, 0.0) for word, weight in one.items())
    return shared / (math.hypot(*one.values()) * math.hypot(*other.values()) or 1.0)
