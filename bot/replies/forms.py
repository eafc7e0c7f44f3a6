"""The forms that a word is likely to have in its language, without a dictionary."""

from __future__ import annotations

from collections.abc import Iterator

_SHORT = 3  # letters of an English word that takes no -ed and -ing
_ENDINGS = {
    "de": ("", "n", "en", "e", "er", "s", "es"),
    "pt": ("", "s", "es"),
    "es": ("", "s", "es"),
    "fr": ("", "s", "es", "e", "ee"),
}


def forms(language: str, word: str) -> Iterator[str]:
    """Yield the word and its other forms, and some more that nobody would write."""
    if language != "en":
        yield from (word + ending for ending in _ENDINGS[language])
        return
    yield from (word, f"{word}s", f"{word}es")
    if word.endswith("y"):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    if word.endswith("e"):
        yield from (f"{word}d", f"{word[:-1]}ing")
    elif len(word) > _SHORT:
        yield from (f"{word}ed", f"{word}ing")
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
