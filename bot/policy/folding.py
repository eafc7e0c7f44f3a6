"""Folding a text: one form for every way of writing the same letters, with the way back."""

from __future__ import annotations

import re
import unicodedata

from bot.policy.letters import CONFUSABLE, INVISIBLE, LOOSE_MARKS, STRAIGHT, STYLED
from bot.policy.offsets import Map

# What is not printable ASCII with single spaces, with the spaces around it.
_CARE = re.compile(r"[^\x21-\x7e](?:[^\x21-\x7e]+|(?<! ))")
_INVISIBLE = INVISIBLE.pattern[1:-1]
_CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_SPECIAL = re.compile(
    rf"(?P<space>\s[\s{_INVISIBLE}]*)|(?P<gone>[{_INVISIBLE}{_CONTROLS}]+)|(?P<half>[\ud800-\udfff])"
)
_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_ONE_BY_ONE = {**STRAIGHT, **STYLED}
_TRANSLATE = str.maketrans(_ONE_BY_ONE)
# Letters that become two in one case (ß, İ): they are written out with capitals too, so that one
# map serves both views.
_LONGER = re.compile("[ßİŉǰΐΰևẖ-ẚẞ\u1f50-\u1ffc]")
_KEPT = frozenset("™℠")  # NFKC makes letters of these, which would join the name before them
_LOOKS_ALIKE = re.compile(f"[{''.join(CONFUSABLE)}]")
_WORD = re.compile(r"\w+")
_LATIN = re.compile("[A-Za-z]")
_LOOKS_LATIN = str.maketrans(CONFUSABLE)
_ODD = re.compile(f"{LOOSE_MARKS.pattern}|{_LONGER.pattern}")
_REPLACEMENT = "\ufffd"


def cased(given: str) -> tuple[str, Map | None]:
    """Return `given` folded in all but its capitals; the map is None where nothing moved."""
    if given.isascii() and given.isprintable() and "  " not in given:
        return given, None
    folder = _Folder(given)
    for found in _CARE.finditer(given):
        folder.plain_until(found.start())
        folder.careful_until(found.end())
    folder.plain_until(len(given))
    return _unmixed("".join(folder.parts)), folder.way


class _Folder:
    """Collects the folded parts of one text and the map beside them."""

    def __init__(self, given: str) -> None:
        self.parts: list[str] = []
        self.way = Map()
        self._given = given
        self._done = 0  # in the text as given
        self._at = 0  # in the folded text

    def plain_until(self, end: int) -> None:
        """Take what stays as it is, but leave a letter to the mark that follows it."""
        if end < len(self._given) and unicodedata.combining(self._given[end]):
            end -= 1
        if end > self._done:
            self._put(self._given[self._done : end], end)

    def careful_until(self, end: int) -> None:
        """Take a run that may hold anything."""
        given = self._given
        for found in _SPECIAL.finditer(given, self._done, end):
            self._letters_until(found.start())
            if found["space"]:
                self._put("\n" if _BREAK.search(found["space"]) else " ", found.end())
            elif found["half"]:
                self._put(_REPLACEMENT, found.end())
            self._done = found.end()
        self._letters_until(end)

    def _letters_until(self, end: int) -> None:
        run = self._given[self._done : end]
        if not run:
            return
        if unicodedata.is_normalized("NFKC", run) and not _ODD.search(run):
            self._put(run.translate(_TRANSLATE), end)
            return
        while self._done < end:
            after = self._done + 1
            while after < end and _continues(self._given[after]):
                after += 1
            self._put(_fold_cluster(self._given[self._done : after]), after)
            self._done = after

    def _put(self, part: str, end: int) -> None:
        straight = len(part) == end - self._done
        if part:
            self.way.add(self._at, self._done, -1 if straight else end)
            self.parts.append(part)
            self._at += len(part)
        self._done = end


def _continues(letter: str) -> bool:
    """Whether a character may melt into the one before: marks and Hangul vowels and finals."""
    return unicodedata.combining(letter) != 0 or "\u1161" <= letter <= "\u11c2"


def _fold_cluster(cluster: str) -> str:
    letter = cluster[0]
    if letter in _ONE_BY_ONE:
        return _ONE_BY_ONE[letter]
    # Footnote figures and circled numbers stay apart from the word that they stand at.
    if letter in _KEPT or unicodedata.category(letter) == "No":
        return letter
    folded = unicodedata.normalize("NFKC", cluster).translate(_TRANSLATE)
    if _LONGER.search(folded):
        folded = "".join(map(_written_out, folded))
    return LOOSE_MARKS.sub("", folded) or folded


def _written_out(letter: str) -> str:
    longer = letter.casefold()
    if len(longer) == 1:
        return letter
    return longer if letter.islower() else longer[0].upper() + longer[1:]


def _unmixed(text: str) -> str:
    """Write words that mix Latin letters with ones that only look so in Latin throughout."""
    if text.isascii() or _LOOKS_ALIKE.search(text) is None:
        return text
    return _WORD.sub(lambda found: _latin(found.group()), text)


def _latin(word: str) -> str:
    if word.isascii() or _LATIN.search(word) is None:
        return word
    written = word.translate(_LOOKS_LATIN)
    return written if written.isascii() else word
