"""The words that lead to clauses: how much each says for which of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.evidence.question import is_whole
from bot.evidence.stems import languages, stem, tokens
from bot.languages.lists import every
from bot.vocabulary.clause import Clause, Origin

_ASKED, _TITLE, _TEXT, _MORE = 1.0, 0.8, 0.55, 0.3
_WITHIN = 0.9  # what a word says that stands in phrases of one clause alone
_LEAST_WITHIN = 0.1
_LONGER = 3  # letters by which what was typed may be longer or shorter than what was meant
_MEANT = 0.9  # of what the word says that another one stands for

Key = tuple[str, str]
"""A language and a stem of it."""

Weights = dict[int, float]
"""What something says for clauses, by their numbers: 1 is all that a word can say."""

ELSEWHERE = -1
"""The number of what the policy does not speak of."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that say something together. `loose` ones may stand apart and in any order."""

    language: str
    stems: tuple[str, ...]
    loose: bool
    weights: Weights = field(compare=False)


class Lexicon:
    """Looks words and phrases up. Built once for a rule set, and not changed afterwards."""

    def __init__(
        self,
        clauses: Sequence[Clause],
        synonyms: Mapping[str, Sequence[str]],
        elsewhere: Iterable[tuple[str, str]],
    ) -> None:
        """`synonyms` are words that mean another one, by that one, in any language."""
        self.words: dict[Key, Weights] = {}
        self.meant: dict[Key, set[str]] = {}
        self.spelled: set[str] = set()
        self._phrases: dict[tuple[str, tuple[str, ...]], Phrase] = {}
        self._beginning: dict[Key, list[Phrase]] = {}
        self._texts: list[list[str]] = []
        self._asked: dict[Key, Counter[int]] = {}
        for number, clause in enumerate(clauses):
            self._read(number, clause)
        policy = (one for one in clauses if one.origin is Origin.POLICY)
        said = {word for one in policy for part in (one.title, *one.passages) for word in _en(part)}
        for language, words in elsewhere:
            # What stands in this policy is no matter of the rest of the world.
            if said.isdisjoint(_en(words)) or len(tokens(words)) > 1:
                self._ask(language, words, ELSEWHERE)
        self._spread()
        for head, meant in synonyms.items():
            weights = {n: w * _MEANT for n, w in self._standing(head).items()}
            for words in meant:
                for language in languages():
                    self._point(language, words, weights)
                    self._mean(language, words, head)
        self._by_first: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self.spelled | every("says_nothing")):
            for length in range(len(word) - _LONGER, len(word) + _LONGER + 1):
                self._by_first.setdefault((word[0], length), []).append(word)

    def phrases(self, language: str, stems: Iterable[str]) -> Iterator[Phrase]:
        """Yield what begins with one of these stems: whatever stands in a text is among them."""
        for one in set(stems):
            yield from self._beginning.get((language, one), ())

    def spelled_like(self, word: str) -> Sequence[str]:
        """Return what is known that begins with the same letter and is about as long."""
        return self._by_first.get((word[0], len(word)), ())

    def _read(self, number: int, clause: Clause) -> None:
        parts = [(clause.title, _TITLE), (" ".join(clause.passages), _TEXT)]
        parts.append((f"{clause.more} {clause.fine}", _MORE))
        for text, weight in parts:
            for word in tokens(text):
                self._add(self.words.setdefault(("en", stem(word, "en")), {}), {number: weight})
                self.spelled.add(word)
        self._texts.append([one for text, _ in parts[:2] for one in _en(text)])
        for language, words in clause.asked:
            self._ask(language, words, number)

    def _ask(self, language: str, words: str, number: int) -> None:
        """Let what people ask with lead to a clause, and count the words that it is made of."""
        if is_whole(words):
            return
        self._point(language, words, {number: _ASKED})
        for word in {word for word in tokens(words) if word not in every("says_nothing")}:
            self._asked.setdefault((language, stem(word, language)), Counter())[number] += 1

    def _spread(self) -> None:
        """Let each word lead to where its phrases lead: the more, the more of them lead there."""
        for key, clauses in self._asked.items():
            most = clauses.total() + 1
            shares = {number: _WITHIN * often / most for number, often in clauses.items()}
            telling = {number: share for number, share in shares.items() if share > _LEAST_WITHIN}
            self._add(self.words.setdefault(key, {}), telling)

    def _point(self, language: str, words: str, weights: Weights) -> None:
        """Let a word or a phrase say something."""
        found = tokens(words)
        telling = [word for word in found if word not in every("says_nothing")]
        self.spelled.update(telling)
        if len(found) == 1:
            key = (language, stem(found[0], language))
            self._add(self.words.setdefault(key, {}), weights)
            return
        loose = len(telling) > 1
        stems = tuple(stem(word, language) for word in (telling if loose else found))
        if (language, stems) not in self._phrases:
            phrase = Phrase(language, stems, loose, {})
            self._phrases[language, stems] = phrase
            self._beginning.setdefault((language, stems[0]), []).append(phrase)
        self._add(self._phrases[language, stems].weights, weights)

    def _mean(self, language: str, words: str, head: str) -> None:
        stems = [stem(word, language) for word in tokens(words)]
        if len(stems) == 1:
            known = self.meant.setdefault((language, stems[0]), set())
            known.update(_en(head))

    def _standing(self, head: str) -> Weights:
        """Return what a word or phrase of the policy says by itself."""
        stems = _en(head)
        if len(stems) == 1:
            return self.words.get(("en", stems[0]), {})
        every = [self.words.get(("en", one), {}) for one in stems]
        return {
            number: min(weights.get(number, 0.0) for weights in every)
            for number, text in enumerate(self._texts)
            if _holds(text, stems)
        }

    @staticmethod
    def _add(known: Weights, weights: Weights) -> None:
        for number, weight in weights.items():
            known[number] = max(known.get(number, 0.0), weight)


def _en(text: str) -> list[str]:
    return [stem(word, "en") for word in tokens(text)]


def _holds(text: Sequence[str], stems: Sequence[str]) -> bool:
    length = len(stems)
    return any(list(text[at : at + length]) == list(stems) for at in range(len(text)))
