"""What must not leave for the model: replaced by stable placeholders, and put back afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import phonenumbers

from bot.review.anchor import fold
from bot.review.codenames import begins, ends, secret

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@(?:[\w-]+\.)+[\w-]{2,}")
_GAP = r"(?:[^\S\n]|[.\-_\u2010-\u2015\u2212\uff0d])"
"""Any space but a line break, any dash, a full stop: what people put between groups of digits."""
_TIGHT = r"[.\-\u2010-\u2015\u2212]?"
_FREE = r"(?<!\w)(?<!\d[.,])"  # neither inside a word nor behind a decimal point

_IBANS = (
    re.compile(
        rf"\b[A-Z]{{2}}\d{{2}}(?:{_GAP}{{0,3}}[A-Z0-9]{{4}}){{2,7}}(?:{_GAP}{{0,3}}[A-Z0-9]{{1,3}})?\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b[A-Z]{{2}}\d{{2}}(?:{_GAP}{{0,3}}\d){{11,26}}(?!\d)", re.IGNORECASE),
)
_CARD = re.compile(rf"(?<!\d)(?<!\d[.,])\d(?:{_GAP}{{0,3}}\d){{12,18}}(?!\d)")
_IDS = (
    re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE),
    re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),  # an address, or a version: hiding both is safe
    re.compile(rf"\b\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{4}}\b"),
    re.compile(rf"(?<![\d.,])(?=(?:\d{_GAP}?){{9}})\d{{2,4}}(?:{_GAP}\d{{2,4}}){{2,}}\b"),
    re.compile(rf"{_FREE}\d{{7,14}}{_TIGHT}[A-Z]{{1,2}}\b", re.IGNORECASE),
    re.compile(
        rf"{_FREE}(?:\d{{8,14}}|[A-Z]{{1,3}}{_TIGHT}\d{{6,12}}{_TIGHT}[A-Z]{{0,2}})\b",
        re.IGNORECASE,
    ),
)
_NAMED_ID = re.compile(
    r"(?<!\w)(?:ids?|n[º°]|nos?|nr|num(?:ber|ero)?|número|nummer|numéro|nif|nie|dni|ssn|ref|"
    r"reference|account|passport|badge|ticket|case)"
    rf"(?:\s(?:is|no|number|é|es|est|ist)\b)?[^\S\n]?[.:#º°]{{0,2}}[^\S\n]?(\d(?:{_GAP}?\d){{5,13}})(?!\d)",
    re.IGNORECASE,
)
"""Six digits and more behind a word that says what they are."""
_DIGIT_ROW = re.compile(
    r"[+＋(\[（［]{0,3}\d(?:[\d()\[\].~x/\u2010-\u2015−ー－／（）［］+＋-]|[^\S\n])*"
)
"""Digits with what may stand between those of a phone number."""
_LEAST_DIGITS, _MOST_DIGITS, _MOST_ROWS = 6, 60, 50
_KINDS = "EMAIL|PHONE|CARD|IBAN|ID|NAME"
_PLACEHOLDER = re.compile(
    rf"\[(?:{_KINDS})_\d+\]|(?<![^\W_])(?:{_KINDS})_\d+(?![^\W_])", re.IGNORECASE
)
"""As we write them, and bare, as some models write them back."""
_ALIKE = re.compile(
    rf"{_PLACEHOLDER.pattern}|[\[<({{]\s*(?:{_KINDS})[\s_-]*\d+\s*[\]>)}}]", re.IGNORECASE
)

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
        return self.originals.get(_bracketed(placeholder), placeholder)


class Redactor:
    """Knows what to hide: personal data everywhere, and the organisation's secret terms."""

    def __init__(self, secret_terms: Iterable[str] = (), region: str | None = None) -> None:
        """`region` (such as `PT`) is whose phone numbers may stand without a country code."""
        self._secrets = [secret(term) for term in sorted(set(secret_terms), key=len, reverse=True)]
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
        """Return what to hide in the order of the text.

        Where two overlap all of both is hidden, as the kind that comes first: half an account
        number would still say much.
        """
        ranked = [(s, e, rank, kind) for rank, (s, e, kind) in enumerate(self._candidates(text))]
        merged: list[tuple[int, int, int, str]] = []
        for one in sorted(ranked):
            if merged and one[0] < merged[-1][1]:
                first, last, rank, kind = merged.pop()
                merged.append((first, max(last, one[1]), *min((rank, kind), one[2:])))
            else:
                merged.append(one)
        return [(start, end, kind) for start, end, _, kind in merged]

    def _candidates(self, text: str) -> Iterator[Span]:
        yield from ((*match.span(), "EMAIL") for match in _EMAIL.finditer(text))
        for pattern in _IBANS:
            yield from ((*match.span(), "IBAN") for match in pattern.finditer(text))
        yield from ((*match.span(), "CARD") for match in _CARD.finditer(text))
        yield from self._names(text)
        yield from self._phones(text)
        yield from ((*match.span(1), "ID") for match in _NAMED_ID.finditer(text))
        for pattern in _IDS:
            yield from ((*match.span(), "ID") for match in pattern.finditer(text))

    def _names(self, text: str) -> Iterator[Span]:
        folded = fold(text)
        for pattern, whole in self._secrets:
            for match in pattern.finditer(folded.text):
                start, end = folded.span(*match.span())
                if not whole or (begins(text, start) and ends(text, end)):
                    yield start, end, "NAME"

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
    return _ALIKE.search(text) is not None


def _bracketed(placeholder: str) -> str:
    return f"[{placeholder.strip('[]').upper()}]"


def _free_names(text: str) -> Callable[[str], str]:
    """Return what names placeholders: numbered by kind, and never as `text` itself has it."""
    written = {_bracketed(found.group()) for found in _PLACEHOLDER.finditer(text)}
    last: Counter[str] = Counter()

    def free(kind: str) -> str:
        last[kind] += 1
        while (name := f"[{kind}_{last[kind]}]") in written:
            last[kind] += 1
        return name

    return free
