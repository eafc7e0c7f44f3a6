"""Addresses of machines: internal host names, and IP addresses that belong to a private network."""

from __future__ import annotations

import re
from ipaddress import ip_address as parse

from bot.policy.entities.company import Company, Span, is_internal
from bot.policy.entities.hints import dotted, matches

_HOST = re.compile(
    r"(?i)(?<![\w.@-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{1,30}(?![\w-])"
)
_IPV4 = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w-]|\.\d)")
_IPV6 = re.compile(
    r"(?i)(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::|[0-9a-f]{1,4}|(?::[0-9a-f]{1,4}){1,6})(?![\w:])"
)
# Names that only resolve inside: reserved for private use (RFC 6762, RFC 8375) or so by custom.
_INSIDE = re.compile(
    r"(?i)\.(?:internal|intranet|corp|lan|local|localdomain|private|home\.arpa"
    r"|svc\.cluster\.local)$"
)
_VERSION = re.compile(r"(?i)(?:\bv|version|release|firmware|build|chapter|section|§)\s*$")


def internal_host(text: str, region: str, company: Company) -> list[Span]:
    """Return every host name that only works inside the company."""
    del region
    return [
        match.span()
        for match in matches(_HOST, text, dotted(text))
        if is_internal(match.group(), company) or _INSIDE.search(match.group())
    ]


def ip_address(text: str, region: str, company: Company) -> list[Span]:
    """Return every address of a machine, without those kept for documentation and this machine."""
    del region, company
    spans: list[Span] = []
    if text.count(".") > 2:  # noqa: PLR2004 -- an address holds three
        spans += [
            match.span() for match in matches(_IPV4, text, dotted(text)) if _is_machine(text, match)
        ]
    if text.count(":") > 1:
        spans += [match.span() for match in _IPV6.finditer(text) if _is_machine(text, match)]
    return sorted(spans)


def _is_machine(text: str, match: re.Match[str]) -> bool:
    if _VERSION.search(text, max(0, match.start() - 20), match.start()):
        return False
    try:
        address = parse(match.group().partition("/")[0])
    except ValueError:
        return False
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        return False
    return str(address) not in _PUBLIC_RESOLVERS and not _for_documentation(str(address))


def _for_documentation(address: str) -> bool:
    return address.startswith(("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:"))


_PUBLIC_RESOLVERS = frozenset({"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9"})
