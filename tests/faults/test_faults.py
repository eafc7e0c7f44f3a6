"""The fault harness in small: five kills on each database; `make faults` does two hundred."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.run import kill_often
from tests.postgres import fresh_database


@pytest.mark.e2e
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_five_kills_lose_nothing_and_repeat_nothing(database: str, tmp_path: Path) -> None:
    url = fresh_database() if database == "postgresql" else f"sqlite:///{tmp_path}/checkpost.db"

    tally = await kill_often(url, tmp_path, kills=5)

    assert tally.asked > 5
    assert (tally.lost, tally.doubled) == ([], [])
