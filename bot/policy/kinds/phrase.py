"""`kind: phrase`: words that should not stand there, or not without a thought."""

from __future__ import annotations

from bot.policy.body import PhraseBody
from bot.policy.kinds.terms import Span, TermsMatcher
from bot.policy.matching.index import IndexBuilder
from bot.policy.matching.sight import Sight


class PhraseMatcher:
    """The compiled form of a phrase rule."""

    def __init__(self, body: PhraseBody, rule: int, index: IndexBuilder) -> None:
        """Add the rule to the index under its number."""
        self._terms = TermsMatcher(body.terms, rule, index)
        index.wake(rule, self._terms.probes, self._terms.patterns)

    def spans(self, sight: Sight) -> list[Span]:
        """Return where the phrases stand in the folded view."""
        return self._terms.find(sight.scan)

    def silence(self, sight: Sight) -> str:
        """Say why what was found does not count."""
        return self._terms.silence(sight.scan)

    def swaps(self, sight: Sight, span: Span) -> tuple[str, ...]:
        """Offer no words of its own."""
        del sight, span
        return ()
