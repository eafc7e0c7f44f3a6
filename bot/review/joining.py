"""The rules' findings and the reviewer's together: what a rule names is not named twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.messages import say
from bot.review.claims import UNSUPPORTED
from bot.review.sentences import span_around
from bot.verdict import Draft, Finding, Suggestion, Verdict
from bot.vocabulary.tone import Category

_MOST_WAYS = 2  # ways out that a card shows
_ATTACK = frozenset({"respect", "competitor"})
_SAME: dict[str, frozenset[str]] = {
    Category.HOSTILE: _ATTACK,
    Category.MOCKING_OR_SARCASTIC: _ATTACK,
    Category.DISPARAGES_COMPETITOR: _ATTACK,
    Category.EXAGGERATED_OR_PUFFERY: frozenset({"claim"}),
    Category.OVERPROMISING: frozenset({"claim"}),
    Category.EXCLUSIONARY_LANGUAGE: frozenset({"inclusive", "recruiting"}),
    # All of these rules ask for a source, too. What a source says otherwise is no repetition.
    UNSUPPORTED: frozenset({"claim", "financial", "misinformation"}),
}
"""Topics of rules that say the same kind of thing as a finding of the reviewer's, by its name."""


@dataclass(frozen=True, slots=True)
class ToldOnce:
    """Both together, in the rules' order and then the reviewer's.

    `repeated` names what the reviewer found on words that a rule speaks of already.
    """

    findings: tuple[Finding, ...]
    repeated: tuple[str, ...] = ()


def told_once(draft: Draft, ruled: Sequence[Finding], advised: Iterable[Finding]) -> ToldOnce:
    """Leave out of `advised` what one of `ruled` says already of the same words.

    It does where it is about the same kind of thing, is as grave, and both lie in the same
    sentence and overlap. Other words that the reviewer would put there are offered under the
    rule's finding, named as AI's, where it has room for them.
    """
    standing, others, repeated = list(ruled), [], set()
    for one in advised:
        place = next((at for at, rule in enumerate(standing) if _says(draft, rule, one)), None)
        if place is None:
            others.append(one)
        else:
            standing[place] = _with_ways(draft, standing[place], one)
            repeated.add(one.rule)
    return ToldOnce((*standing, *others), tuple(sorted(repeated)))


def _says(draft: Draft, rule: Finding, one: Finding) -> bool:
    # A rule may be about tone itself, whichever word a reviewer has for it.
    alike = rule.topic == one.topic == "tone" or rule.topic in _SAME.get(one.rule, frozenset())
    if not alike or Verdict(rule.severity).rank < Verdict(one.severity).rank:
        return False
    if not (rule.start < one.end and one.start < rule.end):
        return False
    first, last = span_around(draft.text, rule.start, rule.end)
    return first <= one.start and one.end <= last


def _with_ways(draft: Draft, rule: Finding, one: Finding) -> Finding:
    """Add the reviewer's ways out that change the draft, as long as a card has room for them."""
    ways = list(rule.suggestions)
    for each in one.suggestions:
        if each.edit is not None and len(ways) < _MOST_WAYS:
            words = draft.text[each.edit.start : each.edit.end]
            ways.append(Suggestion(say("finding.by_ai", words=each.text), each.edit, words))
    return replace(rule, suggestions=tuple(ways))
