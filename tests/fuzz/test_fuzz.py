"""Five hundred absurd deliveries; `make fuzz` sends a hundred thousand."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.run import fuzz


async def test_no_delivery_however_absurd_shows_or_logs_a_failure(tmp_path: Path) -> None:
    seen = await fuzz(500, tmp_path)

    assert seen.sent == 500
    assert seen.broken == []
