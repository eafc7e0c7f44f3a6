"""What a question speaks of: its telling words and phrases, and the clauses that each leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.evidence.fillers import fillers
from bot.evidence.lexicon import Key, Lexicon, Phrase, Weights
from bot.evidence.stems import LANGUAGES, stem, tokens

_LEAST_TYPED = 5  # letters of a word in which a slip of the finger can be told
_ALIKE = 0.84
_GUESSED = 0.8  # what a word counts that was only guessed
_JOINS = "de"  # the language that joins words
_LEAST_JOINED = 5  # letters of a word that another one begins or ends with


@dataclass(frozen=True, slots=True)
class Telling:
    """A word or a phrase, with the clauses that it leads to. `share` is less for a guess."""

    says: Weights
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """All that a question says. `stems` are the English ones, with those of what words mean."""

    words: tuple[Telling, ...]
    phrases: tuple[Telling, ...]
    stems: frozenset[str]


def telling(question: str, lexicon: Lexicon) -> Said:
    """Return what a question says, by the words that are known."""
    words = tokens(question)
    stemmed = _Stemmed(words)
    phrases = [one for one in lexicon.phrases if _stands(one, stemmed)]
    found: dict[str, Telling] = {}
    stems: set[str] = set()
    for word in dict.fromkeys(words):
        if word in fillers():
            continue
        one, keys = _word(word, lexicon)
        if not one.share:
            continue
        within = (phrase.weights for phrase in phrases if _within(word, phrase))
        found[word] = Telling(_most([one.says, *within]), one.share)
        stems.update(meant for key in keys for meant in (key[1], *lexicon.meant.get(key, ())))
    small = [phrase for phrase in phrases if not any(_within(word, phrase) for word in found)]
    return Said(
        (*found.values(), *(Telling(one.weights) for one in small)),
        tuple(Telling(one.weights) for one in phrases),
        frozenset(stems),
    )


class _Stemmed:
    """A question's stems by language, in order."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._by_language: dict[str, list[str]] = {}

    def of(self, language: str) -> list[str]:
        if language not in self._by_language:
            self._by_language[language] = [stem(word, language) for word in self._words]
        return self._by_language[language]


def _stands(phrase: Phrase, question: _Stemmed) -> bool:
    known = question.of(phrase.language)
    if any(one not in known for one in phrase.stems):
        return False
    return phrase.loose or any(_runs(phrase.stems, known[at:]) for at in range(len(known)))


def _runs(stems: Sequence[str], known: Sequence[str]) -> bool:
    """Whether words begin here and follow each other, with at most one more between two."""
    at = 0
    for number, one in enumerate(stems):
        ahead = known[at : at + (2 if number else 1)]
        if one not in ahead:
            return False
        at += ahead.index(one) + 1
    return True


def _within(word: str, phrase: Phrase) -> bool:
    return stem(word, phrase.language) in phrase.stems


def _word(word: str, lexicon: Lexicon) -> tuple[Telling, list[Key]]:
    """Return where a word leads; one that nobody knows may be a slip, or joined from two."""
    keys = _known(word, lexicon)
    if keys:
        return Telling(_most(lexicon.words[key] for key in keys)), keys
    guesses = _guesses(word, lexicon)
    keys = [key for guess in guesses for key in _known(guess, lexicon)]
    if word.isdigit() or not fillers().isdisjoint(guesses):
        return Telling({}, 0.0), []
    return Telling(_most(lexicon.words[key] for key in keys), _GUESSED if keys else 1.0), keys


def _guesses(word: str, lexicon: Lexicon) -> list[str]:
    if len(word) < _LEAST_TYPED:
        return []
    same = [other for other in (*lexicon.spelled, *fillers()) if other[:1] == word[0]]
    return get_close_matches(word, same, n=1, cutoff=_ALIKE) or [
        other
        for other in lexicon.spelled
        if len(other) >= _LEAST_JOINED
        and (word.startswith(other) or word.endswith(other))
        and (_JOINS, stem(other, _JOINS)) in lexicon.words
    ]


def _known(word: str, lexicon: Lexicon) -> list[Key]:
    keys = ((language, stem(word, language)) for language in LANGUAGES)
    return [key for key in keys if key in lexicon.words]


def _most(weights: Iterable[Weights]) -> Weights:
    most: Weights = {}
    for one in weights:
        for number, weight in one.items():
            most[number] = max(most.get(number, 0.0), weight)
    return most
