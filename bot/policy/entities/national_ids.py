"""National identity, tax and social security numbers, each checked by its country's own rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from itertools import islice

from bot.policy.entities.company import Company, Span
from bot.policy.entities.hints import MOST_TRIES, has_digits

_CANDIDATE = re.compile(
    r"(?<![\w.,/@#=&+-])(?:[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]|[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d"
    r"|[A-Za-z]{0,2}\d(?:[ ./-]?[A-Za-z0-9]){6,20})(?![\w@])"
)
# Beside one of these words a number counts that is valid where the word is used.
_SAID = {
    r"nif|contribuinte|n[uú]mero fiscal": ("pt.nif", "es.nif"),
    r"cart[aã]o de cidad[aã]o|\bcc\b": ("pt.cc",),
    r"dni|nie": ("es.dni", "es.nie", "ar.dni"),
    r"cpf": ("br.cpf",),
    r"ssn|social security|itin": ("us.ssn", "us.itin"),
    r"nhs": ("gb.nhs",),
    r"bsn|burgerservicenummer": ("nl.bsn",),
    r"pesel": ("pl.pesel",),
    r"personnummer": ("se.personnummer", "no.fodselsnummer"),
    r"cpr": ("dk.cpr",),
    r"steuer-?id\w*|steuernummer|idnr|identifikationsnummer": ("de.idnr",),
    r"codice fiscale": ("it.codicefiscale",),
    r"s[eé]curit[eé] sociale|s[eé]cu|insee|nir": ("fr.nir",),
    r"rijksregister\w*|registre national|niss": ("be.nn",),
    r"ahv|avs": ("ch.ssn",),
    r"pps\w?": ("ie.pps",),
    r"sin|social insurance": ("ca.sin",),
    r"tfn|tax file": ("au.tfn",),
    r"aadhaar": ("in_.aadhaar",),
    r"pan": ("in_.pan",),
    r"curp": ("mx.curp",),
    r"rfc": ("mx.rfc",),
    r"rut": ("cl.rut",),
}
_ANYWHERE = r"tax(?:payer)?[ -]?(?:id|number)|national id\w*|(?:id|identity) (?:card|number)"
_ANY_WORD = re.compile(rf"(?i)\b(?=[^\W\d_])(?:{'|'.join(_SAID)}|{_ANYWHERE})\b")
_WORDS = re.compile(
    rf"(?i)\b(?:{'|'.join(f'({words})' for words in _SAID)}|({_ANYWHERE}))\b[^\n.!?]{{0,30}}$"
)
# Numbers whose written form alone is telling; all others count only beside a word that says so.
_SHAPED = {
    "us.ssn": re.compile(r"\d{3}-\d{2}-\d{4}"),
    "br.cpf": re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}"),
    "es.dni": re.compile(r"\d{8}-?[A-Za-z]"),
    "es.nie": re.compile(r"[XYZxyz]-?\d{7}-?[A-Za-z]"),
    "it.codicefiscale": re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"),
    "fr.nir": re.compile(r"[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}"),
    "mx.curp": re.compile(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d"),
    "fi.hetu": re.compile(r"\d{6}[-+A]\d{3}[0-9A-Z]"),
    "se.personnummer": re.compile(r"(?:19|20)?\d{6}[-+]\d{4}"),
    "dk.cpr": re.compile(r"\d{6}-\d{4}"),
}
_ANY_SHAPE = re.compile("|".join(f"(?:{shape.pattern})" for shape in _SHAPED.values()))
_COUNTRIES = (*_SAID.values(), tuple({name for names in _SAID.values() for name in names}))
_NINO = re.compile(
    r"(?i)(?<![\w])(?![dfiquv])[a-z](?![dfiquvo])[a-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d](?!\w)"
)
_PASSPORT = re.compile(
    r"(?i)\b(?:passport|passaporte|pasaporte|passeport|reisepass)\s*(?:number|no\.?|nr\.?"
    r"|n[º°o]\.?|num[eé]ro|is|:|#|\s|é|es|est|ist"
    r"|[^\n.!?]{0,40}?\b(?:no\.|nr\.|n[º°]|number|num[eé]ro|#))*"
    r"\s*(?P<id>(?=\w*\d{4})[A-Za-z0-9]{7,9})\b"
)
_BEFORE = 40
_FEW = 4  # candidates, before each of which one may as well look
_GAP = re.compile("[ ./-]")


def national_id(text: str, region: str, company: Company) -> list[Span]:
    """Return every identity number that is valid in its country and written or named as one."""
    del region, company
    if not has_digits(text, 6):  # the shortest identity number
        return []
    spans = [match.span() for match in _NINO.finditer(text) if _is_nino(text, match)]
    spans += [match.span("id") for match in _PASSPORT.finditer(text)]
    candidates = [*islice(_CANDIDATE.finditer(text), MOST_TRIES)]
    named = _named if len(candidates) < _FEW or _ANY_WORD.search(text) else _unnamed
    for match in candidates:
        end = _end(match.group(), named(text, match.start()))
        if end:
            spans.append((match.start(), match.start() + end))
    return _outermost(spans)


def _is_nino(text: str, match: re.Match[str]) -> bool:
    return match.group().isupper() or "nsurance" in text[max(0, match.start() - _BEFORE) :]


def _named(text: str, start: int) -> tuple[str, ...]:
    """Return the numbers that the words before `start` speak of."""
    said = _WORDS.search(text, max(0, start - _BEFORE), start)
    return () if said is None or said.lastindex is None else _COUNTRIES[said.lastindex - 1]


def _unnamed(text: str, start: int) -> tuple[str, ...]:
    del text, start
    return ()


def _end(written: str, named: tuple[str, ...]) -> int:
    """Return how much of `written` is an identity number, 0 when nothing is."""
    ends = [*(gap.start() for gap in _GAP.finditer(written)), len(written)]
    return next((end for end in reversed(ends) if _is_valid(written[:end], named)), 0)


def _is_valid(written: str, named: tuple[str, ...]) -> bool:
    if named and any(_valid(name)(written) for name in named):
        return True
    if _ANY_SHAPE.fullmatch(written) is None:
        return False
    return any(
        shape.fullmatch(written) and _valid(name)(written) for name, shape in _SHAPED.items()
    )


def _outermost(spans: list[Span]) -> list[Span]:
    return sorted(
        (start, end)
        for start, end in set(spans)
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)
    )


@cache
def _valid(name: str) -> Callable[[str], bool]:
    # Each country's module is small, but there are many: they load when a number asks for them.
    valid: Callable[[str], bool] = import_module(f"stdnum.{name}").is_valid
    return valid
