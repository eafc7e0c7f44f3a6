"""What a load run is held against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_AT_MOST: dict[str, dict[str, float]] = {
    "at_once": {"ack_p99_ms": 500, "card_p95_ms": 150, "added_p95_ms": 250, "lost": 0},
    "steadily": {"lost": 0},
    "memory": {"most_mb": 300},
}
_AT_LEAST: dict[str, dict[str, float]] = {"steadily": {"answered_per_s": 20}}
"""From the Slack rows of the project's speed goals: twenty at once, or 20 checks a second on
SQLite, with the model answering in 2 s."""


def against_goals(run: Mapping[str, Any]) -> dict[str, dict[str, object]]:
    """Return each goal by its part and name, with what was measured and whether it is met.

    What could not be measured meets no goal.
    """
    found = {}
    for goals, is_least in ((_AT_MOST, False), (_AT_LEAST, True)):
        for part, named in goals.items():
            for name, goal in named.items():
                measured = run[part][name]
                met = measured is not None and (measured >= goal if is_least else measured <= goal)
                found[f"{part}.{name}"] = {"goal": goal, "measured": measured, "met": met}
    return found
