"""Reading a short message by the phrases of the language files: what kinds it is made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import accumulate, takewhile
from unicodedata import category, combining, normalize

from bot import messages
from bot.messages.heard import OPEN
from bot.policy.guard import words
from bot.policy.guard.finder import Finder
from bot.policy.guard.trie import Span

_MOST = 200
"""Characters: longer than anything but a draft, so that long ones cost nothing."""

_APOSTROPHES = "'’"
_NOTATION = "/()|*…"
_PARTS_OF_WORDS = "LMN"  # letters, the marks on them, and numbers
_EMOJI = re.compile(r":(?=[a-z0-9_+-]*[a-z])[a-z0-9_+-]+:|:[+-]1:")
_SENTENCE = re.compile(r"(?:[?!:;…]|(?<!\d)\.)+(?=\s|$)|\n+|\s[–—-]+\s")


def sentences_in(text: str) -> list[str]:
    """Return the sentences of a short message, without emoji; a colon ends one, too."""
    return [each for part in _SENTENCE.split(_EMOJI.sub(" ", text)) if (each := part.strip())]


class Phrased:
    """A message, and where phrases of each kind stand in it.

    Those of every language count for everybody: people write in more languages than their Slack.
    """

    def __init__(self, text: str) -> None:
        """`text` is as the person typed it."""
        self._text = f" {_folded(_EMOJI.sub(' ', text[: _MOST + 1]))} "
        self._found = {} if len(text) > _MOST else _found(self._text)

    @property
    def words(self) -> list[str]:
        """The words, in small letters and without accents."""
        return self._text.split()

    def is_made_of(
        self, *kinds: str, names: Collection[str] = (), after: Collection[str] = ()
    ) -> bool:
        """Whether each word belongs to a phrase of these kinds, or is one of `names`.

        In front of them may be phrases of the kinds in `after`.
        """
        belong = self._belong(kinds, names)
        return bool(belong) and all(belong[self._led(after) :])

    def begins_with(self, kind: str, after: Collection[str] = ()) -> bool:
        """Whether a phrase of this kind stands behind nothing but phrases of those in `after`."""
        starts = (first for first, _ in self._found.get(kind, ()))
        return any(self._text[:start].count(" ") <= self._led(after) for start in starts)

    def is_open(self, kind: str, after: Collection[str] = ()) -> bool:
        """Whether it begins with a phrase of this kind after which anything may follow."""
        return self.begins_with(f"{kind}{OPEN}", after)

    def _led(self, kinds: Collection[str]) -> int:
        """Return how many words at the beginning belong to phrases of these kinds."""
        return sum(1 for _ in takewhile(bool, self._belong(kinds)))

    def _belong(self, kinds: Collection[str], names: Collection[str] = ()) -> list[bool]:
        spans = [span for kind in kinds for span in self._found.get(kind, ())]
        starts = accumulate((len(word) + 1 for word in self.words), initial=0)
        return [
            word in names or any(first <= start < last - 1 for first, last in spans)
            for word, start in zip(self.words, starts, strict=False)
        ]

    def is_one(self, kind: str) -> bool:
        """Whether it is one phrase of this kind, and nothing else."""
        return (0, len(self._text)) in self._found.get(kind, ())

    def holds(self, kind: str) -> bool:
        """Whether a phrase of this kind stands anywhere."""
        return kind in self._found


def _found(text: str) -> Mapping[str, Sequence[Span]]:
    return {kind: spans for (kind, _), spans in _finder().find(text).items()}


@cache
def _finder() -> Finder:
    return Finder(
        phrase
        for spoken in messages.phrases().values()
        for kind, lines in spoken.items()
        for line in lines
        for phrase in words.phrases(
            f"{kind}{OPEN}" if line.endswith(OPEN) else kind, "", [_folded(line, _NOTATION)]
        )
    )


def _folded(text: str, kept: str = "") -> str:
    """Return the words of a text alone, without accents and apostrophes, one space between them."""
    bare = "".join(c for c in normalize("NFD", text.casefold()) if not combining(c))
    bare = bare.translate(dict.fromkeys(map(ord, _APOSTROPHES)))
    words_only = (c if category(c)[0] in _PARTS_OF_WORDS or c in kept else " " for c in bare)
    return " ".join("".join(words_only).split())
