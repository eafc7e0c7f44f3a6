"""The shipped corpus as the running bot reads it: what it can use, and nothing of the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bot.limits import CORPUS_BYTES, read_file
from bot.policy.backtest import Sample
from bot.verdict import Draft, Platform, Purpose

CORPUS = "corpus.jsonl"


def shipped_corpus(folder: Path) -> Iterator[Sample]:
    """Return the drafts of a rule folder's corpus; without one there are none.

    A line that is no draft is left out: `checkpost rules backtest` names it.
    """
    try:
        raw = read_file(folder / CORPUS, CORPUS_BYTES)
    except OSError:
        return
    for number, line in enumerate(raw.splitlines(), start=1):
        try:
            told = json.loads(line)
            draft = Draft(
                str(told["draft"]),
                Platform(told.get("platform", Platform.OTHER)),
                Purpose(told.get("purpose", Purpose.POST)),
                told.get("lang"),
                told.get("role"),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        yield Sample(draft, str(told.get("id", f"line {number}")))
