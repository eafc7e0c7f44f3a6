"""Reading a short message by the phrases of the language files: what kinds it is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import accumulate
from unicodedata import category, combining, normalize

from bot import messages
from bot.policy.guard import words
from bot.policy.guard.finder import Finder
from bot.policy.guard.trie import Span

_MOST = 200
"""Characters: longer than anything but a draft, so that long ones cost nothing."""

_APOSTROPHES = "'’"
_NOTATION = "/()|*"
_PARTS_OF_WORDS = "LMN"  # letters, the marks on them, and numbers


class Phrased:
    """A message, and where phrases of each kind stand in it.

    Those of every language count for everybody: people write in more languages than their Slack.
    """

    def __init__(self, text: str) -> None:
        """`text` is as the person typed it."""
        self._text = f" {_folded(text[: _MOST + 1])} "
        self._found = {} if len(text) > _MOST else _found(self._text)

    @property
    def words(self) -> list[str]:
        """The words, in small letters and without accents."""
        return self._text.split()

    def is_made_of(self, *kinds: str, names: Collection[str] = ()) -> bool:
        """Whether each word belongs to a phrase of these kinds, or is one of `names`."""
        spans = [span for kind in kinds for span in self._found.get(kind, ())]
        words = self.words
        starts = accumulate((len(word) + 1 for word in words), initial=0)
        return bool(words) and all(
            word in names or any(first <= start < last - 1 for first, last in spans)
            for word, start in zip(words, starts, strict=False)
        )

    def is_one(self, kind: str) -> bool:
        """Whether it is one phrase of this kind, and nothing else."""
        return (0, len(self._text)) in self._found.get(kind, ())

    def begins_with(self, kind: str) -> bool:
        """Whether the first words are a phrase of this kind."""
        return any(start == 0 for start, _ in self._found.get(kind, ()))

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
        for phrase in words.phrases(kind, "", (_folded(line, _NOTATION) for line in lines))
    )


def _folded(text: str, kept: str = "") -> str:
    """Return the words of a text alone, without accents and apostrophes, one space between them."""
    bare = "".join(c for c in normalize("NFD", text.casefold()) if not combining(c))
    bare = bare.translate(dict.fromkeys(map(ord, _APOSTROPHES)))
    words_only = (c if category(c)[0] in _PARTS_OF_WORDS or c in kept else " " for c in bare)
    return " ".join("".join(words_only).split())
