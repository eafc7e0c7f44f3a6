"""The things a `detect` rule can look for, each by its name; finders load when first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from bot.policy.entities.company import Company, Span
from bot.policy.text.signs import DOT_IN_WORD, Sign, digits

__all__ = ["AS_GIVEN", "NAMES", "find", "signs"]

Finder = Callable[[str, str, Company], list[Span]]

_MODULES = {
    "email": "email",
    "phone": "phone",
    "iban": "numbers",
    "payment_card": "numbers",
    "national_id": "national_ids",
    "ip_address": "hosts",
    "internal_host": "hosts",
    "internal_link": "links",
    "ticket_id": "links",
    "document_marker": "markers",
    "credential": "credentials",
    "url_shortener": "urls",
    "lookalike_host": "lookalikes",
    "url_credentials": "urls",
    "bare_ip_link": "urls",
    "similar_text": "similar",
    "shelf_text": "shelf",
}
NAMES = frozenset(_MODULES)
AS_GIVEN = frozenset({"email", "lookalike_host"})
"""What is looked for with foreign letters left as they are: a borrowed one makes another host."""

_AT, _COLON, _HYPHEN, _SLASH = (frozenset({mark}) for mark in "@:-/")
# Where a finder could find anything; what is not here may stand in any text.
_SIGNS: dict[str, tuple[Sign, ...]] = {
    "email": ((_AT,), "dot", "punto", "ponto", "punkt", "[at", "(at"),
    "phone": ((digits(7),),),
    "iban": ((digits(10),),),
    "payment_card": ((digits(13),),),
    "national_id": ((digits(6),),),
    "ip_address": ((digits(4), frozenset({"."})), (_COLON,)),
    "internal_host": ((frozenset({DOT_IN_WORD}),),),
    "internal_link": ("://", "\\\\", "go/"),
    "ticket_id": ((digits(1), _HYPHEN), (digits(6),)),
    "lookalike_host": ((frozenset({DOT_IN_WORD}),),),
    "url_credentials": ((_AT, _COLON, _SLASH),),
    "url_shortener": ((frozenset({DOT_IN_WORD}), _SLASH),),
    "bare_ip_link": ("://",),
}
_ALWAYS: tuple[Sign, ...] = ((),)


def find(name: str, text: str, *, region: str, organisation: Company) -> list[Span]:
    """Return where the entity called `name` stands in `text`, in order, as code-point spans.

    `text` is normalised (NFKC) with its case kept, and for `AS_GIVEN` its scripts; `region` is the
    country (ISO 3166, such as `PT`) whose phone numbers may be written without their prefix.
    Raises KeyError for a name that is not in `NAMES`.
    """
    return _finder(name)(text, region, organisation)


def signs(name: str) -> tuple[Sign, ...]:
    """Return the signs of which one stands in every text that holds the entity called `name`."""
    module = import_module(f"bot.policy.entities.{_MODULES[name]}")
    own: tuple[Sign, ...] = getattr(module, "SIGNS", _ALWAYS)
    return _SIGNS.get(name, own)


@cache
def _finder(name: str) -> Finder:
    module = import_module(f"bot.policy.entities.{_MODULES[name]}")
    finder: Finder = getattr(module, name)
    return finder
