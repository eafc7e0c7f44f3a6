"""From what a rule found to what the author reads: one span each, filled messages, ways out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from bot.messages import language, say
from bot.policy.company import Organisation
from bot.policy.matching.sight import Match, Sight
from bot.policy.schema import Rule
from bot.policy.translations import Translations
from bot.verdict import Draft, Edit, Finding, Source, Suggestion
from bot.vocabulary.facts import Fact

MOST_FINDINGS = 20  # a rule; what an author cannot read anyway is not worth the time
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BRACKETS = frozenset({"()", "[]", "“”", '""'})
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


class _Words(NamedTuple):
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
        facts: Mapping[str, Fact],
        translations: Translations,
    ) -> None:
        """Fill in what does not depend on the draft."""
        self._rule = rule
        known = {"organization": organisation.name}
        if rule.owner:
            known["owner"] = rule.owner
        self._known = known
        self._own = _words(rule, known, str)
        self._words = {
            name: _words(rule, known, partial(translations.told, name))
            for name in translations.languages
        }
        self._opening = _fill(rule.suggest.insert_first or "", known)
        self._instead = tuple(_fill(text, known) for text in rule.suggest.replace_with)
        self._fact = facts.get(rule.suggest.fact or "")

    def write(self, sight: Sight, match: Match) -> Finding:
        """Return the finding for one match."""
        rule, draft = self._rule, sight.draft
        words = self._words.get(language(), self._own)
        text = draft.text[match.start : match.end]
        known = {"match": _short(text), "platform": draft.platform.value, **match.values}
        if not rule.owner:
            known["owner"] = say("finding.comms_team")
        return Finding(
            source=Source.RULE,
            rule=rule.id,
            topic=rule.topic,
            severity=rule.severity_at(sight.at),
            start=match.start,
            end=match.end,
            text=text,
            message=_fill(words.message, known),
            why=_fill(words.why, known),
            suggestions=tuple(self._suggestions(draft, match, known, sight.at)),
            clause=words.title,
            owner=rule.owner,
            link=rule.link,
            revision=rule.revision,
        )

    def _suggestions(
        self, draft: Draft, match: Match, known: Mapping[str, str], at: datetime
    ) -> Iterable[Suggestion]:
        for swap in match.swaps:
            yield _instead(match, _fill(swap, {**self._known, **known}))
        if self._opening:
            opening = _fill(self._opening, known)
            way = say("finding.open_with", words=opening.strip())
            yield Suggestion(way, Edit(0, 0, opening))
        for text in self._instead:
            yield _instead(match, _fill(text, known))
        if self._rule.suggest.remove:
            way = say("finding.take_out_words", words=known["match"])
            yield Suggestion(way, _removal(draft.text, match))
        if self._fact is not None and self._fact.holds(at, draft.platform):
            yield Suggestion(say("claim.approved_wording", wording=self._fact.wording))


def _words(rule: Rule, known: Mapping[str, str], told: Callable[[str], str]) -> _Words:
    message, why = (_fill(told(text), known) for text in (rule.message, rule.why))
    return _Words(told(rule.title), message, why)


def _instead(match: Match, word: str) -> Suggestion:
    return Suggestion(say("finding.say", words=word), Edit(match.start, match.end, word))


def _fill(text: str, known: Mapping[str, str]) -> str:
    """Fill in what is known; in one go, since a draft may hold braces itself."""
    if "{" not in text:
        return text
    return _PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_MATCH else f"{text[: _LONGEST_MATCH - 1]}…"


def _removal(text: str, match: Match) -> Edit:
    """Return the edit that takes a match out, with what would stand there twice or empty."""
    start, end = match.start, match.end
    while text[start - 1 : start] + text[end : end + 1] in _BRACKETS:
        start, end = start - 1, end + 1
    before = text[:start].rstrip(" ")
    if text[end : end + 1] == "," and before[-1:] in {"", "\n", ",", "("}:
        end += 1
    if text[end : end + 1] == " " and (start == 0 or text[start - 1] in " \n(["):
        end += 1
    elif text[start - 1 : start] == " " and (end == len(text) or not text[end].isalnum()):
        start -= 1
    return Edit(start, end, "")
