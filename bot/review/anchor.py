"""Where a quote stands in a text: exactly, or after folding what typing alone changes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Generic, Protocol, TypeVar

from bot.review.hygiene import has_invisible
from bot.review.whole import widened

LEAST_IN_DRAFT = 3
LEAST_IN_EVIDENCE = 12
"""A shorter quote would match by chance."""

_STRAIGHT = str.maketrans("‘’‚‛′`´“”„‟«»″‐‑‒–—―−⁃", "'''''''" + '"' * 7 + "-" * 8)
_MOST_PARTS = 4
_WRAPPING = "\"'“”‘’«»„ \t\r\n"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `sources[i]` is the index in the original that character `i` came from."""

    text: str
    sources: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's span for a span of the folded text."""
        return self.sources[start], self.sources[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold compatibility forms, case, quotes, dashes and runs of space; drop what is invisible."""
    letters: list[str] = []
    sources: list[int] = []
    for index, letter in enumerate(text):
        for part in _fold_letter(letter):
            if part == " " and letters and letters[-1] == " ":
                continue
            letters.append(part)
            sources.append(index)
    return Folded("".join(letters), tuple(sources))


def anchor(
    quote: str,
    text: str,
    least: int = LEAST_IN_DRAFT,
    folded: Folded | None = None,
    *,
    whole: bool = False,
) -> tuple[int, int] | None:
    """Return the first span of `text` that `quote` was taken from, in code points, or None.

    Never fuzzy: every letter, digit and sign must be there, in order. `least` counts characters
    after folding; quotation marks around the quote do not count, and it holds a letter or digit.
    `folded` is the text folded, for whoever looks for many quotes in one text. With `whole` a span
    that begins or ends inside a word or a number does not count.
    """
    for wanted in (quote.strip(), quote.strip(_WRAPPING)):
        folded_quote = fold(wanted).text.strip()
        if len(folded_quote) < least or not any(map(str.isalnum, folded_quote)):
            return None
        for span in chain(_exact(wanted, text), _alike(folded_quote, text, folded)):
            if not whole or widened(text, *span) == span:
                return span
    return None


def _exact(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    return ((at, at + len(wanted)) for at in _places(wanted, text))


def _alike(wanted: str, text: str, folded: Folded | None) -> Iterator[tuple[int, int]]:
    folded = folded or fold(text)
    for at in _places(wanted, folded.text):
        yield folded.span(at, at + len(wanted))


def _places(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


class Quoting(Protocol):
    """Something the model said about words of the draft."""

    @property
    def draft_quote(self) -> str:
        """Those words."""
        ...


Item = TypeVar("Item", bound=Quoting)


@dataclass(frozen=True, slots=True)
class Anchored(Generic[Item]):
    """One item of an answer with the span of the draft it is about."""

    item: Item
    start: int
    end: int


def anchored(items: Iterable[Item], text: str) -> Iterator[Anchored[Item]]:
    """Yield the items whose quote stands in `text`."""
    folded = fold(text)
    for item in items:
        span = anchor(item.draft_quote, text, folded=folded)
        if span is not None:
            yield Anchored(item, *span)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter == "\u200d" or has_invisible(letter):
        return ""
    plain = unicodedata.normalize("NFKD", letter.translate(_STRAIGHT)).casefold()
    folded = unicodedata.normalize("NFKD", plain).translate(_STRAIGHT)
    if len(folded) > _MOST_PARTS:  # one Arabic sign stands for a whole sentence
        return letter
    return " " if folded.isspace() else folded
