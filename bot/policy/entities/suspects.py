"""Suspicious addresses of a draft, each as one short name under which drafts can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.policy.entities.company import Company
from bot.policy.entities.lookalikes import lookalike_host
from bot.policy.entities.urls import is_shortener

TOPIC = "link-safety"
_ADDRESS = re.compile(
    r"(?i)^\s*(?:[a-z][a-z0-9+.-]*://)?(?:[^\s/?#@]*@)?([^\s/?#:@]+)(?::\d+)?(\S*)"
)
_MOST = 20


def suspects(text: str, warned_of: Iterable[str], company: Company) -> tuple[str, ...]:
    """Return the look-alike hosts of a text, and the hosts of the links that were `warned_of`.

    A link through a shortener stays whole: its host is everybody's.
    """
    looks = (text[start:end] for start, end in lookalike_host(text, "", company))
    named = filter(None, map(_name, (*warned_of, *looks)))
    return tuple(dict.fromkeys(named))[:_MOST]


def _name(link: str) -> str:
    found = _ADDRESS.match(link)
    host = found[1].lower().rstrip(".") if found else ""
    if found is None or "." not in host:
        return ""
    return host + found[2] if is_shortener(host) else host
