"""The things a `detect` rule can look for, each by its name; finders load when first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from bot.policy.entities.company import Company, Span

__all__ = ["NAMES", "find"]

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
}
NAMES = frozenset(_MODULES)


def find(name: str, text: str, *, region: str, organisation: Company) -> list[Span]:
    """Return where the entity called `name` stands in `text`, in order, as code-point spans.

    `text` is normalised (NFKC) with its case kept; `region` is the country (ISO 3166, such as
    `PT`) whose phone numbers may be written without their prefix. Raises KeyError for a name
    that is not in `NAMES`.
    """
    return _finder(name)(text, region, organisation)


@cache
def _finder(name: str) -> Finder:
    module = import_module(f"bot.policy.entities.{_MODULES[name]}")
    finder: Finder = getattr(module, name)
    return finder
