"""Every card that the Slack tests draw, written down for Slack's own TypeScript types.

`python -m tests.card_types FOLDER` runs those tests and writes `cards.ts`. Cards of one shape are
written once: types see keys and kinds, and no words.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import slack_limits

Json = dict[str, Any]
_KINDS = {"modal": "ModalView", "home": "HomeView", "message": "Message"}
_HEAD = """import type { HomeView, KnownBlock, ModalView } from "@slack/types";
interface Message { text: string; blocks?: KnownBlock[] }
"""
_OURS = ("text", "blocks")  # the rest of a message says where it goes
_WORDS = {"text", "value", "initial_value", "private_metadata", "accessibility_label", "url"}


class Seen:
    """One card of every shape."""

    def __init__(self) -> None:
        self.cards: dict[str, tuple[str, Json]] = {}

    def __call__(self, card: Json) -> None:
        kind = card.get("type") if card.get("type") in _KINDS else "message"
        if kind == "home":
            card = {key: value for key, value in card.items() if key != "title"}
        elif kind == "message":
            card = {key: card[key] for key in _OURS if key in card}
        self.cards.setdefault(json.dumps([kind, _shape(card)]), (_KINDS[str(kind)], card))

    def typescript(self) -> str:
        lines = (
            f"export const card{number}: {kind} = {json.dumps(card)};"
            for number, (kind, card) in enumerate(self.cards.values())
        )
        return _HEAD + "\n".join(lines) + "\n"


def _shape(node: object) -> object:
    """A card without its words; of a list, every different element once."""
    if isinstance(node, list):
        return sorted({json.dumps(_shape(each)) for each in node})
    if isinstance(node, dict):
        return {
            key: "" if key in _WORDS and isinstance(value, str) else _shape(value)
            for key, value in node.items()
            if not key.endswith("_id")
        }
    return node


def main(folder: str) -> int:
    seen = Seen()
    slack_limits.WATCHERS.append(seen)
    failed = pytest.main(["-q", "-n", "0", "tests/slack"])
    Path(folder, "cards.ts").write_text(seen.typescript(), "utf-8")
    print(f"{len(seen.cards)} shapes of cards")  # noqa: T201 -- it is a command
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
