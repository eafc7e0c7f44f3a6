"""A change of the rules as a button carries it."""

from __future__ import annotations

import json
from dataclasses import asdict

from bot.policy.changes.change import Change
from bot.slack.cards.text import units

_METADATA = 3_000


def fits(change: Change) -> bool:
    """Whether a modal can hold a change until Save is pressed."""
    return units(written(change)) <= _METADATA


def written(change: Change) -> str:
    """Return a change as a modal remembers it."""
    told = {key: value for key, value in asdict(change).items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
