"""Which addresses the link reader may talk to: public ones only, in whatever form they come."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
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
    inner = _ipv4_inside(parsed) if isinstance(parsed, ipaddress.IPv6Address) else ()
    return all(is_public(str(one)) for one in inner)


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


def _ipv4_inside(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    found = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    return [inner for inner in found if inner is not None]
