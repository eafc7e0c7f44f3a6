"""Exceptions that stand side by side cover a match together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.policy.loader import load
from bot.verdict import Draft
from tests.policy.writing import live, write_folder

RULE = (
    "kind: phrase\ncase: exact\n"
    "regex: '(?P<match>[A-Z][a-z]+(?: [A-Z][a-z]+)*) our client'\n"
    "exceptions: [On, Monday, Last, New Year, Year End]"
)
AT = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("Monday our client rang", []),
        ("On Monday our client rang", []),
        ("Last Monday our client rang", []),
        ("On New Year our client rang", []),
        ("On Last Year End our client rang", []),
        ("On Vessen our client rang", ["On Vessen"]),
        ("Monday Foods our client rang", ["Monday Foods"]),
        ("Foods On Monday our client rang", ["Foods On Monday"]),
        ("On\u00a0Monday our client rang", []),
    ],
)
def test_a_match_made_of_exceptions_alone_is_fine(
    tmp_path: Path, draft: str, found: list[str]
) -> None:
    folder = write_folder(tmp_path, live(RULE, "Vessen our client rang", rule_id="named"))
    ruleset = load(folder).ruleset
    assert ruleset is not None
    assert [finding.text for finding in ruleset.read(Draft(draft), AT).findings] == found
