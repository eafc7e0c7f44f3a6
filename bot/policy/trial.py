"""A rule's own tests: each draft is read as in life, guard included, and the outcome compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.policy.files.lists import names_nothing
from bot.policy.matching.compiled import CompiledRule
from bot.policy.matching.sight import Sight
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, RuleTest
from bot.policy.text.view import fold
from bot.verdict import Draft, Edit, Finding, Platform, Purpose

_ANY_DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)
_BEFORE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """How one test went; `says` is empty when it passed."""

    rule: Rule
    test: RuleTest
    says: str = ""

    @property
    def passed(self) -> bool:
        """Whether the rule did what its author meant."""
        return not self.says


def try_rule(ruleset: RuleSet, compiled: CompiledRule) -> list[Trial]:
    """Run all tests of one rule. Rules that are off or retired have nothing to prove."""
    rule = compiled.rule
    if not rule.status.works:
        return []
    lists = {name: words.terms for name, words in ruleset.organisation.lists.items()}
    return [
        Trial(rule, test, _run(ruleset, compiled, test))
        for test in rule.tests
        if not names_nothing(test.draft, lists)
    ]


def _run(ruleset: RuleSet, compiled: CompiledRule, test: RuleTest) -> str:
    draft, at = draft_of(compiled.rule, test), moment_of(compiled.rule, test)
    sight = ruleset.sight(draft, at)
    found, silence = _read(ruleset, compiled, sight)
    if test.expect == "no_match":
        ended = _ended(compiled.rule, sight)
        return f"expects no_match, and the rule finds {_quote(found)}{ended}" if found else ""
    if not found:
        return f"expects a match, and the rule finds nothing{silence}"
    if test.matches is not None and found != test.matches:
        return f"expects {_quote(test.matches)}, and the rule finds {_quote(found)}"
    return "" if test.fixed is None else _check_fixed(ruleset, compiled, test, sight)


def _read(ruleset: RuleSet, compiled: CompiledRule, sight: Sight) -> tuple[tuple[str, ...], str]:
    """Return the texts found, and why there are none where that is not the text's doing."""
    if not compiled.reads(sight.draft):
        return (), ": the draft is out of its scope (when)"
    if not compiled.is_active(sight.at):
        return (), ": it is not active at that moment"
    if not ruleset.is_awake(compiled, sight):
        return (), ""
    text = sight.draft.text
    found = tuple(text[match.start : match.end] for match in compiled.matches(sight))
    if found and not compiled.rule.survives_guard and ruleset.is_guarded(sight):
        return (), ": the protected-speech guard covers this draft"
    return found, "" if found else _hidden(compiled, sight)


def _hidden(compiled: CompiledRule, sight: Sight) -> str:
    look = compiled.look(sight)
    if look.excepted:
        return f": the exception ‘{look.excepted[0][1].phrase}’ covers it"
    return ": it stands in a part that the rule skips" if look.skipped else ""


def _ended(rule: Rule, sight: Sight) -> str:
    for exemption in rule.exceptions:
        over = exemption.until is not None and exemption.until <= sight.at
        if over and fold(exemption.phrase).rstrip("*") in sight.view.spaced:
            return f": the exception ‘{exemption.phrase}’ has ended by then"
    return ""


def _check_fixed(ruleset: RuleSet, compiled: CompiledRule, test: RuleTest, sight: Sight) -> str:
    text = apply_first(sight.draft.text, compiled.findings(sight))
    if text != test.fixed:
        return f"expects its suggestion to make {test.fixed!r}, and it makes {text!r}"
    fixed = ruleset.sight(replace(sight.draft, text=text), sight.at)
    again, _ = _read(ruleset, compiled, fixed)
    return f"is not clear once it is fixed: the rule still finds {_quote(again)}" if again else ""


def apply_first(text: str, found: Iterable[Finding]) -> str:
    """Return a draft with the first edit that each finding suggests."""
    edits: set[Edit] = set()
    for finding in found:
        edit = next((s.edit for s in finding.suggestions if s.edit is not None), None)
        if edit is not None:
            edits.add(edit)
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = edit.apply(text)
    return text


def draft_of(rule: Rule, test: RuleTest) -> Draft:
    """Return the test's draft; what the test leaves open is the first thing the rule reads."""
    when = rule.when
    return Draft(
        text=test.draft,
        platform=test.platform or next(iter(when.platforms), Platform.OTHER),
        purpose=test.purpose or next(iter(when.purposes), Purpose.POST),
        lang=test.lang or next(iter(when.lang), None),
        role=test.role or next(iter(when.roles), None),
    )


def moment_of(rule: Rule, test: RuleTest) -> datetime:
    """Return when the test runs: its own `at`, else a moment at which the rule works.

    That is inside its window and before its exceptions end, so that no test turns red by itself.
    """
    if test.at is not None:
        return test.at
    window = rule.active[0] if rule.active else None
    start = window.start if window else None
    ends = [e.until for e in rule.exceptions if e.until and (start is None or e.until > start)]
    if window and window.until:
        ends.append(window.until)
    if start is not None:
        return start
    return min([_ANY_DAY, *(end - _BEFORE for end in ends)])


def _quote(texts: Iterable[str]) -> str:
    return ", ".join(repr(text) for text in texts)
