"""Where commands about what is kept find their database and rules."""

from __future__ import annotations

from pathlib import Path

import pytest

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of a folder of its own, and the shipped rules."""
    address = f"sqlite:///{tmp_path / 'checkpost.db'}"
    monkeypatch.setenv("CHECKPOST_DATABASE_URL", address)
    monkeypatch.setenv("CHECKPOST_RULES", str(RULES))
    monkeypatch.chdir(tmp_path)
    return address
