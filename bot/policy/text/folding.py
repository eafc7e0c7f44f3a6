"""Folding a text: one form for every way of writing the same letters, and the way back."""

from __future__ import annotations

import re
import unicodedata

from bot.policy.text.letters import CONFUSABLE, INVISIBLE, LOOSE_MARKS, STRAIGHT, STYLED
from bot.policy.text.offsets import Map

# Characters that melt into the one before them: marks, Hangul vowels and finals, vowel signs.
_MELTING = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u093c\u09bc\u09be"
    "\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf"
    "\u102e\u1161-\u11c2\u1b35\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
)
_MELTS = re.compile(f"[{_MELTING}]")
_CLUSTER = re.compile(rf"[^\s{_MELTING}][{_MELTING}]+")
_PLAIN = rf"[\x21-\x7e]+(?: [\x21-\x7e]+)*(?![{_MELTING}])"
_TOKEN = re.compile(rf"{_PLAIN}|{_CLUSTER.pattern}|.", re.DOTALL)
_OTHERS = re.compile(r"[^\x20-\x7e]+")
_RUN = re.compile(r"[ \n]{2,}")
_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_ONE_BY_ONE = str.maketrans({**STRAIGHT, **STYLED})
_KEPT = frozenset("™℠")  # NFKC makes letters of these, which would join the name before them
_LONGEST = 8  # letters that one may become; a ligature of a whole sentence stays as it is
_REPLACEMENT = "\ufffd"

_LOOKS_ALIKE = re.compile(f"[{''.join(CONFUSABLE)}]")
_LOOKS_LATIN = str.maketrans(CONFUSABLE)
_WORD = re.compile(r"\w+")
_LATIN = re.compile("[A-Za-z]")


def cased(given: str) -> str:
    """Return `given` folded in all but its capitals; the very same text where nothing changes."""
    return unmixed(scripted(given))


def unmixed(folded: str) -> str:
    """Return a text with every word that mixes look-alike letters with Latin ones in Latin.

    Every letter keeps its position.
    """
    if not folded.isascii() and _LOOKS_ALIKE.search(folded) is not None:
        return _WORD.sub(_unmix, folded)
    return folded


def scripted(given: str) -> str:
    """Return `given` folded in all but its capitals and its scripts: a Cyrillic а stays one."""
    if given.isascii():
        if given.isprintable() and "  " not in given:
            return given
    elif _MELTS.search(given) is not None:
        given = _CLUSTER.sub(_melt, given)
    folded = _OTHERS.sub(lambda run: run[0].translate(_TABLE), given)
    folded = _RUN.sub(lambda run: "\n" if "\n" in run[0] else " ", folded)
    return given if folded == given else folded


def way_back(given: str) -> Map:
    """Return the map from `cased(given)` to `given`."""
    way = Map()
    at = 0
    space = False
    for token in _TOKEN.finditer(given):
        text, (start, end) = token[0], token.span()
        folded = text if text.isascii() and text.isprintable() else _melt(token)
        if not folded:
            continue
        if space and folded in {" ", "\n"}:
            way.extend(end)
            continue
        way.add(at, start, -1 if len(folded) == len(text) else end)
        at += len(folded)
        space = folded in {" ", "\n"}
    return way


def _melt(cluster: re.Match[str]) -> str:
    text = cluster[0]
    if len(text) == 1:
        return text.translate(_TABLE)
    # What melts into a space would make two of them, which the text has as one.
    return unicodedata.normalize("NFKC", text).translate(_TABLE).strip()


class _Table(dict[int, str]):
    """What each character folds to, found when it is first seen."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


_TABLE = _Table()


def _fold(letter: str) -> str:
    if letter in _BREAKS:
        return "\n"
    if letter.isspace():
        return " "
    category = unicodedata.category(letter)
    if category == "Cs":
        return _REPLACEMENT
    if category == "Cc" or INVISIBLE.match(letter) or LOOSE_MARKS.match(letter):
        return ""
    # Footnote figures and circled numbers stay apart from the word that they stand at.
    if letter in _KEPT or category == "No":
        return letter
    straight = letter.translate(_ONE_BY_ONE)
    folded = unicodedata.normalize("NFKC", straight).translate(_ONE_BY_ONE)
    folded = "".join(map(_written_out, LOOSE_MARKS.sub("", folded)))
    return folded.strip() or " " if len(folded) <= _LONGEST else letter


def _written_out(letter: str) -> str:
    """Write out a letter that becomes two in one case (ß, İ), so that one map serves both views."""
    longer = LOOSE_MARKS.sub("", letter.casefold())
    if len(letter.casefold()) == 1:
        return letter
    return longer if letter.islower() else longer[0].upper() + longer[1:]


def _unmix(word: re.Match[str]) -> str:
    """Write a word that mixes Latin letters with ones that only look so in Latin throughout."""
    text = word[0]
    if text.isascii() or _LATIN.search(text) is None:
        return text
    written = text.translate(_LOOKS_LATIN)
    return written if written.isascii() else text
