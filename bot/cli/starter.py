"""The files of a company's own rule folder, written from what is known about the company."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from unicodedata import normalize

from bot.cli import starter_texts
from bot.cli.starter_policy import policy_text
from bot.policy.changes.quoting import note, quoted

_RESERVED = frozenset({"core"})
_LONGEST = 40  # characters of a folder's name
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Profile:
    """What `checkpost init` was told. Lists may be empty; `words` go by the list's name."""

    name: str
    timezone: str
    region: str
    language: str
    comms: str
    ticker: str = ""
    domains: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quiet: tuple[str, str] | None = None

    @property
    def pack(self) -> str:
        """The name of the company's own pack: its name in plain small letters, or `ours`."""
        plain = normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
        return slug if re.fullmatch(r"[a-z][a-z0-9-]*", slug) and slug not in _RESERVED else "ours"


def files(profile: Profile, today: date) -> dict[str, str]:
    """Return the folder's own files, by their path; the core pack's rules stand beside them."""
    return {
        "organization.yaml": organisation(profile, today),
        "packs.yaml": starter_texts.PACKS.format(pack=quoted(profile.pack)),
        "packs/core/pack.yaml": _pack("core", starter_texts.CORE, profile),
        f"packs/{profile.pack}/pack.yaml": _pack(profile.pack, starter_texts.OWN, profile),
        "protected.yaml": starter_texts.PROTECTED,
        "facts.yaml": starter_texts.FACTS,
        "policy/posting.md": policy_text(profile.name, profile.comms),
        "README.md": starter_texts.README.format(name=note(profile.name), pack=profile.pack),
    }


def organisation(profile: Profile, today: date) -> str:
    """Return organization.yaml with notes that anybody can follow."""
    name = profile.name
    tag = "#" + re.sub(r"\W", "", name)
    connected = (f"I work at {name}", f"my team at {name}", *((f"{tag}Team",) if tag[1:] else ()))
    quiet = profile.quiet or ("2000-01-01", "2000-01-02")
    return starter_texts.ORGANISATION.format(
        name=quoted(profile.name),
        ticker=f"ticker: {quoted(profile.ticker)}\n" if profile.ticker else "",
        timezone=quoted(profile.timezone),
        region=quoted(profile.region),
        language=quoted(profile.language),
        domains=_domains(profile),
        disclosures=_listed(connected),
        embargo=quoted((today + _YEAR).isoformat()),
        quiet_from=quoted(quiet[0]),
        quiet_until=quoted(quiet[1]),
        comms=quoted(profile.comms),
        ticker_words=_listed((profile.ticker,) if profile.ticker else ()),
        **{key: _listed(_with_tags(profile.words.get(key, ()))) for key in LISTS},
    )


LISTS = (
    *("products", "codenames", "codenames_in_passing", "launch_names", "launch_names_in_passing"),
    *("reference_clients", "confidential_clients", "competitors"),
    *("competitors_in_passing", "published_contacts"),
)
"""The lists that the core pack asks for, besides `disclosures` and `ticker`."""


def _with_tags(words: Iterable[str]) -> list[str]:
    """Add the hashtag of each name of several words: Sluice Cloud, and #SluiceCloud."""
    said: list[str] = []
    for word in words:
        said.append(word)
        if " " in word and re.fullmatch(r"[\w ]+", word):
            said.append("#" + word.replace(" ", ""))
    return said


def _listed(words: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, dict.fromkeys(words)))}]"


def _domains(profile: Profile) -> str:
    kinds = {"public": profile.domains, "internal": profile.internal}
    lines = [f"  {kind}: {_listed(found)}" for kind, found in kinds.items() if found]
    if lines:
        return "\n".join(["domains:", *lines])
    return "# domains: {public: [example.com], internal: [corp.example.com]}"


def _pack(name: str, about: str, profile: Profile) -> str:
    owner, zone = quoted(profile.comms), quoted(profile.timezone)
    return f"{about}version: 1\npack: {{name: {quoted(name)}, owner: {owner}, timezone: {zone}}}\n"
