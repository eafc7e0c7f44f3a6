"""One draft as the rules see it: its views, what the index found, and the parts to leave alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.policy.company import Organisation
from bot.policy.counting import COUNTERS, Limits
from bot.policy.entities import AS_GIVEN, find
from bot.policy.matching.cover import Cover
from bot.policy.matching.index import Scan
from bot.policy.schema import Zone
from bot.policy.text.view import View
from bot.verdict import Draft, Platform

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """Something a rule found: a span in the draft as given, and what its message may say.

    `swaps` are texts that may stand in its place; `values` fill the message's placeholders.
    """

    start: int
    end: int
    swaps: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sight:
    """Everything about one reading of one draft. Belongs to one thread."""

    draft: Draft
    at: datetime
    view: View
    scan: Scan
    organisation: Organisation
    limits: Mapping[Platform, Limits]
    _entities: dict[str, list[Span]] = field(default_factory=dict)
    _counted: dict[str, list[Span]] = field(default_factory=dict)
    _zones: dict[Zone, Cover[bool]] = field(default_factory=dict)
    _language: str | None = None

    @property
    def language(self) -> str:
        """The draft's, told once for all rules."""
        if self._language is None:
            self._language = self.draft.language
        return self._language

    def entities(self, name: str) -> list[Span]:
        """Return where an entity stands in the view, found once for all rules."""
        if name not in self._entities:
            company = self.organisation
            text = self.view.scripted if name in AS_GIVEN else self.view.cased
            self._entities[name] = find(name, text, region=company.region, organisation=company)
        return self._entities[name]

    def counted(self, counter: str) -> list[Span]:
        """Return where what `counter` counts stands in the draft as given."""
        if counter not in self._counted:
            self._counted[counter] = COUNTERS[counter](self.draft.text)
        return self._counted[counter]

    def skips(self, zones: frozenset[Zone], start: int, end: int) -> bool:
        """Whether a span of the draft lies inside one of these parts."""
        return any(self._zone(zone).over(start, end) for zone in zones)

    def _zone(self, zone: Zone) -> Cover[bool]:
        if zone not in self._zones:
            spans = _ZONES[zone](self.draft.text)
            self._zones[zone] = Cover((start, end, True) for start, end in spans)
        return self._zones[zone]


_QUOTE_MARKS = re.compile('[“„«»‘">]')
_QUOTES = re.compile(
    r"“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|‘[^’\n]*’(?!\w)"
    r"|(?<!\w)\"[^\"\n]*\"|^[ \t]*>[^\n]*",
    re.MULTILINE,
)
_URLS = re.compile(r"(?i)\b(?:https?://|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}/\S*")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in pattern.finditer(text)]


# What may stand around a draft that its author put between quotation marks: "LinkedIn post: “…”",
# "“…” can I say that?". A name, a dash or a link behind them makes it somebody else's words.
_BEFORE = re.compile(
    r"(?i)\W*|[^:\n]{0,40}\b(?:draft|post|tweet|toot|caption|thread|idea|reply|text)\b[^:\n]{0,20}:\s*"
)
_AFTER = re.compile(
    r"(?i)\W*(?:(?:can|may|should|could|shall|is|are|am|do|does|ok|okay|good|fine|post|say|share|"
    r"what|thoughts|too much)\b[^.!\n]{0,80}\?\W*)?"
)


def _quotes(text: str) -> list[Span]:
    if not _QUOTE_MARKS.search(text):
        return []
    spans = _spans(_QUOTES, text)
    return [] if len(spans) == 1 and _is_the_draft(text, *spans[0]) else spans


def _is_the_draft(text: str, start: int, end: int) -> bool:
    """Whether what stands between quotation marks is the draft itself, and no quotation."""
    around = _BEFORE.fullmatch(text, 0, start) and _AFTER.fullmatch(text, end)
    return around is not None and not text.lstrip().startswith(">")


def _urls(text: str) -> list[Span]:
    return _spans(_URLS, text) if "/" in text or "www." in text.lower() else []


_ZONES = {
    Zone.QUOTES: _quotes,
    Zone.URLS: _urls,
    Zone.CODE: lambda text: _spans(_CODE, text),
    Zone.HASHTAGS: COUNTERS["hashtags"],
    Zone.MENTIONS: COUNTERS["mentions"],
}
