"""A rule in the comms report: how often it spoke, and how often it was right."""

from __future__ import annotations

from bot.digest.report import RuleLine
from bot.messages import say
from bot.policy.precision import SMALL_SAMPLE


def rule_line(line: RuleLine) -> str:
    """Return one rule's figures; what is too few to show is left out."""
    told = {
        "fixed": line.fixed,
        "kept": line.kept,
        "not_relevant": line.not_relevant,
        "wrong": line.wrong,
    }
    known = [say(f"report.action.{name}", n=n) for name, n in told.items() if n is not None]
    hits = say("report.hits", rule=line.rule, hits=line.hits)
    return " · ".join([hits, *known, precision_of(line)])


def precision_of(line: RuleLine) -> str:
    """Return how often a rule was right, with the interval and of how many."""
    if line.judged is None or line.interval is None:
        return say("rules.too_few")
    low, high = (round(100 * end) for end in line.interval)
    key = "report.right_at_least" if line.is_floor else "report.right"
    right = say(key, right=line.fixed, count=line.judged, low=low, high=high)
    return say("rules.small_sample", right=right) if line.judged < SMALL_SAMPLE else right
