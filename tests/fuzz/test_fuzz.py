"""Five hundred absurd deliveries; `make fuzz` sends a hundred thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.run import fuzz, went_wrong


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ({"event": "listener_failed", "log_level": "error", "error": "KeyError at x.py:1"}, True),
        ({"event": "contest_not_stored", "log_level": "warning", "error": "TypeError"}, True),
        ({"event": "bot.workflows.ask: gave up", "log_level": "error"}, True),
        ({"event": "view_not_updated", "log_level": "warning", "code": "not_found"}, False),
        ({"event": "home_not_drawn", "log_level": "error", "error": "SlackTrouble at y"}, False),
        ({"event": "review_finished", "log_level": "info"}, False),
    ],
)
def test_whatever_is_logged_as_wrong_counts_but_for_slacks_own_no(
    entry: dict[str, str],
    wrong: bool,  # noqa: FBT001 -- a parameter
) -> None:
    assert went_wrong(entry) is wrong


async def test_no_delivery_however_absurd_shows_or_logs_a_failure(tmp_path: Path) -> None:
    seen = await fuzz(500, tmp_path)

    assert seen.sent == 500
    assert seen.broken == []
