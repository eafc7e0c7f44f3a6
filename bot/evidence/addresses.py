"""Which addresses the link reader may talk to: public ones only, in whatever form they come."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP, _IS_GLOBAL_BIT = 0x5EFE, 0x0200_0000
_LEAST_LABELS = 2
_MOST_CHARACTERS = 2000


def is_public(address: str) -> bool:
    """Whether `address` is a public unicast address, and so is any IPv4 address inside it."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
    if not parsed.is_global or parsed.is_multicast or parsed.is_reserved or "%" in address:
        return False
    if not isinstance(parsed, ipaddress.IPv6Address):
        return True
    if parsed.is_site_local or _is_isatap(parsed):
        return False
    return all(is_public(str(one)) for one in _ipv4_inside(parsed))


def readable_host(url: str) -> str | None:
    """Return the host of a link that may be read, None for every other.

    Only https on its own port, without name and password, to a host that has a name.
    """
    if len(url) > _MOST_CHARACTERS or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme != "https" or port not in {None, 443} or "@" in parts.netloc:
        return None
    labels = host.split(".")
    named = len(labels) >= _LEAST_LABELS and not labels[-1].isdigit() and ":" not in host
    return host if named and not labels[-1].startswith("0x") else None


def _is_isatap(address: ipaddress.IPv6Address) -> bool:
    """Whether it leads into somebody's own network, to the IPv4 address in its last 32 bits."""
    return (int(address) >> 32) & 0xFFFF_FFFF & ~_IS_GLOBAL_BIT == _ISATAP


def _ipv4_inside(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    found = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    return [inner for inner in found if inner is not None]
