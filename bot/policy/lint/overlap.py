"""Rules that say what another one says already: near-duplicates and shadowed ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.policy.body import PhraseBody, ReplaceBody, Terms
from bot.policy.schema import Rule, Scope, Status
from bot.policy.text.view import fold
from bot.verdict import Verdict

_ALIKE = 0.8  # of the words that two rules have together


@dataclass(frozen=True, slots=True)
class _Words:
    rule: Rule
    terms: Terms
    words: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Whether nothing but its words decides: whatever holds them is found."""
        terms, rule = self.terms, self.rule
        conditions = (terms.all_, terms.none, terms.near, terms.unless_near, rule.exceptions)
        return not any((*conditions, rule.active, rule.skip)) and rule.when == Scope()


def overlaps(rules: Iterable[Rule]) -> Iterator[tuple[Rule, str]]:
    """Return the rules that another one makes superfluous, with what to do about it."""
    worded = [words for rule in rules if (words := _words(rule)) is not None]
    holders: dict[str, list[int]] = {}
    for number, one in enumerate(worded):
        shared: Counter[int] = Counter()
        for word in one.words:
            shared.update(holders.get(word, ()))
            holders.setdefault(word, []).append(number)
        for other_number, count in shared.items():
            yield from _compare(worded[other_number], one, count)


def _words(rule: Rule) -> _Words | None:
    if rule.status is not Status.LIVE:
        return None
    match rule.body:
        case PhraseBody(terms) if terms.any_ and not terms.regex:
            return _Words(rule, terms, frozenset(map(fold, terms.any_)))
        case ReplaceBody(swaps, terms):
            return _Words(rule, terms, frozenset(fold(swap.old) for swap in swaps))
        case _:
            return None


def _compare(first: _Words, second: _Words, shared: int) -> Iterator[tuple[Rule, str]]:
    for inner, outer in ((second, first), (first, second)):
        if shared == len(inner.words) and outer.is_open and _as_grave(outer.rule, inner.rule):
            yield (
                inner.rule,
                (
                    f"{outer.rule.id} finds all its words and is as grave, so it adds nothing. "
                    "Retire it, or extend the other one."
                ),
            )
            return
    if shared >= _ALIKE * (len(first.words) + len(second.words) - shared) and shared > 1:
        yield (
            second.rule,
            (
                f"it looks for nearly the same words as {first.rule.id} ({shared} of "
                f"{len(second.words)}). Make one rule of them."
            ),
        )


def _as_grave(one: Rule, other: Rule) -> bool:
    return Verdict(one.severity.value).rank >= Verdict(other.severity.value).rank
