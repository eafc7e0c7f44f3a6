"""How fast the rule engine is: on the shipped pack, on thousands of rules, on hostile text."""

from __future__ import annotations

import json
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.policy.body import PhraseBody, ReplaceBody, RequireBody
from bot.policy.loader import load
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule
from bot.verdict import Draft, Platform
from tests.benchmarks.many_rules import write_many

RUNS = 5
DRAFTS = 400
POST = 300
HOSTILE_LENGTH = 10_000
# What drafts are made of that are slow to read: the sign of each finder, over and over.
HOSTILE = {
    "one letter": "a",
    "one word": "guarantee ",
    "digits and dots": "1.2-3 ",
    "at signs": "a@",
    "only at signs": "@",
    "hashtags": "#a",
    "long hashtags": "#bigopensource ",
    "letters with marks": "e\u0301",
    "only marks": "\u0301",
    "mixed scripts": "\u0430b",
    "zero-width": "a\u200b",
    "open brackets and quotes": '"“(`>',
    "curly quotes": "“",
    "slashes": "http://",
    "host without end": "a.",
    "hosts that imitate": "paypa1.com ",
    "colons": "1:",
    "passwords": "password is ",
    "door codes": "code for the door ",
    "prefixes of phones": "+351 ",
    "groups of digits": "1234 ",
    "social security numbers": "123-45-6789 ",
    "accounts": "GB82 WEST 1234 ",
    "capitals": "A ",
    "emoji": "\U0001f600",
    "halves of flags": "\U0001f1f5",
    "one ligature": "\ufdfa",
    "talk of work": "union pay wages my boss ",
    "pages of decks": "deck page ",
    "the same sentence": "We met the team at the harbour today. ",
}
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHIPPED = Path(__file__).parents[2] / "rules"


def rows() -> list[dict[str, Any]]:
    """Return the rows on rules: milliseconds a draft, seconds a load, bytes a rule."""
    drafts = posts()
    shipped = _loaded(SHIPPED)
    with TemporaryDirectory() as folder:
        few = write_many(Path(folder) / "few", 500)
        many = write_many(Path(folder) / "many", 5000)
        return [
            _reading("shipped pack, 300-character posts", shipped, drafts, {"p50": 0.3, "p95": 1}),
            _growth(_loaded(few), _loaded(many), drafts),
            _load("load and compile the shipped pack", SHIPPED, 0.3),
            _load("load and compile 5,000 rules with two tests each", many, 2),
            *(_hostile(name, text, shipped) for name, text in hostile_drafts().items()),
            _hostile_regex(Path(folder)),
            _memory(many),
        ]


def posts() -> list[Draft]:
    """Return drafts of about 300 characters, made of the shipped rules' own test drafts."""
    texts = [t.draft for rule in _loaded(SHIPPED).rules for t in rule.tests if len(t.draft) < POST]
    joined: list[Draft] = []
    line = ""
    for text in (texts * (1 + DRAFTS * POST // sum(map(len, texts))))[: DRAFTS * 10]:
        line = f"{line} {text}".strip()
        if len(line) >= POST:
            joined.append(Draft(line[:POST], Platform.LINKEDIN))
            line = ""
    return joined[:DRAFTS]


def hostile_drafts() -> dict[str, str]:
    """Return drafts of 10,000 characters that are made to be slow to read."""
    return {name: (piece * HOSTILE_LENGTH)[:HOSTILE_LENGTH] for name, piece in HOSTILE.items()}


def _loaded(folder: Path) -> RuleSet:
    ruleset = load(folder).ruleset
    assert ruleset is not None
    return ruleset


def _reading(
    what: str, rules: RuleSet, drafts: list[Draft], goal: dict[str, float]
) -> dict[str, Any]:
    times = _times(lambda draft: rules.read(draft, AT), drafts)
    patterns = [p for p in map(_with_re, rules.rules) if p is not None]
    yardstick = _times(lambda draft: [p.search(draft.text) for p in patterns], drafts)
    return {
        "what": what,
        "unit": "ms",
        **_percentiles(times),
        "goal": goal,
        "rules": len(rules.rules),
        "yardstick": {
            "what": "their phrases and regexes one by one with the standard re",
            **_percentiles(yardstick),
        },
        "runs": RUNS,
    }


def _growth(few: RuleSet, many: RuleSet, drafts: list[Draft]) -> dict[str, Any]:
    small, large = _median(few, drafts), _median(many, drafts)
    return {
        "what": "5,000 rules against 500, time a post",
        "unit": "times",
        "median": round(large / small, 2),
        "goal": 3,
        "ms": {"500": round(small * 1000, 4), "5000": round(large * 1000, 4)},
        "runs": RUNS,
    }


def _median(rules: RuleSet, drafts: list[Draft]) -> float:
    return statistics.median(_times(lambda draft: rules.read(draft, AT), drafts))


def _load(what: str, folder: Path, goal: float) -> dict[str, Any]:
    def once() -> float:
        start = time.perf_counter()
        load(folder)
        return time.perf_counter() - start

    count = len(_loaded(folder).rules)
    median = statistics.median(once() for _ in range(RUNS))
    return {"what": what, "unit": "s", "median": round(median, 3), "goal": goal, "rules": count}


def _hostile(name: str, text: str, rules: RuleSet) -> dict[str, Any]:
    whole = _median(rules, [Draft(text, Platform.X)])
    half = _median(rules, [Draft(text[: len(text) // 2], Platform.X)])
    return {
        "what": f"hostile draft of {len(text):,} characters: {name}",
        "unit": "ms",
        "median": round(whole * 1000, 2),
        "goal": 20,
        "half as long": round(half * 1000, 2),
        "runs": RUNS,
    }


def _hostile_regex(folder: Path) -> dict[str, Any]:
    root = write_many(
        folder / "hostile", 1, regexes=["(a+)+b|a*c", "(x+x+)+y", "(a|aa)+$", ".*.*=.*"]
    )
    return _hostile(
        "regexes that stop a backtracking engine", "a" * 5000 + "x" * 5000, _loaded(root)
    )


def _memory(folder: Path) -> dict[str, Any]:
    tracemalloc.start()
    rules = _loaded(folder)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    each = held / len(rules.rules)
    return {"what": "memory a rule, of 5,000", "unit": "bytes", "median": round(each), "goal": None}


def _times(run: Callable[[Draft], object], drafts: list[Draft]) -> list[float]:
    def once(draft: Draft) -> float:
        start = time.perf_counter()
        run(draft)
        return time.perf_counter() - start

    for draft in drafts[:50]:
        run(draft)
    return [statistics.median(once(draft) for _ in range(RUNS)) for draft in drafts]


def _percentiles(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        name: round(ordered[int(len(ordered) * share)] * 1000, 4)
        for name, share in (("p50", 0.5), ("p95", 0.95))
    }


def _with_re(rule: Rule) -> re.Pattern[str] | None:
    match rule.body:
        case PhraseBody(terms):
            found = [*map(_as_re, (*terms.any_, *terms.all_)), *terms.regex]
        case ReplaceBody(swaps):
            found = [_as_re(swap.old) for swap in swaps]
        case RequireBody(trigger) if trigger is not None:
            found = [*map(_as_re, (*trigger.any_, *trigger.all_)), *trigger.regex]
        case _:
            return None
    try:
        return re.compile("|".join(found), re.IGNORECASE)
    except re.error:  # what only RE2 can say
        return None


def _as_re(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\*", r"\w*")
    return rf"(?<!\w){escaped}(?!\w)"


if __name__ == "__main__":
    print(json.dumps(rows(), indent=2))  # noqa: T201 -- a benchmark on its own
