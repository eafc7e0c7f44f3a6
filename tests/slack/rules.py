"""A small rule folder that the Slack tests look after: promises, praise, codenames, a limit."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from bot.policy.loader import load
from bot.rulebook.live import LiveRules
from tests.policy.writing import live, rule, write, write_folder

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
RULES = (
    live(
        "kind: phrase\nany: [guarantee*]\nexceptions: ['money-back guarantee']",
        "guaranteed returns",
        rule_id="promises",
        title="Promise nothing",
    ),
    live(
        "kind: require\nif: {any: [$products]}\nneed: {any: ['I work at Brightwater']}",
        "Try Tidewatch",
        rule_id="praise",
        topic="disclosure",
    ),
    live(
        "kind: phrase\nany: [$codenames]\nsurvives_guard: true",
        "Osprey is coming",
        rule_id="codename",
        topic="confidential",
        severity="ask",
    ),
    live("kind: replace\nswap: {guys: everyone}", "Hi guys", rule_id="better", topic="inclusive"),
    rule("kind: limit\nat_most: {emoji: 3}", rule_id="quiet"),
    rule("kind: phrase\nany: [synergy]\nactive: {from: '2027-05-01'}", rule_id="later"),
)
CORPUS = ("We assure you", "Guaranteed returns", "The tide is in")


def live_rules(root: Path) -> LiveRules:
    """Return the rules, live from a folder below `root`."""
    folder = write_folder(root, *RULES)
    lines = [json.dumps({"draft": draft}) for draft in CORPUS]
    write(folder / "corpus.jsonl", "\n".join(lines))
    return started(folder)


def started(folder: Path) -> LiveRules:
    """Return the rules of a folder as a process has them that has just started."""
    loaded = load(folder)
    assert loaded.ruleset
    assert loaded.problems == ()
    return LiveRules(folder, loaded.ruleset, load=load, clock=lambda: NOW)
