"""A text word by word, as the phrase lists are written, with the way back to the text as given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple
from unicodedata import combining, normalize

from bot.policy.text.view import View
from bot.replies.reply import Mark

MOST = 4_000
"""Characters that are read: what is longer is told to be too long."""

LINK, MAIL, PHONE, STOP, ASKS = "weblink", "mailaddress", "phonenumber", ".", "?"

_PARTS = re.compile(
    r"(?P<plain>[^\W\d_]+(?:['’][^\W\d_]+)*)(?=[\s,!?)]|$)"  # most words, at once
    r"|(?P<link>https?://\S+|www\.\S+|(?:[a-z0-9-]{1,40}\.){1,4}"
    r"(?:(?:com|org|net|io|example|co|gov|ly|eu|app|info|pt|fr|ch|nl|ie|uk|br)(?:/\S*)?\b"
    r"|(?:de|es|it|at|be)/\S*))"  # "fim.de" is no link, "site.de/form" is one
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})"
    r"|(?P<handle>[@＠][\w.]+)"
    r"|(?P<phone>(?!(?:19|20)\d\d ?- ?(?:19|20)\d\d\b)\+?\d[\d ()-]{6,20}\d)"  # no span of years
    r"|(?P<word>\d+(?:\.\d+)+|[^\W_]+(?:['’][^\W_]+)*)"  # 11.1 is no end of a sentence
    r"|(?P<ask>[?¿]+)"
    r"|(?P<stop>[.!;\n…]+|[\^*~](?=[a-z])|(?<=\s)[-–—](?=\s))"
)
# Initials or a name behind the last sentence, which part it is, and a picture's link: "^RS",
# "/CP 2/2", "- Becky", "Thanks - Lee".
_SIGNED = re.compile(
    r"(?:(?<=[.!?…)]) ?[-–—] ?[a-z]{1,12}|(?<=\s)[-–—] ?[a-z]{1,2}"
    r"|(?<=thanks|hanks,|egards) ?[-–—] ?[a-z]{1,12}"
    r"|(?<!\w)[\^*/~] ?[a-z]{1,15})(?:\s+\d/\d)?(?:\s+https?://\S+)?\s*$"
)
_TAILS = {"ll": "will", "re": "are", "ve": "have", "d": "would", "m": "am"}
_IS = frozenset(("it", "that", "here", "what", "who", "there", "this", "he", "she", "how", "where"))
_NOT = {"can't": "can", "won't": "will", "shan't": "shall"}
_BARE = {
    "im": "i am", "ive": "i have", "dont": "do not", "cant": "can not", "cannot": "can not",
    "wont": "will not", "didnt": "did not", "doesnt": "does not", "isnt": "is not",
    "thats": "that is", "youre": "you are", "youve": "you have", "weve": "we have",
    "lets": "let us", "let's": "let us", "heres": "here is", "whats": "what is",
    "pls": "please", "plz": "please",
    "u": "you", "ur": "your", "r": "are", "thx": "thanks", "havent": "have not", "w": "with",
    "wasnt": "was not", "hasnt": "has not", "couldnt": "could not", "shouldnt": "should not",
}  # fmt: skip
_AS = {"link": (LINK,), "mail": (MAIL,), "phone": (PHONE,), "ask": (ASKS, STOP), "stop": (STOP,)}
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_ELIDED = re.compile(r"^(qu|[cdjlmnst])['’](.+)$")


class Word(NamedTuple):
    """One word as lists spell it, as it was given (numbers kept), and where it stands."""

    spelled: str
    given: str
    start: int
    end: int


class Spelled:
    """A text's words: short forms in full, no accents, links and numbers by what they are."""

    def __init__(self, text: str, company: Iterable[str] = ()) -> None:
        """`text` is as the person typed it; words of `company` are spelled `company`."""
        self.given = text
        self._company = frozenset(company)
        self._view = View(text)
        self.folded = _unsigned(self._view.folded[:MOST])  # what is read of it
        self.words = [
            Word(STOP, STOP, 0, 0),
            *self._split(),
            Word(STOP, STOP, len(text), len(text)),
        ]
        self.text = f" {' '.join(word.spelled for word in self.words)} "

    def _split(self) -> list[Word]:
        return [
            Word(self._named(spelled), found.group(), *found.span())
            for found in _PARTS.finditer(self.folded)
            for spelled in _spellings(found.lastgroup or "", found.group())
        ]

    def _named(self, spelled: str) -> str:
        return "company" if spelled in self._company else spelled

    @cached_property
    def _places(self) -> list[int]:
        lengths = (len(word.spelled) + 1 for word in self.words)
        return [1 + before for before in accumulate(lengths, initial=0)]

    def numbers(self, start: int, end: int) -> range:
        """Return which words a span of `text` covers."""
        first = bisect_left(self._places, start)
        return range(first, max(first + 1, bisect_left(self._places, end)))

    def mark(self, start: int, end: int) -> Mark:
        """Return the place in the text as given of a span of `text`."""
        own = self.numbers(start, end)
        while len(own) > 1 and self.words[own[-1]].spelled == STOP:
            own = own[:-1]
        while len(own) > 1 and self.words[own[0]].spelled == STOP:
            own = own[1:]
        return self.place(self.words[own[0]].start, self.words[own[-1]].end)

    def place(self, start: int, end: int) -> Mark:
        """Return the place in the text as given of a span of the folded text."""
        first, last = self._view.span(start, end)
        return Mark(first, last, self.given[first:last])


def _unsigned(text: str) -> str:
    signed = _SIGNED.search(text)
    return text[: signed.start()] if signed else text


def _spellings(kind: str, part: str) -> tuple[str, ...]:
    if kind in {"word", "plain"}:
        return _in_full(part.replace("’", "'"))
    return _AS.get(kind, ())


def _in_full(word: str) -> tuple[str, ...]:
    """Return a word without its short forms: `we'll` is `we will`, `don't` is `do not`."""
    if word in _BARE:
        return tuple(_BARE[word].split())
    head, apostrophe, tail = word.rpartition("'")
    if not apostrophe:
        return (_plain(word),)
    if word.endswith("n't"):
        return (_NOT.get(word, _plain(word[:-3])), "not")
    if tail in _TAILS or (tail == "s" and head in _IS):
        return (_plain(head), _TAILS.get(tail, "is"))
    elided = _ELIDED.match(word)
    if elided and tail != "s":
        return (elided[1], _plain(elided[2]))
    return (_plain(head if tail == "s" else word.replace("'", "")),)


def _plain(word: str) -> str:
    if not word.isascii():
        word = "".join(c for c in normalize("NFD", word) if not combining(c))
    return word if word.isalpha() else _DIGITS.sub("0", word)
