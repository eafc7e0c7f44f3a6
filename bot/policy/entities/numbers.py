"""Account and card numbers, told from other numbers by their check digits."""

from __future__ import annotations

import re
from itertools import islice

from bot.policy.entities.company import Company, Span
from bot.policy.entities.hints import MOST_TRIES, has_digits

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
_CARD = re.compile(r"(?<![\w.,/#=-])(?:\d[ .-]?){12,18}\d(?![\w%]|[.,]\d)")
# Card numbers start with their scheme's digits; other long numbers pass the Luhn check by chance.
_SCHEME = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}"
    r"|(?:5[06789]|6\d)\d{10,17}"
)
_GROUPED = re.compile(r"\d{4}[ .-]\d{4}|\d{4}[ .-]\d{6}|(?:\d[ .-]){12}")


def iban(text: str, region: str, company: Company) -> list[Span]:
    """Return every IBAN whose check digits are right (ISO 7064, mod 97)."""
    del region, company
    if not has_digits(text, 10):  # the shortest IBAN has more
        return []
    return [
        span
        for match in islice(_IBAN.finditer(text), MOST_TRIES)
        if (span := _iban_span(text, *match.span()))
    ]


def _iban_span(text: str, start: int, end: int) -> Span | None:
    """Words may follow without a break: try the longest reading first, then shorter ones."""
    from stdnum.iban import is_valid  # noqa: PLC0415 -- most posts hold nothing like an IBAN

    while end - start >= 15:  # noqa: PLR2004 -- Norway's, the shortest
        # Length and check digits only: national checks know fewer banks than there are.
        if is_valid(text[start:end], check_country=False):
            return start, end
        shorter = max(text.rfind(gap, start, end) for gap in " .-")
        end = max(start, shorter)
    return None


def payment_card(text: str, region: str, company: Company) -> list[Span]:
    """Return every card number that a scheme could have issued and whose Luhn digit is right."""
    del region, company
    if not has_digits(text, 13):  # the shortest card number
        return []
    return [match.span() for match in _CARD.finditer(text) if _is_card(match.group())]


def _is_card(written: str) -> bool:
    from stdnum.luhn import is_valid  # noqa: PLC0415 -- most posts hold no long number

    digits = re.sub(r"\D", "", written)
    if len(digits) < len(written) and not _GROUPED.match(written):
        return False
    return bool(_SCHEME.fullmatch(digits)) and len(set(digits)) > 1 and bool(is_valid(digits))
