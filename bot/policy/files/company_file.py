"""Reading organization.yaml, platforms.yaml, packs.yaml and the ids of facts.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from zoneinfo import ZoneInfo

import yaml

from bot.policy.company import DESKS, Organisation, Trait, WordList
from bot.policy.files.asking import ASKING
from bot.policy.files.desk import Desk
from bot.policy.files.digest import DIGEST
from bot.policy.files.listing import Listing, OneOf, Table
from bot.policy.files.moments import WINDOWS
from bot.policy.files.phrases import Phrase
from bot.policy.files.record import Field, Fields, Record
from bot.policy.files.shape import Choice, Flag, Text
from bot.policy.schema import TOPICS
from bot.vocabulary.tone import Category

NAME = Text(pattern=r"[A-Za-z][\w-]*", hint="Use letters, digits, hyphens and underscores.")
VERSION = Field(Choice(("1",)), "The version of this file's form: 1.", required=True)
_DOMAIN = Text(
    pattern=r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", hint="Write a domain such as docs.example.com."
)
_REGION = Text(pattern=r"[A-Z]{2}", hint="Write the country's two capitals, such as PT.")
_SHORT = Text(pattern=r".{1,40}", hint="Write a word or two.")
_LANGUAGE = Text(pattern=r"[a-z]{2,3}", hint="Write a language code, such as en.")


def _check_timezone(text: str, desk: Desk) -> str | None:
    del desk
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        return "Use a name like Europe/Lisbon or America/New_York."
    return None


def _check_plain(text: str, desk: Desk) -> str | None:
    del desk
    return "A list cannot hold another list: write the words out." if text.startswith("$") else None


class _Term(Phrase):
    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | None:
        if Text(_check_plain).read(node, name, desk) is None:
            return None
        return cast("str | None", super().read(node, name, desk))


TIMEZONE = Text(_check_timezone)
LIST_TERMS = Listing(_Term())


def _word_list(terms: tuple[str, ...], secret: bool = False) -> WordList:  # noqa: FBT001, FBT002 -- called by key
    return WordList(terms, secret)


class _ListShape:
    """A list of words, or `{terms, secret}`."""

    def __init__(self) -> None:
        secret = Field(Flag(), "Whether its words are never shown outside the comms channel.")
        # A list may be empty: a company without codenames still has the list that rules ask for.
        terms = Listing(_Term(), may_be_empty=True)
        fields = {"terms": Field(terms, "The words.", required=True), "secret": secret}
        self._ways = OneOf(
            listing=terms,
            mapping=Record("a list", fields, _word_list),
            hint="a list of words or {terms: [...], secret: true}",
        )

    def read(self, node: yaml.Node, name: str, desk: Desk) -> WordList | None:
        found = self._ways.read(node, name, desk)
        if isinstance(found, tuple):
            return WordList(cast("tuple[str, ...]", found))
        return cast("WordList | None", found)

    def schema(self) -> dict[str, object]:
        return self._ways.schema()


_DOMAINS = Record(
    "domains",
    {
        "public": Field(Listing(_DOMAIN), "Addresses anybody may see."),
        "internal": Field(Listing(_DOMAIN), "Addresses that only work inside."),
    },
    dict,
)

_TRAIT = Record(
    "a trait",
    {
        "trait": Field(Text(), "The trait in a word or two, such as Warm.", required=True),
        "do": Field(Text(), "What to do."),
        "dont": Field(Text(), "What not to do."),
    },
    Trait,
)
_VOICE = OneOf(
    text=Text(),
    listing=Listing(_TRAIT),
    hint="a text, or a list of three to five {trait: …, do: …, dont: …}",
)
_TONE = Record(
    "tone",
    {"off": Field(Listing(Choice(Category)), "What the reviewer leaves alone.", required=True)},
    dict,
)

ORGANISATION_FIELDS: Fields = {
    "version": VERSION,
    "name": Field(Text(), "The company's name.", required=True),
    "aliases": Field(LIST_TERMS, "Other names and handles of the company."),
    "ticker": Field(Text(), "Its stock ticker."),
    "timezone": Field(TIMEZONE, "Its time zone, such as Europe/Lisbon."),
    "region": Field(_REGION, "The country whose phone numbers need no prefix."),
    "language": Field(
        _LANGUAGE,
        "The language most posts are in; Checkpost speaks it where it knows none of a reader.",
    ),
    "voice": Field(
        _VOICE, "How posts should sound, in three to five traits; the reviewer reads it."
    ),
    "tone": Field(_TONE, "Which tone categories the reviewer leaves alone."),
    "roles": Field(Listing(Text()), "The roles that `when: {roles}` may name."),
    "domains": Field(_DOMAINS, "The company's web addresses."),
    "lists": Field(Table(NAME, _ListShape()), "Words that rules take by $name."),
    "calendar": Field(Table(NAME, WINDOWS), "Dates that rules take by $name."),
    "contacts": Field(
        Table(Choice((*TOPICS, *DESKS, "default")), Text()),
        "Whom to ask, by topic; default for all others.",
    ),
    "themes": Field(Listing(Text()), "What colleagues may tell stories about."),
    "reply_topics": Field(
        Listing(_SHORT), "What other people's comments are about, counted by one tap."
    ),
    "channels": Field(Table(NAME, Text()), "Channels such as comms and digest."),
    "asking": Field(ASKING, "When questions to a channel are answered, and whom they go to next."),
    "digest": Field(DIGEST, "When the weekly digest is posted, and in which further channels."),
}


def _organisation(**values: Any) -> Organisation:  # noqa: ANN401 -- shapes made them
    domains: Mapping[str, tuple[str, ...]] = values.pop("domains", {})
    values.pop("version", None)
    values["tone_off"] = frozenset(values.pop("tone", {}).get("off", ()))
    public, internal = (
        tuple(domain.lower() for domain in domains.get(key, ())) for key in ("public", "internal")
    )
    values["roles"] = tuple(role.lower() for role in values.get("roles", ()))
    lists = {
        "organization": WordList((values["name"], *values.get("aliases", ()))),
        "public_domains": WordList(public),
        "internal_domains": WordList(internal),
        **values.pop("lists", {}),
    }
    return Organisation(public_domains=public, internal_domains=internal, lists=lists, **values)


ORGANISATION = Record("organization.yaml", ORGANISATION_FIELDS, _organisation)


def read_organisation(root: yaml.Node, desk: Desk) -> Organisation | None:
    """Return the organisation; its dates are read in its own time zone."""
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "timezone" and isinstance(value, yaml.ScalarNode):
                desk.timezone = value.value if _check_timezone(value.value, desk) is None else "UTC"
    return cast("Organisation | None", ORGANISATION.read(root, "organization.yaml", desk))
