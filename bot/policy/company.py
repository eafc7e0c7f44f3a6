"""The company profile, once it has been read: plain, frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.policy.schema import Windows
from bot.vocabulary.hours import USUAL, Hours
from bot.vocabulary.tone import Category

DESKS = ("support", "safety", "personnel", "press")
"""Whom replies are passed on to, besides the topics of rules."""

REPLY_TOPICS = ("delivery", "billing", "documentation", "outage", "product")
"""What comments are about, where a company names nothing else."""


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of the organisation; a secret one is never shown outside the comms channel."""

    terms: tuple[str, ...]
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait of how posts should sound, with what to do and what not to."""

    trait: str
    do: str = ""
    dont: str = ""


@dataclass(frozen=True, slots=True)
class DigestChannel:
    """A channel for the weekly digest, in its own language; `off` is one that opted out."""

    channel: str
    language: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When the weekly digest is posted (five cron fields, the company's time), and where."""

    cron: str = "0 9 * * mon"
    channels: tuple[DigestChannel, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """When questions to a channel are answered, and whom they go to next.

    `fallbacks` go by topic or by the channel that did not answer; `fallback` is for what comms
    themselves were asked. Elsewhere comms is next.
    """

    hours: Hours = USUAL
    fallback: str = ""
    fallbacks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The company profile. `contacts` go by topic, with `default` for all others.

    `voice` is how posts should sound, in words or in traits; `tone_off` are the tone categories
    that the reviewer leaves alone. `themes` are what colleagues may tell stories about,
    `reply_topics` what other people's comments are counted under, `shelf` the texts of campaigns.

    `region` is the country (ISO 3166) whose phone numbers need no prefix; `timezone` an IANA name.
    """

    name: str
    aliases: tuple[str, ...] = ()
    ticker: str = ""
    timezone: str = "UTC"
    region: str = "US"
    language: str = "en"
    voice: str | tuple[Trait, ...] = ""
    tone_off: frozenset[Category] = frozenset()
    public_domains: tuple[str, ...] = ()
    internal_domains: tuple[str, ...] = ()
    lists: Mapping[str, WordList] = field(default_factory=dict)
    calendar: Mapping[str, Windows] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    shelf: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    reply_topics: tuple[str, ...] = REPLY_TOPICS
    digest: DigestPlan = DigestPlan()
    asking: Asking = Asking()
