"""From what a rule found to what the author reads: one span each, filled messages, ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from bot.messages import language, say
from bot.policy.company import Organisation
from bot.policy.matching.sight import Match, Sight
from bot.policy.matching.ways import Ways, fill
from bot.policy.schema import Rule
from bot.policy.translations import Translations
from bot.verdict import Finding, Source
from bot.vocabulary.facts import Fact

MOST_FINDINGS = 20  # a rule; what an author cannot read anyway is not worth the time
_LONGEST_MATCH = 60  # characters of the match that a message repeats


def merged(matches: Iterable[Match]) -> list[Match]:
    """Return matches in order, overlapping ones as one; the longer one's swaps are kept."""
    found: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if found and match.start < found[-1].end:
            last = found[-1]
            if match.end > last.end:
                found[-1] = Match(last.start, match.end, (), last.values)
        else:
            found.append(match)
    return found[:MOST_FINDINGS]


class Words(NamedTuple):
    """What rules take words from besides their own files' English.

    `translations` are what they say in other languages, `wordings` what they put into drafts.
    """

    facts: Mapping[str, Fact]
    translations: Translations
    wordings: Translations


class _Said(NamedTuple):
    """What a rule says, in one language."""

    title: str
    message: str
    why: str


class Writer:
    """Writes the findings of one rule, in the language that is spoken."""

    def __init__(
        self,
        rule: Rule,
        organisation: Organisation,
        words: Words,
    ) -> None:
        """Fill in what does not depend on the draft."""
        self._rule = rule
        known = {"organization": organisation.name}
        if rule.owner:
            known["owner"] = rule.owner
        self._known = known
        self._own = _words(rule, known, str)
        self._words = {
            name: _words(rule, known, partial(words.translations.told, name))
            for name in words.translations.languages
        }
        self._ways = Ways(rule, known, words.facts.get(rule.suggest.fact or ""), words.wordings)
        self._names_words = any("{words}" in text for text in (rule.message, rule.why))

    def opening_in(self, language: str) -> str:
        """Return what the rule puts first in drafts of a language; empty where nothing is."""
        return self._ways.opening_in(language)

    def write(self, sight: Sight, match: Match) -> Finding:
        """Return the finding for one match."""
        rule, draft = self._rule, sight.draft
        words = self._words.get(language(), self._own)
        text = draft.text[match.start : match.end]
        known = {"match": _short(text), "platform": draft.platform.value, **match.values}
        if not rule.owner:
            known["owner"] = say("finding.comms_team")
        if self._names_words:
            known["words"] = fill(self._ways.first(sight), known)
        return Finding(
            source=Source.RULE,
            rule=rule.id,
            topic=rule.topic,
            severity=rule.severity_at(sight.at),
            start=match.start,
            end=match.end,
            text=text,
            message=fill(words.message, known),
            why=fill(words.why, known),
            suggestions=tuple(self._ways.of(sight, match, known)),
            clause=words.title,
            owner=rule.owner,
            link=rule.link,
            revision=rule.revision,
        )


def _words(rule: Rule, known: Mapping[str, str], told: Callable[[str], str]) -> _Said:
    message, why = (fill(told(text), known) for text in (rule.message, rule.why))
    return _Said(told(rule.title), message, why)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_MATCH else f"{text[: _LONGEST_MATCH - 1]}…"
