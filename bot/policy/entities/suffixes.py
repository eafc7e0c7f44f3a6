"""Public suffixes: where in a host name the part begins that somebody has registered."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

_SNAPSHOT = ".tld_set_snapshot"
_END = "// ===END ICANN DOMAINS==="


class Registered(NamedTuple):
    """A host name in three: the registered name, its public suffix, and what stands in front."""

    name: str
    suffix: str
    above: str


def registered(host: str) -> Registered:
    """Take a lower-case host name apart; without a known suffix the last label is the name.

    The suffixes are those of publicsuffix.org as tldextract ships them, private ones left out.
    """
    if "xn--" in host or not (known := _suffixes()):
        return _by_library(host)
    labels = host.split(".")
    begins = _suffix_at(labels, known)
    front = labels[:begins]
    name = front.pop() if front else ""
    return Registered(name, ".".join(labels[begins:]), ".".join(front))


def _suffix_at(labels: list[str], known: frozenset[str]) -> int:
    found = len(labels)
    suffix = ""
    for at in range(len(labels) - 1, -1, -1):
        suffix = f"{labels[at]}.{suffix}" if suffix else labels[at]
        if suffix in known:
            found = at
        if at and f"*.{suffix}" in known:  # every name under it is a suffix, but for exceptions
            found = at if f"!{labels[at - 1]}.{suffix}" in known else at - 1
    return found


@cache
def _suffixes() -> frozenset[str]:
    """Read tldextract's own copy of the list: importing it brings an HTTP client, 0.1 s of it."""
    spec = find_spec("tldextract")
    for folder in (spec and spec.submodule_search_locations) or ():
        file = Path(folder) / _SNAPSHOT
        if file.is_file():
            lines = file.read_text("utf-8").partition(_END)[0].splitlines()
            return frozenset(line for line in lines if line and not line.startswith("//"))
    return frozenset()


def _by_library(host: str) -> Registered:
    from tldextract import TLDExtract  # noqa: PLC0415 -- see _suffixes

    found = TLDExtract(suffix_list_urls=(), cache_dir=None)(host)
    return Registered(found.domain, found.suffix, found.subdomain)
