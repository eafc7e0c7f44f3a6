"""Which addresses stay on this machine, or inside a network of one's own, by their form alone."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

# What no public name ends in (RFC 6762, RFC 8375, ICANN's .internal), and what clusters use.
_OWN = (".internal", ".local", ".localhost", ".home.arpa", ".lan", ".intranet", ".corp")


def on_this_machine(address: str) -> bool:
    """Whether an address can lead nowhere else."""
    host = _host(address)
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def goes_in_clear(address: str) -> bool:
    """Whether others could read on its way what is sent to an address."""
    return urlsplit(address).scheme == "http" and not on_this_machine(address)


def on_own_network(address: str) -> bool:
    """Whether an address is private by its form: a name that no public one has, or such a number.

    Nothing is looked up: what a public name leads to may be another thing tomorrow.
    """
    host = _host(address)
    try:
        number = ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_OWN)
    return number.is_private and not number.is_unspecified


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").rstrip(".")
