"""Reading a corpus: one labelled draft a line, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.cli.jsonl import BadLine, parse
from bot.cli.judge import Judge
from bot.cli.ruleset import fail
from bot.limits import CORPUS_BYTES, read_file
from bot.policy.backtest import Sample
from bot.policy.ruleset import RuleSet
from bot.verdict import Verdict

CORPUS = "corpus.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One draft of a corpus, with the verdict somebody gave it (None: nobody did)."""

    sample: Sample
    verdict: Verdict | None


def read_corpus(file: Path, ruleset: RuleSet, at: datetime) -> list[Labelled]:
    """Return the drafts of a corpus file; a line that is none exits 2 and names it."""
    judge = Judge(ruleset, None, at)
    try:
        raw = read_file(file, CORPUS_BYTES)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}.")
    return list(_labelled(file, raw, judge))


def _labelled(file: Path, raw: bytes, judge: Judge) -> Iterator[Labelled]:
    for number, line in enumerate(raw.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            parsed = parse(line, judge)
        except BadLine as bad:
            fail(f"{file}:{number} {bad}")
        label = str(parsed.line_id) if parsed.line_id is not None else f"line {number}"
        yield Labelled(Sample(parsed.draft, label, parsed.at), _verdict(line, file, number))


def _verdict(line: bytes, file: Path, number: int) -> Verdict | None:
    written = json.loads(line).get("verdict")
    try:
        return None if written is None else Verdict(written)
    except ValueError:
        fail(f"{file}:{number} `verdict` should be one of {', '.join(Verdict)}.")
