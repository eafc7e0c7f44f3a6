"""How findings add up to a verdict."""

from __future__ import annotations

import pytest

from bot.verdict import Edit, Finding, Severity, Source, Verdict, combine, worst


def found(severity: Severity) -> Finding:
    return Finding(Source.RULE, "employee-disclosure", "disclosure", severity, 0, 3, "Try", "…")


def test_no_finding_is_clear() -> None:
    assert worst([]) is Verdict.CLEAR


def test_the_worst_finding_decides() -> None:
    mixed = [found(Severity.POLISH), found(Severity.ASK), found(Severity.FIX)]
    assert worst(mixed) is Verdict.ASK


@pytest.mark.parametrize("rules", Verdict)
@pytest.mark.parametrize("review", Verdict)
def test_a_review_never_lowers_what_the_rules_say(rules: Verdict, review: Verdict) -> None:
    final = combine(rules, review)
    assert final.rank == max(rules.rank, review.rank)


def test_fix_reaches_fix_and_polish_but_not_ask() -> None:
    assert Verdict.FIX.reaches(Severity.FIX)
    assert Verdict.FIX.reaches(Severity.POLISH)
    assert not Verdict.FIX.reaches(Severity.ASK)
    assert not Verdict.CLEAR.reaches(Severity.POLISH)


def test_an_edit_replaces_exactly_its_span() -> None:
    draft = "Try Tidewatch 🌊 today"
    assert Edit(4, 13, "our Tidewatch").apply(draft) == "Try our Tidewatch 🌊 today"
    assert (
        Edit(0, 0, "I work at Brightwater. ").apply(draft).startswith("I work at Brightwater. Try")
    )
