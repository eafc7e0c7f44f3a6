"""What a question speaks of: its telling words and phrases, and the clauses that each leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from string import ascii_lowercase

from bot.evidence.lexicon import Key, Lexicon, Phrase, Weights
from bot.evidence.stems import languages, stem, tokens
from bot.languages.lists import every
from bot.languages.telling import language_of

_LEAST_TYPED, _MOST_TYPED = 5, 40  # letters of a word in which a slip can be told
_MOST_WORDS = 200  # of a question; more tell no more
_ALIKE = 0.84
_GUESSED = 0.8  # what a word counts that was only guessed
_VOWELS = "aeiouy"
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
    words = tokens(question)[:_MOST_WORDS]
    languages = _spoken(question)
    phrases = _standing(words, languages, lexicon)
    found: dict[str, Telling] = {}
    stems: set[str] = set()
    for word in dict.fromkeys(words):
        if word in every("says_nothing"):
            continue
        one, keys = _word(word, languages, lexicon)
        if not one.share:
            continue
        within = (weights for said, weights in phrases.items() if word in said)
        found[word] = Telling(_most([one.says, *within]), one.share)
        stems.update(meant for key in keys for meant in (key[1], *lexicon.meant.get(key, ())))
    small = (weights for said, weights in phrases.items() if said.isdisjoint(found))
    return Said(
        (*found.values(), *map(Telling, small)),
        tuple(map(Telling, phrases.values())),
        frozenset(stems),
    )


def _spoken(question: str) -> tuple[str, ...]:
    """Return the languages to look words up in: "page" is no pay, but only in English."""
    told = language_of(question)
    return tuple(dict.fromkeys(("en", told))) if told in languages() else languages()


def _standing(
    words: Sequence[str], languages: Sequence[str], lexicon: Lexicon
) -> dict[frozenset[str], Weights]:
    """Return where phrases of a question lead, by the words of it that they are made of.

    The same words say a thing once, in however many languages and orders it is listed.
    """
    stemmed = _Stemmed(words)
    found: dict[frozenset[str], Weights] = {}
    known = (one for each in languages for one in lexicon.phrases(each, stemmed.of(each)))
    for phrase in known:
        if _stands(phrase, stemmed):
            said = frozenset(word for word in words if _within(word, phrase))
            found[said] = _most([found.get(said, {}), phrase.weights])
    return found


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


def _word(word: str, languages: Sequence[str], lexicon: Lexicon) -> tuple[Telling, list[Key]]:
    """Return where a word leads; one that nobody knows may be a slip, or joined from two."""
    keys = _known(word, languages, lexicon)
    if keys:
        return Telling(_most(lexicon.words[key] for key in keys)), keys
    guesses = _guesses(word, lexicon)
    keys = [key for guess in guesses for key in _known(guess, languages, lexicon)]
    if word.isdigit() or not every("says_nothing").isdisjoint(guesses):
        return Telling({}, 0.0), []
    return Telling(_most(lexicon.words[key] for key in keys), _GUESSED if keys else 1.0), keys


def _guesses(word: str, lexicon: Lexicon) -> list[str]:
    if not _LEAST_TYPED <= len(word) <= _MOST_TYPED:
        return []
    slips = [one for one in _slips(word) if one in every("says_nothing") or one in lexicon.spelled]
    if slips:
        return slips[:1]
    close = get_close_matches(word, lexicon.spelled_like(word), n=1, cutoff=_ALIKE)
    return close or [one for one in _ends(word) if _joins(one, lexicon)]


def _joins(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.spelled and (_JOINS, stem(word, _JOINS)) in lexicon.words


def _ends(word: str) -> Iterator[str]:
    """Yield what a word begins or ends with."""
    for letters in range(_LEAST_JOINED, len(word)):
        yield word[:letters]
        yield word[-letters:]


def _slips(word: str) -> Iterator[str]:
    """Yield what was meant where two letters changed places, one is missing, doubled or a vowel."""
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield head + tail[1:]
        if tail[0] in _VOWELS:
            yield from (head + vowel + tail[1:] for vowel in _VOWELS)
        yield from (head + letter + tail for letter in ascii_lowercase)


def _known(word: str, languages: Sequence[str], lexicon: Lexicon) -> list[Key]:
    keys = ((language, stem(word, language)) for language in languages)
    return [key for key in keys if key in lexicon.words]


def _most(weights: Iterable[Weights]) -> Weights:
    most: Weights = {}
    for one in weights:
        for number, weight in one.items():
            most[number] = max(most.get(number, 0.0), weight)
    return most
