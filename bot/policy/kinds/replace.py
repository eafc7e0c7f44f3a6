"""`kind: replace`: words for which better ones are known."""

from __future__ import annotations

from bot.policy.body import ReplaceBody
from bot.policy.kinds.terms import Conditions, Span
from bot.policy.matching.group import Phrases
from bot.policy.matching.index import IndexBuilder
from bot.policy.matching.probe import make_probe
from bot.policy.matching.sight import Sight


class ReplaceMatcher:
    """The compiled form of a replace rule."""

    def __init__(self, body: ReplaceBody, rule: int, index: IndexBuilder) -> None:
        """Add the rule to the index under its number."""
        exact = body.terms.case == "exact"
        probes = [
            make_probe(swap.old, exact=exact, whole=body.terms.whole_word) for swap in body.swaps
        ]
        self._old = Phrases(probes, index)
        self._new = {index.probe(p): s.new for p, s in zip(probes, body.swaps, strict=True)}
        self._conditions = Conditions(body.terms, rule, index)
        index.wake(rule, probes, ())

    def spans(self, sight: Sight) -> list[Span]:
        """Return where the words stand in the folded view; of overlapping ones the longest."""
        return self._conditions.hold(sight.scan, self._candidates(sight))

    def silence(self, sight: Sight) -> str:
        """Say why what was found does not count."""
        found = self._candidates(sight)
        return self._conditions.broken(sight.scan, found) if found else ""

    def _candidates(self, sight: Sight) -> list[Span]:
        found = set(self._old.spans(sight.scan))
        longest: list[Span] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if not longest or start >= longest[-1][1]:
                longest.append((start, end))
        return longest

    def swaps(self, sight: Sight, span: Span) -> tuple[str, ...]:
        """Return the better words, with the capitals of those they replace."""
        written = sight.view.cased[span[0] : span[1]]
        for number, spans in self._old.found(sight.scan):
            if span in spans:
                return tuple(_like(written, word) for word in self._new[number])
        return ()


def _like(written: str, word: str) -> str:
    if not word.islower() or "{" in word:  # a placeholder is filled in as it is
        return word
    if len(written) > 1 and written.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if written[0].isupper() else word
