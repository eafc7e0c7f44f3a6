"""One phrase to look for: given where its literal stands, whether all of it stands there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.policy.text.letters import in_word, joins
from bot.policy.text.view import View, fold, fold_case

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Probe:
    """A phrase in pieces: a `*` stood after every piece but the last, and after that if `stem`.

    `exact` is the phrase with its capitals where they matter.
    """

    pieces: tuple[str, ...]
    stem: bool
    whole: bool
    exact: str | None

    @property
    def literal(self) -> str:
        """What must stand in the text for the phrase to be there."""
        return self.pieces[0]

    def spans(self, view: View, starts: list[int]) -> list[Span]:
        """Return where the phrase stands, given where its literal does, without overlaps."""
        found: list[Span] = []
        free = 0
        for start in starts:
            if start < free:
                continue
            end = self._end(view, start)
            if end > 0:
                found.append((start, end))
                free = end
        return found

    def find(self, view: View) -> list[Span]:
        """Return where the phrase stands, without an index."""
        starts, start = [], view.spaced.find(self.literal)
        while start >= 0:
            starts.append(start)
            start = view.spaced.find(self.literal, start + 1)
        return self.spans(view, starts)

    def _end(self, view: View, start: int) -> int:
        text = view.spaced
        if self.whole and start and not _begins(text, start):
            return 0
        end = start + len(self.pieces[0])
        for piece in self.pieces[1:]:
            end = view.word_end(end)
            if not text.startswith(piece, end):
                return 0
            end += len(piece)
        if self.stem:
            end = view.word_end(end)
        elif self.whole and end < len(text) and joins(text[end - 1], text[end]):
            return 0
        if self.exact is not None and not self._is_exact(view, start, end):
            return 0
        return end

    def _is_exact(self, view: View, start: int, end: int) -> bool:
        written = view.cased[start:end].replace("\n", " ")
        at = 0
        parts = (self.exact or "").split("*")
        for part in parts:
            at = written.find(part, at) if part else at
            if at < 0:
                return False
            at += len(part)
        return written.startswith(parts[0])


def _begins(text: str, start: int) -> bool:
    first, before = text[start], text[start - 1]
    # A # or @ inside a word is part of an address or a link, no hashtag and no mention.
    return not in_word(before) if first in "#@" else not joins(before, first)


def make_probe(phrase: str, *, exact: bool = False, whole: bool = True) -> Probe:
    """Return the probe for a phrase of a rule file."""
    folded = fold(phrase)
    pieces = folded.split("*")
    stem = pieces[-1] == ""
    if stem:
        pieces.pop()
    return Probe(tuple(pieces), stem, whole, fold_case(phrase) if exact else None)
