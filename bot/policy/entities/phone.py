"""Phone numbers that reach a person; toll-free and shared-cost lines are for everybody."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bot.policy.entities.company import Company, Span
from bot.policy.entities.hints import MOST_TRIES, has_digits

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_CANDIDATE = re.compile(
    r"(?<![\w$€£#@.,/:=&%+-])(?:tel:)?(\+\s?\d|00\s?\d"
    r"|\(?\d)(?:[ \t.\-/()‐-―\xa0]{0,3}\d){6,14}(?![\w%$€£]|[.,]\d)"
)
_DATE = re.compile(
    r"^\D?(?:(?:19|20)\d\d\D\d{1,2}\D\d{1,2}|\d{1,2}\D\d{1,2}\D(?:19|20)\d\d|(?:19"
    r"|20)\d\d\s?[-–—/]\s?(?:19|20)\d\d)"
)
_CALL = re.compile(
    r"(?i)\b(?:call(?:ing|s|ed)?|phones?|tel(?:e(?:phone|fone|fono|fon))?|cell|mobile|mob"
    r"|landline|text"
    r"|whats ?app|signal|dial|ring|sms|buzz|reach (?:him|her|them|me|us)|number|direct (?:line"
    r"|dial)|extension"
    r"|lig[aue]\w{0,5}|telem[oó]vel|celular|contacto|contato|m[oó]vil|ll[aá]ma\w{0,4}|n[uú]mero"
    r"|joign\w{0,5}|contact\w{0,4}|erreich\w{0,4}"
    r"|appel\w{0,4}|num[eé]ro|portable|joindre|ruf\w{0,5}|anruf\w{0,4}|handy\w{0,8}|nummer"
    r"|telefon\w{0,8}|durchwahl)\b[^\n]{0,40}$"
)
_NOT_A_NUMBER = re.compile(
    r"(?i)\b(?:isbn|issn|doi|order|ticket|invoice|account|iban|card|tracking|ref(?:erence)?"
    r"|serial|version"
    r"|case|patent|job|model|part|item|fatura|pedido|encomenda|commande|bestellung|population|id)"
    r"\s*(?:no\.?|nr\.?|number|n[ºo°]|id|code)?\s*[:#]?\s*$"
)
# People write numbers of where they live: a national form counts if it is one in these countries
# and the words before it say that it is a phone number.
_NEIGHBOURS = ("US", "GB", "DE", "FR", "ES", "BR", "PT", "IE", "IT", "NL", "CA", "AU", "IN", "MX")
_LOCAL_LENGTH = range(7, 9)
_LEAST_ABROAD = 8  # digits, country included: Luxembourg and the Nordic countries are this short
_NORTH_AMERICAN = re.compile(r"(?:1[ .-]?)?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}")
_FREE = re.compile(r"\(?(?:\+?1[ .-]?)?\(?0?(?:8\d\d|3[03]0|34[45]|7\d\d|900|116)")
_BEFORE = 60


def phone(text: str, region: str, company: Company) -> list[Span]:
    """Return the phone numbers in `text` that are no public service line."""
    del company
    if not has_digits(text, 7):
        return []
    found = []
    for match in islice(_CANDIDATE.finditer(text), MOST_TRIES):
        start = match.start(1)
        written = text[start : match.end()]
        if not _looks_like_something_else(text, start, written) and _is_phone(
            written, region, said=_said_to_be_one(text, start)
        ):
            found.append((start, match.end()))
    return found


def _looks_like_something_else(text: str, start: int, written: str) -> bool:
    if _DATE.match(written) or "://" in text[text.rfind(" ", 0, start) + 1 : start]:
        return True
    return bool(_NOT_A_NUMBER.search(text, max(0, start - _BEFORE), start))


def _said_to_be_one(text: str, start: int) -> bool:
    return bool(_CALL.search(text, max(0, start - _BEFORE), start))


def _is_phone(written: str, region: str, *, said: bool) -> bool:
    from phonenumbers import is_possible_number, is_valid_number  # noqa: PLC0415 -- see _parse

    digits = sum(map(str.isdigit, written))
    home = _parse(written, region)
    if _is_public_line(written, home, region):
        return False
    if written.startswith(("+", "00")):
        return home is not None and is_possible_number(home) and digits >= _LEAST_ABROAD
    grouped = digits < len(written)
    valid = home is not None and is_valid_number(home)
    if (valid and (grouped or said)) or _NORTH_AMERICAN.fullmatch(written):
        return True
    return said and (grouped if digits in _LOCAL_LENGTH else _is_possible_somewhere(written))


def _is_possible_somewhere(written: str) -> bool:
    from phonenumbers import is_possible_number  # noqa: PLC0415 -- see _parse

    numbers = (_parse(written, country) for country in _NEIGHBOURS)
    return any(number is not None and is_possible_number(number) for number in numbers)


def _is_public_line(written: str, home: PhoneNumber | None, region: str) -> bool:
    from phonenumbers import PhoneNumberType as Kind  # noqa: PLC0415 -- see _parse
    from phonenumbers import number_type  # noqa: PLC0415 -- see _parse

    public = {Kind.TOLL_FREE, Kind.SHARED_COST, Kind.PREMIUM_RATE, Kind.UAN}
    if home is not None and number_type(home) in public:
        return True
    if not _FREE.match(written):
        return False
    elsewhere = (_parse(written, country) for country in _NEIGHBOURS if country != region)
    return any(number is not None and number_type(number) in public for number in elsewhere)


def _parse(written: str, region: str) -> PhoneNumber | None:
    # Loading the library takes 40 ms, which posts without digits never pay.
    from phonenumbers import NumberParseException, parse  # noqa: PLC0415 -- see above

    try:
        return parse(written, region)
    except NumberParseException:
        return None
