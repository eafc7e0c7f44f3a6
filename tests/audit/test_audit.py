"""What an audit says of its reports."""

from __future__ import annotations

from tests.audit.__main__ import judged

SOUND = {"name": "rich", "version": "15.0", "vulns": []}
WEAK = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1"}, {"id": "PYSEC-2026-2"}]}
UNASKED = {"name": "typer", "skip_reason": "not found"}


def test_a_known_weakness_is_named_with_its_package() -> None:
    says, known = judged("requirements.lock", {"dependencies": [SOUND, WEAK]})

    assert known
    assert "old 1.0: PYSEC-2026-1, PYSEC-2026-2" in says


def test_what_was_looked_at_is_counted() -> None:
    says, known = judged("requirements.lock", {"dependencies": [SOUND, UNASKED]})

    assert (says, known) == ("requirements.lock: no known weakness in 1 of 2 packages", False)


def test_where_nobody_answers_nothing_is_claimed() -> None:
    for report in (None, {}, {"dependencies": [UNASKED]}):
        says, known = judged("requirements.lock", report)
        assert (known, "nobody could be asked" in says) == (False, True)
