"""What remains of a word without its ending, in each language that questions are asked in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from unicodedata import combining, normalize

from bot.languages.lists import words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|#(?=\s)")
_ENDING = re.compile(r"'(?:s|re|ve|ll|d|m)$")
_HAVE = "avoir"  # "j'ai" is no artificial intelligence
_ELISION = re.compile(r"^(?:j|l|d|qu|n|m|t|s|c|lorsqu|puisqu)'(?=\w)")


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that questions are asked in, English first."""
    return tuple(sorted(words("stemmer"), key=lambda each: (each != "en", each)))


def tokens(text: str) -> list[str]:
    """Return the words of a text in order, in small letters, without accents and elisions."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    plain = plain.replace("’", "'").replace("j'ai", _HAVE).replace("%", " percent ")
    parts = (_ENDING.sub("", word) for word in _WORD.findall(plain))
    return [_ELISION.sub("", word).replace("'", "") for word in parts]


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return a token without its ending; `language` is one of `languages`."""
    return _stemmer(language)(word)


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    # A compiled module that ships no types, which to mypy is none at all.
    import Stemmer  # type: ignore[import-not-found]  # noqa: PLC0415 -- only a question needs it

    one: Callable[[str], str] = Stemmer.Stemmer(words("stemmer")[language][0]).stemWord
    return one
