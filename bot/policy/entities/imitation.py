"""What makes a look-alike host another host than the one it pretends to be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.policy.entities.company import Company
from bot.policy.entities.lookalikes import (
    is_one_off,
    lookalike_host,
    plain_label,
    protected_names,
    split_host,
)
from bot.policy.text.letters import CONFUSABLE

_MOST = 5
_CODE = "xn--"


class Trick(StrEnum):
    """How a host pretends."""

    LETTER = "letter"
    EXTRA = "extra"
    MISSING = "missing"
    SWAPPED = "swapped"
    AROUND = "around"
    ENDING = "ending"
    ALPHABET = "alphabet"


@dataclass(frozen=True, slots=True)
class Imitation:
    """A host as a browser shows it, the `real` one (empty where unknown), and how they differ.

    `letters` stand in the host in the place of `instead`; of an ending, both are endings.
    """

    host: str
    real: str
    trick: Trick
    letters: str = ""
    instead: str = ""


def imitations(text: str, company: Company) -> tuple[Imitation, ...]:
    """Return the first look-alike hosts of a text, each once and explained."""
    spans = lookalike_host(text, "", company)
    hosts = dict.fromkeys(text[start:end].lower() for start, end in spans)
    real = _reals(tuple(company.public_domains))
    return tuple(_explained(_shown(host), real) for host in list(hosts)[:_MOST])


def _reals(public_domains: tuple[str, ...]) -> dict[str, str]:
    """Return the hosts that may be meant, by their names; the company's own first."""
    own = {split_host(domain).name: domain for domain in reversed(public_domains)}
    others = {name: f"{name}.com" for name in protected_names(public_domains) if name not in own}
    return own | others


def _shown(host: str) -> str:
    """Return a host with its `xn--` labels as the letters they stand for."""
    return ".".join(map(_decoded, host.split(".")))


def _decoded(label: str) -> str:
    if not label.startswith(_CODE):
        return label
    try:
        return label.removeprefix(_CODE).encode("ascii").decode("punycode").lower()
    except UnicodeError:
        return label


def _explained(host: str, real: dict[str, str]) -> Imitation:
    label, suffix, above = split_host(host)
    for name, meant in real.items():
        if (trick := _trick(label, name)) is not None:
            return Imitation(host, meant, *trick)
        if label == name:
            return Imitation(host, meant, Trick.ENDING, suffix, split_host(meant).suffix)
    for name, meant in real.items():
        if name in plain_label(_skeleton(label)) or name in above.split("."):
            return Imitation(host, meant, Trick.AROUND)
    foreign = next((letter for letter in host if letter.isalpha() and not letter.isascii()), "")
    return Imitation(host, "", Trick.ALPHABET, foreign)


def _trick(label: str, name: str) -> tuple[Trick, str, str] | None:
    """Return how `label` became another word than `name`; None where it is the same or far off."""
    bare = _skeleton(label)
    near = len(name) > 5 and is_one_off(bare, name)  # noqa: PLR2004 -- as the finder has it
    if label == name or not (near or plain_label(bare) == name):
        return None
    at = next((i for i, (a, b) in enumerate(zip(label, name, strict=False)) if a != b), len(name))
    if len(label) == len(name):
        if label[at : at + 2] == name[at : at + 2][::-1]:
            return Trick.SWAPPED, label[at : at + 2], name[at : at + 2]
        return Trick.LETTER, label[at], name[at]
    if plain_label(bare) == name:
        return Trick.LETTER, label[at : at + 2], name[at : at + 1]  # rn for m, vv for w
    if len(label) > len(name):
        return Trick.EXTRA, label[at], ""
    return Trick.MISSING, "", name[at]


def _skeleton(label: str) -> str:
    """Return a label without accents, and with the Latin letters that others look like."""
    parts = unicodedata.normalize("NFKD", "".join(CONFUSABLE.get(one, one) for one in label))
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()
