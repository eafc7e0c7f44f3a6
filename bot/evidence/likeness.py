"""How much a question is put like others whose clause is known."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest
from itertools import pairwise

from bot.evidence.stems import languages, stem, tokens
from bot.languages.telling import language_of

_CLOSEST = 4  # of a clause's questions: one alone may be alike by chance
_STEM = "-"  # what stands behind a stem, so that it is no word


class Likeness:
    """Compares questions by their words, stems and pairs of stems: small words count as well.

    Nothing in it changes once it is made: threads may share it.
    """

    def __init__(self, known: Iterable[tuple[str, int]]) -> None:
        """`known` are questions, each with the number of the clause that answers it."""
        rows = [(_marks(question), number) for question, number in known]
        often = Counter(mark for marks, _ in rows for mark in marks)
        self.numbers = frozenset(number for _, number in rows)
        self._says = {mark: math.log((len(rows) + 1) / (n + 0.5)) for mark, n in often.items()}
        self._new = math.log((len(rows) + 1) / 0.5)
        self._of = [number for _, number in rows]
        self._asked = Counter(self._of)
        self._length = [self._long(marks) for marks, _ in rows]
        self._having: dict[str, list[int]] = defaultdict(list)
        for row, (marks, _) in enumerate(rows):
            for mark in marks:
                self._having[mark].append(row)

    def of(self, question: str) -> Mapping[int, float]:
        """Return how alike the closest questions of each clause are: 1 is word by word.

        The cosine of the marks, weighted by how rare they are, averaged over the closest four.
        """
        every = _marks(question)
        marks = [mark for mark in every if mark in self._says]
        shared: dict[int, float] = defaultdict(float)
        for mark in marks:
            says = self._says[mark] ** 2
            for row in self._having[mark]:
                shared[row] += says
        # A stem that no known question has makes this one less like all of them.
        new = sum(mark.endswith(_STEM) and mark not in self._says for mark in every)
        long = math.hypot(self._long(marks), self._new * math.sqrt(new))
        alike: dict[int, list[float]] = defaultdict(list)
        for row, says in shared.items():
            alike[self._of[row]].append(says / (long * self._length[row]))
        return {
            number: sum(nlargest(_CLOSEST, every)) / min(_CLOSEST, self._asked[number])
            for number, every in alike.items()
        }

    def _long(self, marks: Iterable[str]) -> float:
        return math.sqrt(sum(self._says[mark] ** 2 for mark in marks)) or 1.0


def _marks(question: str) -> set[str]:
    """Return what tells how something is put."""
    words = tokens(question)
    told = language_of(question)
    stems = [stem(word, told if told in languages() else languages()[0]) for word in words]
    pairs = (f"{one} {other}" for one, other in pairwise(stems))
    return {*words, *(one + _STEM for one in stems), *pairs}
