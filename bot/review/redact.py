"""What must not leave for the model: replaced by stable placeholders, and put back afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import phonenumbers

from bot.review.anchor import fold

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@(?:[\w-]+\.)+[\w-]{2,}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d.,])\d(?:[ -]?\d){12,18}(?!\d)")
_IDS = (
    re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE),
    re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),  # an address, or a version: hiding both is safe
    re.compile(r"\b\d{3}-\d{2}-\d{4}\b"),
    re.compile(r"(?<![\d.,])(?=(?:\d[ .-]?){9})\d{2,4}(?:[ .-]\d{2,4}){2,}\b"),
    re.compile(r"(?<![\w.,])(?:\d{8,14}|(?=[A-Z])[A-Z]{1,3}\d{6,12}[A-Z]{0,2})\b", re.IGNORECASE),
)
_DIGIT_ROW = re.compile(
    r"[+＋(\[（［]{0,3}\d(?:[\d()\[\].~x/\u2010-\u2015−ー－／（）［］+＋-]|[^\S\n])*"
)
"""Digits with what may stand between those of a phone number."""
_LEAST_DIGITS, _MOST_DIGITS, _MOST_ROWS = 6, 60, 50
_WHOLE_WORD_BELOW = 6  # a shorter secret term inside a longer word is most likely another word
_PLACEHOLDER = re.compile(r"\[(?:EMAIL|PHONE|CARD|IBAN|ID|NAME)_\d+\]", re.IGNORECASE)

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text fit to send, and what its placeholders stand for."""

    text: str
    originals: Mapping[str, str]

    def restore(self, text: str) -> str:
        """Put the originals back; what the model made up in their likeness stays as it is."""
        return _PLACEHOLDER.sub(lambda found: self._original(found.group()), text)

    def _original(self, placeholder: str) -> str:
        return self.originals.get(placeholder.upper(), placeholder)


class Redactor:
    """Knows what to hide: personal data everywhere, and the organisation's secret terms."""

    def __init__(self, secret_terms: Iterable[str] = (), region: str | None = None) -> None:
        """`region` (such as `PT`) is whose phone numbers may stand without a country code."""
        self._secrets = [_secret(term) for term in sorted(set(secret_terms), key=len, reverse=True)]
        self._region = region

    def redact(self, text: str) -> Redacted:
        """Replace what must not leave. The same words get the same placeholder."""
        names: dict[tuple[str, str], str] = {}
        originals: dict[str, str] = {}
        free = _free_names(text)
        parts: list[str] = []
        at = 0
        for start, end, kind in self._spans(text):
            original = text[start:end]
            key = (kind, fold(original).text)
            if key not in names:
                names[key] = free(kind)
                originals[names[key]] = original
            parts += [text[at:start], names[key]]
            at = end
        return Redacted("".join([*parts, text[at:]]), originals)

    def _spans(self, text: str) -> list[Span]:
        """Return what to hide in the order of the text; where two overlap, the first kind wins."""
        taken = bytearray(len(text))
        spans: list[Span] = []
        for start, end, kind in self._candidates(text):
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                spans.append((start, end, kind))
        return sorted(spans)

    def _candidates(self, text: str) -> Iterator[Span]:
        for kind, pattern in (("EMAIL", _EMAIL), ("IBAN", _IBAN), ("CARD", _CARD)):
            yield from ((*match.span(), kind) for match in pattern.finditer(text))
        folded = fold(text)
        for pattern in self._secrets:
            for match in pattern.finditer(folded.text):
                yield (*folded.span(*match.span()), "NAME")
        yield from self._phones(text)
        for pattern in _IDS:
            yield from ((*match.span(), "ID") for match in pattern.finditer(text))

    def _phones(self, text: str) -> Iterator[Span]:
        """Yield phone numbers; rows of digits that do not end are hidden unread, as ids."""
        read = 0
        for row in _DIGIT_ROW.finditer(text):
            digits = sum(map(str.isdigit, row.group()))
            if digits < _LEAST_DIGITS:
                continue
            read += 1
            if digits > _MOST_DIGITS or read > _MOST_ROWS:
                yield *row.span(), "ID"
            else:
                for phone in phonenumbers.PhoneNumberMatcher(
                    row.group(), self._region, phonenumbers.Leniency.POSSIBLE
                ):
                    yield row.start() + phone.start, row.start() + phone.end, "PHONE"


def holds_placeholder(text: str) -> bool:
    """Whether `text` holds something that looks like one of our placeholders."""
    return _PLACEHOLDER.search(text) is not None


def _secret(term: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in fold(term).text.split()]
    joined = r"[\s_-]*".join(words)
    whole = len("".join(words)) < _WHOLE_WORD_BELOW
    return re.compile(rf"(?<!\w){joined}(?!\w)" if whole else joined)


def _free_names(text: str) -> Callable[[str], str]:
    """Return what names placeholders: numbered by kind, and never as `text` itself has it."""
    written = {found.group().upper() for found in _PLACEHOLDER.finditer(text)}
    last: Counter[str] = Counter()

    def free(kind: str) -> str:
        last[kind] += 1
        while (name := f"[{kind}_{last[kind]}]") in written:
            last[kind] += 1
        return name

    return free
