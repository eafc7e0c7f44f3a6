"""One rule, ready to read drafts: its matcher, its scope, its exceptions and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.policy.body import DetectBody, LimitBody, PhraseBody, ReplaceBody, RequireBody
from bot.policy.company import Organisation
from bot.policy.kinds.detect import DetectMatcher
from bot.policy.kinds.limit import LimitMatcher
from bot.policy.kinds.phrase import PhraseMatcher
from bot.policy.kinds.replace import ReplaceMatcher
from bot.policy.kinds.require import RequireMatcher
from bot.policy.matching.cover import Cover, side_by_side
from bot.policy.matching.findings import Words, Writer, merged
from bot.policy.matching.group import phrases
from bot.policy.matching.index import IndexBuilder
from bot.policy.matching.probe import make_probe
from bot.policy.matching.sight import Match, Sight
from bot.policy.schema import Exemption, Rule, Scope
from bot.verdict import Draft, Finding

Span = tuple[int, int]
Searching = PhraseMatcher | ReplaceMatcher | RequireMatcher | DetectMatcher
Matcher = Searching | LimitMatcher


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found in a draft, and which matches an exception or a skipped part covers."""

    matches: list[Match]
    excepted: list[tuple[Match, Exemption]]
    skipped: list[Match]


class CompiledRule:
    """A rule with everything it needs. Not changed once made; safe to share."""

    __slots__ = ("_exempt", "_exemptions", "_matcher", "_scope", "_writer", "number", "rule")

    def __init__(
        self,
        rule: Rule,
        number: int,
        index: IndexBuilder,
        organisation: Organisation,
        words: Words,
    ) -> None:
        """Add the rule to the index under its number."""
        self.rule = rule
        self.number = number
        self._matcher = _matcher(rule, number, index)
        self._exempt = phrases((exemption.phrase for exemption in rule.exceptions), index)
        self._exemptions: dict[int, list[Exemption]] = {}
        for exemption in rule.exceptions:
            known = index.probe(make_probe(exemption.phrase))
            self._exemptions.setdefault(known, []).append(exemption)
        self._writer = Writer(rule, organisation, words)
        self._scope = None if rule.when == _EVERYTHING else rule.when

    def opening_in(self, language: str) -> str:
        """Return what the rule puts first in drafts of a language; empty where nothing is."""
        return self._writer.opening_in(language)

    def is_active(self, at: datetime) -> bool:
        """Whether the rule works at this moment."""
        windows = self.rule.active
        return not windows or any(window.covers(at) for window in windows)

    def reads(self, draft: Draft) -> bool:
        """Whether drafts like this one are the rule's business."""
        return self._scope is None or in_scope(self._scope, draft)

    def matches(self, sight: Sight) -> list[Match]:
        """Return what the author should look at, in order, overlapping matches as one."""
        matcher = self._matcher
        if isinstance(matcher, LimitMatcher):
            return merged(matcher.matches(sight))
        spans = matcher.spans(sight)
        return merged(self._sorted(sight, matcher, spans).matches) if spans else []

    def findings(self, sight: Sight) -> list[Finding]:
        """Return the matches with everything the author reads about them."""
        return [self._writer.write(sight, match) for match in self.matches(sight)]

    def look(self, sight: Sight) -> Found:
        """Return what the rule finds, exceptions and skipped parts apart."""
        matcher = self._matcher
        if isinstance(matcher, LimitMatcher):
            return Found(matcher.matches(sight), [], [])
        return self._sorted(sight, matcher, matcher.spans(sight))

    def _sorted(self, sight: Sight, matcher: Searching, spans: list[Span]) -> Found:
        found = Found([], [], [])
        cover = self._cover(sight) if self._exemptions else _NO_COVER
        for span in spans:
            match = Match(*sight.view.span(*span), matcher.swaps(sight, span))
            exemption = cover.over(*span)
            if exemption is not None:
                found.excepted.append((match, exemption))
            elif self.rule.skip and sight.skips(self.rule.skip, match.start, match.end):
                found.skipped.append(match)
            else:
                found.matches.append(match)
        return found

    def silence(self, sight: Sight) -> str:
        """Say why the rule finds nothing though what it looks for is there; else empty."""
        return "" if isinstance(self._matcher, LimitMatcher) else self._matcher.silence(sight)

    def _cover(self, sight: Sight) -> Cover[Exemption]:
        stretches = (
            (start, end, exemption)
            for number, spans in self._exempt.found(sight.scan)
            for exemption in self._exemptions[number]
            if exemption.until is None or sight.at < exemption.until
            for start, end in spans
        )
        return Cover(side_by_side(stretches, sight.view.folded))


_EVERYTHING = Scope()
_NO_COVER = Cover[Exemption](())


def in_scope(scope: Scope, draft: Draft) -> bool:
    """Whether a draft lies in a scope; what its author did not choose lies in no narrow one."""
    return (
        (not scope.platforms or draft.platform in scope.platforms)
        and (not scope.purposes or draft.purpose in scope.purposes)
        and (not scope.roles or (draft.role or "").lower() in scope.roles)
        and (not scope.lang or _speaks(draft.lang, scope.lang))
    )


def _speaks(lang: str | None, wanted: tuple[str, ...]) -> bool:
    chosen = (lang or "").lower()
    return any(chosen == code or chosen.startswith(f"{code}-") for code in wanted)


def _matcher(rule: Rule, number: int, index: IndexBuilder) -> Matcher:
    match rule.body:
        case PhraseBody():
            return PhraseMatcher(rule.body, number, index)
        case ReplaceBody():
            return ReplaceMatcher(rule.body, number, index)
        case RequireBody():
            return RequireMatcher(rule.body, number, index)
        case LimitBody():
            return LimitMatcher(rule.body, number, index)
        case DetectBody():
            return DetectMatcher(rule.body, number, index)
