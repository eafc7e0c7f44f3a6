"""Cuts a text into what the network reads: words, and parts of the rarer ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import category, combining, name, normalize

UNKNOWN, BEGINS, ENDS = "[UNK]", "[CLS]", "[SEP]"  # as the vocabulary spells them
_LONGEST = 40  # letters of a word that is looked up; what is longer is a name or noise
_NAME = 4  # words of a picture's name
_PARTS = re.compile(
    r"(?P<link>https?://\S+|www\.\S+)"
    r"|(?P<email>[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})"
    r"|(?P<handle>[@＠][\w.]+)"
    r"|(?P<number>\+?\d[\d().,:/-]*\d|\d)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[^\s\w]|_)"
)
_AS = {"link": "link", "email": "email", "handle": "@", "number": "0"}


class Piece(NamedTuple):
    """The number of a piece in the vocabulary, and where it stands in the text."""

    number: int
    start: int
    end: int


def pieces(text: str, vocabulary: Mapping[str, int]) -> Iterator[Piece]:
    """Yield the pieces of a folded text.

    Links, addresses, handles and numbers are one piece each that says no more than what they are.
    Words are cut from the left, each time as long as the vocabulary allows (WordPiece, Wu et al.
    2016, arXiv:1609.08144, section 4.1).
    """
    for found in _PARTS.finditer(text):
        start, end = found.span()
        for word in _words(found.lastgroup or "", found.group()):
            for part in _cut(word, vocabulary):
                yield Piece(vocabulary[part], start, end)


def _words(kind: str, part: str) -> Sequence[str]:
    """Return what to read a part as: a picture, as 😊, is read as what it is called."""
    if kind == "sign" and category(part) == "So":
        return name(part, "").lower().split()[:_NAME]
    return (_AS.get(kind) or _bare(part),)


def _bare(word: str) -> str:
    """Return a word without accents, as the vocabulary has them."""
    if word.isascii():
        return word
    return "".join(each for each in normalize("NFD", word) if not combining(each))


def _cut(word: str, vocabulary: Mapping[str, int]) -> Sequence[str]:
    if word in vocabulary:
        return (word,)
    if len(word) > _LONGEST:
        return (UNKNOWN,)
    parts: list[str] = []
    start = 0
    while start < len(word):
        head = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if head + word[start:end] in vocabulary), 0)
        if not end:
            return (UNKNOWN,)
        parts.append(head + word[start:end])
        start = end
    return parts
