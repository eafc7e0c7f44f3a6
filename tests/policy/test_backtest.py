"""Comparing two rule sets: what is newly caught, no longer caught, and weighed anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.policy.backtest import Sample, backtest
from bot.verdict import Draft, Verdict
from tests.policy.writing import NOON, live, ruleset


def test_what_flips_is_told_by_rule(tmp_path: Path) -> None:
    def rules(name: str, words: str, severity: str) -> str:
        return live(
            f"kind: phrase\nany: [{words}]",
            words.partition(",")[0],
            rule_id=name,
            severity=severity,
        )

    old = ruleset(tmp_path / "old", rules("a", "alpha, beta", "fix"), rules("b", "gamma", "polish"))
    new = ruleset(tmp_path / "new", rules("a", "alpha, delta", "fix"), rules("b", "gamma", "ask"))
    samples = [
        Sample(Draft(text), label)
        for label, text in (("1", "alpha"), ("2", "beta"), ("3", "delta"), ("4", "gamma alpha"))
    ]
    result = backtest(old, new, samples, NOON)
    assert result.drafts == 4
    told = {
        change.rule: [
            [s.label for s in part] for part in (change.caught, change.missed, change.weighed)
        ]
        for change in result.changes
    }
    assert told == {"a": [["3"], ["2"], []], "b": [[], [], ["4"]]}
    assert [(flip.sample.label, flip.before, flip.after) for flip in result.flips] == [
        ("2", Verdict.FIX, Verdict.CLEAR),
        ("3", Verdict.CLEAR, Verdict.FIX),
        ("4", Verdict.FIX, Verdict.ASK),
    ]


def test_a_sample_is_read_at_its_own_moment(tmp_path: Path) -> None:
    body = "kind: phrase\nany: [alpha]\nactive: {until: 2026-01-01}"
    old, new = (
        ruleset(tmp_path / name, live(body, "alpha", severity=severity))
        for name, severity in (("old", "fix"), ("new", "ask"))
    )
    then = datetime(2025, 6, 1, tzinfo=UTC)
    samples = [Sample(Draft("alpha"), "now"), Sample(Draft("alpha"), "then", then)]
    result = backtest(old, new, samples, NOON)
    assert [flip.sample.label for flip in result.flips] == ["then"]
