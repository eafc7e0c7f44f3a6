"""What may be taught from a rule's own tests: invented words only, and never a secret one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher

from bot.digest.digest import Drill, Lesson
from bot.policy.matching.compiled import CompiledRule
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, RuleTest, Status
from bot.policy.text.view import fold
from bot.policy.trial import apply_first, draft_of
from bot.verdict import Draft, Verdict

_NEVER = frozenset(
    {"credential", "personal-data", "confidential", "client", "competitor", "financial", "respect"}
)
"""Topics whose examples name others, or that are no joke in a channel."""
_OUR_OWN = frozenset({"organization", "products", "disclosures", "public_domains", "ticker"})
"""Lists that hold the company's own, public words; the names of any other list stay out."""
_LESSON = range(12, 26)
_DRILL = range(3, 19)
_LONGEST = 110


def lessons(ruleset: RuleSet, at: datetime) -> Iterator[tuple[Rule, Lesson]]:
    """Yield every before and after of 12 to 25 words that the tests of live rules have."""
    for compiled, test, draft in _examples(ruleset, at, "match"):
        after = _after(ruleset, compiled, test, draft, at)
        words = len(draft.text.split()) + len(after.split())
        if after != draft.text and words in _LESSON and _is_plain(after):
            yield compiled.rule, Lesson(draft.text, after)


def drills(ruleset: RuleSet, at: datetime, only: str = "") -> list[Drill]:
    """Return a drill of each live rule that has two drafts for one, in an order of their own.

    The order is that of their marks, so that neighbours are of different topics. `only` is the
    rule that is meant, empty for all.
    """
    fine: dict[str, list[str]] = defaultdict(list)
    for compiled, _, draft in _examples(ruleset, at, "no_match", only):
        if _fits(draft.text) and ruleset.read(draft, at).verdict is Verdict.CLEAR:
            fine[compiled.rule.id].append(draft.text)
    found: dict[str, Drill] = {}
    for compiled, _, draft in _examples(ruleset, at, "match", only):
        rule, drafts = compiled.rule, fine[compiled.rule.id]
        if rule.id in found or not drafts or not _fits(draft.text):
            continue
        if any(finding.rule == rule.id for finding in ruleset.read(draft, at).findings):
            found[rule.id] = _drill(rule, draft.text, _nearest(draft.text, drafts))
    return sorted(found.values(), key=lambda drill: drill.key.partition("/")[2])


def is_public(text: str, ruleset: RuleSet) -> bool:
    """Whether a text holds no word of a list that others are named in, or that is secret."""
    return not _names_any(text, _others(ruleset))


def _others(ruleset: RuleSet) -> tuple[str, ...]:
    """The words that are not to be taught, folded."""
    return tuple(
        fold(term).strip("*")
        for name, words in ruleset.organisation.lists.items()
        if words.secret or name not in _OUR_OWN
        for term in words.terms
    )


def _names_any(text: str, others: tuple[str, ...]) -> bool:
    folded = fold(text)
    return any(other in folded for other in others)


def _drill(rule: Rule, wrong: str, fine: str) -> Drill:
    mark = hashlib.sha256(f"{rule.id}\n{wrong}\n{fine}".encode()).hexdigest()[:12]
    second = int(mark[-1], 16) % 2
    drafts = (wrong, fine) if second else (fine, wrong)
    return Drill(f"{rule.id}/{mark}", rule.id, rule.topic, drafts, fine=second)


def _examples(
    ruleset: RuleSet, at: datetime, expect: str, only: str = ""
) -> Iterator[tuple[CompiledRule, RuleTest, Draft]]:
    others = _others(ruleset)
    for compiled in ruleset.compiled:
        rule = compiled.rule
        if only not in {"", rule.id}:
            continue
        if rule.status is not Status.LIVE or rule.topic in _NEVER or not compiled.is_active(at):
            continue
        if any(_names_any(test.draft, others) for test in rule.tests):
            continue
        for test in rule.tests:
            draft = draft_of(rule, test)
            if test.expect != expect or test.at is not None or not _is_plain(test.draft):
                continue
            if not ruleset.is_guarded(ruleset.sight(draft, at)):
                yield compiled, test, draft


def _after(
    ruleset: RuleSet, compiled: CompiledRule, test: RuleTest, draft: Draft, at: datetime
) -> str:
    """The fix that its author wrote down, or the words to put first; others may read oddly.

    The draft itself where that leaves something to look at.
    """
    rule, after = compiled.rule, test.fixed
    if after is None:
        if rule.suggest.insert_first is None or any(other.fixed for other in rule.tests):
            return draft.text
        after = apply_first(draft.text, compiled.findings(ruleset.sight(draft, at)))
    clear = ruleset.read(replace(draft, text=after), at).verdict is Verdict.CLEAR
    return after if clear else draft.text


def _nearest(wrong: str, drafts: list[str]) -> str:
    """The draft that shares most with the wrong one, so that the difference is what counts."""
    return max(drafts, key=lambda text: SequenceMatcher(None, wrong, text).ratio())


def _fits(text: str) -> bool:
    return len(text.split()) in _DRILL and len(text) <= _LONGEST


def _is_plain(text: str) -> bool:
    return text.isprintable() and "://" not in text and "@" not in text
