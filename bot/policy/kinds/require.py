"""`kind: require`: where something is said, something else must stand as well."""

from __future__ import annotations

import re

from bot.policy.body import Need, RequireBody
from bot.policy.kinds.terms import Span, TermsMatcher
from bot.policy.matching.cover import Cover
from bot.policy.matching.group import phrases
from bot.policy.matching.index import IndexBuilder, Scan
from bot.policy.matching.patterns import Pattern
from bot.policy.matching.sight import Sight

# Three hashtags or more with nothing but space between them: readers skip those.
_RUN = re.compile(r"(?:#\w+[\s,;|·•]*){2,}#\w+")


class RequireMatcher:
    """The compiled form of a require rule."""

    def __init__(self, body: RequireBody, rule: int, index: IndexBuilder) -> None:
        """Add the rule to the index under its number; without `if` it reads every draft."""
        self._trigger = TermsMatcher(body.trigger, rule, index) if body.trigger else None
        self._need = NeedMatcher(body.need, index)
        if self._trigger is None:
            index.wake_always(rule)
        else:
            index.wake(rule, self._trigger.probes, self._trigger.patterns)

    def spans(self, sight: Sight) -> list[Span]:
        """Return what asks for more; the whole draft where the rule has no `if`."""
        found = self._asking(sight)
        return [] if not found or self._need.is_met(sight.scan) else found

    def silence(self, sight: Sight) -> str:
        """Say why nothing more is asked for."""
        if self._asking(sight):
            return "what it needs stands in the draft (need)"
        return self._trigger.silence(sight.scan) if self._trigger else ""

    def _asking(self, sight: Sight) -> list[Span]:
        if self._trigger is not None:
            return self._trigger.find(sight.scan)
        return [(0, len(sight.view.folded))] if sight.view.folded.strip() else []

    def swaps(self, sight: Sight, span: Span) -> tuple[str, ...]:
        """Offer no words of its own."""
        del sight, span
        return ()


class NeedMatcher:
    """The compiled form of `need`."""

    def __init__(self, need: Need, index: IndexBuilder) -> None:
        """Add the phrases to the index."""
        self._any = phrases(need.any_, index)
        self._all = [phrases((phrase,), index) for phrase in need.all_]
        self._patterns = [index.pattern(Pattern(regex)) for regex in need.regex]
        self._first = need.first_chars
        self._in_run = need.in_hashtag_run

    def is_met(self, scan: Scan) -> bool:
        """Whether what is needed stands where it counts."""
        hidden = Cover[bool](()) if self._in_run else _hidden(scan)
        if not all(self._counts(scan, phrase.spans(scan), hidden) for phrase in self._all):
            return False
        if not (self._any or self._patterns):
            return True
        return self._counts(scan, self._any.spans(scan), hidden) or any(
            self._counts(scan, scan.regex(pattern), hidden) for pattern in self._patterns
        )

    def _counts(self, scan: Scan, found: list[Span], hidden: Cover[bool]) -> bool:
        return any(self._is_early(scan, span) and not hidden.over(*span) for span in found)

    def _is_early(self, scan: Scan, span: Span) -> bool:
        return self._first is None or scan.view.span(*span)[1] <= self._first


def _hidden(scan: Scan) -> Cover[bool]:
    """Return the runs of hashtags, where readers overlook what stands in them."""
    text = scan.view.folded
    return Cover((*run.span(), True) for run in (_RUN.finditer(text) if "#" in text else ()))
