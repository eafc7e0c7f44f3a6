"""Hosts that pretend to be somebody else's: a letter swapped, another alphabet, a borrowed name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bot.policy.entities.company import Company, Span, belongs
from bot.policy.entities.hints import MOST_TRIES, dotted, matches
from bot.policy.entities.suffixes import Registered, registered

_HOST = re.compile(
    r"(?i)(?:\b(?:https?://)(?:[^\s/?#@]{1,200}@)?"
    r"|(?<![\w@./-]))((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_][\w-]{1,40})"
)
_IMITATED = (
    *("paypal", "microsoft", "office365", "google", "apple", "icloud", "amazon", "linkedin"),
    *("facebook", "instagram", "netflix", "slack", "github", "dropbox", "docusign", "whatsapp"),
    *("coinbase", "binance", "outlook", "adobe", "spotify", "twitter", "youtube", "telegram"),
)
_LURES = re.compile(
    r"(?:^|-)(?:secure|login|signin|verify|verification|account|support|update|billing|help|auth"
    r"|service|sso|portal|pay|payment|refund|gift|prize|wallet|team|careers|jobs)(?:-|$)"
)
_SWAPS = str.maketrans("01345$", "oleass")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def lookalike_host(text: str, region: str, company: Company) -> list[Span]:
    """Return every host that could be taken for the company's or a well-known service's."""
    del region
    names = protected_names(tuple(company.public_domains))
    pretends: dict[str, bool] = {}
    spans: list[Span] = []
    for match in matches(_HOST, text, dotted(text)):
        host = match[1].lower()
        if host not in pretends and len(pretends) < MOST_TRIES:
            pretends[host] = not _is_ours(host, company) and _pretends(host, names)
        if pretends.get(host):
            spans.append(match.span(1))
    return spans


def _is_ours(host: str, company: Company) -> bool:
    return belongs(host, company.public_domains) or belongs(host, company.internal_domains)


@cache
def protected_names(public_domains: tuple[str, ...]) -> dict[str, bool]:
    """Return the names to protect: True for the company's own, False for well-known services."""
    own = {split_host(domain)[0] for domain in public_domains}
    return dict.fromkeys(_IMITATED, False) | dict.fromkeys(filter(None, own), True)


def _pretends(host: str, names: dict[str, bool]) -> bool:
    if "xn--" in host or _mixes_scripts(host):
        return True
    plain = plain_label(host)
    if not any(name[:4] in plain or name[-4:] in plain for name in names):
        return False  # most hosts have nothing in common with any name
    label, suffix, above = split_host(host)
    if not suffix:
        return False
    return any(_imitates(label, above, name, own=own) for name, own in names.items())


def _imitates(label: str, above: str, name: str, *, own: bool) -> bool:
    if label == name:
        return own  # the company's name under another suffix; others own many suffixes
    plain = plain_label(label)
    if plain == name:
        return True
    if name in plain.split("-") and (own or _LURES.search(label)):
        return True
    if own and name in plain and len(name) > 6:  # noqa: PLR2004 -- short names stand in many words
        return True
    if name in above.split(".") and _LURES.search(label):
        return True
    return len(name) > 5 and is_one_off(plain, name)  # noqa: PLR2004 -- short names have many neighbours


def plain_label(label: str) -> str:
    """Return a label with digits and pairs of letters read as the letters they stand in for."""
    return label.translate(_SWAPS).replace("rn", "m").replace("vv", "w")


def is_one_off(word: str, name: str) -> bool:
    """Return whether one letter was added, left out, changed, or two neighbours were swapped."""
    if word == name or abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    rest, wanted = word[start:], name[start:]
    if len(rest) == len(wanted):
        return rest[1:] == wanted[1:] or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    return rest[1:] == wanted or rest == wanted[1:]


def _mixes_scripts(host: str) -> bool:
    if host.isascii():
        return False
    for label in host.split("."):
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()}
        if len(scripts & {*_SCRIPTS}) > 1:
            return True
    return False


def split_host(host: str) -> Registered:
    """Take a lower-case host apart into its registered name, its suffix and what is above."""
    if host.endswith(".example"):  # reserved for documentation, so on no list of suffixes
        front = host.removesuffix(".example").split(".")
        return Registered(front[-1], "example", ".".join(front[:-1]))
    return registered(host)
