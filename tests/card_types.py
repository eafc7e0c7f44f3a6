"""Every card that tests draw, and the manifest, written down for Slack's own TypeScript types.

As a plugin (`pytest -p tests.card_types --cards FOLDER`) it notes the cards of a run, each process
for itself; `python -m tests.card_types FOLDER` writes them into one `slack.ts`. Cards of one shape
are written once: types see keys and kinds, and no words.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests import slack_limits

Json = dict[str, Any]
_KINDS = {"modal": "ModalView", "home": "HomeView", "message": "Message"}
_HEAD = """import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import type { AppsManifestValidateArguments } from "@slack/web-api";
interface Message { text: string; blocks?: KnownBlock[] }
type Manifest = AppsManifestValidateArguments["manifest"];
"""
# A documented scope (reference/scopes/assistant.write) that the types do not have; once they do,
# the compiler says that it expected an error here.
_UNTYPED = '        "assistant:write"'
_MANIFEST = Path(__file__).resolve().parents[1] / "manifest.json"
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


class Notes:
    """Notes what one process draws into a file of its own."""

    def __init__(self, folder: Path, process: str) -> None:
        self._file = folder / f"{process}.json"
        self._seen = Seen()
        slack_limits.WATCHERS.append(self._seen)

    def pytest_sessionfinish(self) -> None:
        self._file.write_text(json.dumps(self._seen.cards), "utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cards", metavar="FOLDER", help="note the shape of every card there")


def pytest_configure(config: pytest.Config) -> None:
    folder = config.getoption("--cards")
    if not folder:
        return
    process = getattr(config, "workerinput", {}).get("workerid", "main")
    if process == "main":
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir()
    config.pluginmanager.register(Notes(Path(folder), process))


def typescript(cards: Iterable[tuple[str, Json]]) -> str:
    lines = [
        f"export const card{number}: {kind} = {json.dumps(card)};"
        for number, (kind, card) in enumerate(cards)
    ]
    manifest = _MANIFEST.read_text("utf-8").strip()
    manifest = manifest.replace(_UNTYPED, f"// @ts-expect-error\n{_UNTYPED}")
    return "\n".join([_HEAD, *lines, f"export const manifest: Manifest = {manifest};", ""])


def main(folder: str) -> int:
    cards: dict[str, tuple[str, Json]] = {}
    for file in sorted(Path(folder).glob("*.json")):
        cards |= json.loads(file.read_text("utf-8"))
    Path(folder, "slack.ts").write_text(typescript(cards.values()), "utf-8")
    print(f"{len(cards)} shapes of cards, and the manifest")  # noqa: T201 -- it is a command
    return 0 if cards else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
