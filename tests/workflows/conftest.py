"""A database for workflows to run on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import fresh_database


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/checkpost.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/checkpost.db" if request.param == "sqlite" else fresh_database()
