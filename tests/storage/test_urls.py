"""Which database URLs are understood, and that none of them is ever repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.problem import StoreProblem
from storage.urls import parse_url

PASSWORD = "hunter2-swordfish"  # noqa: S105 -- it opens nothing


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+aiosqlite"])
def test_a_sqlite_url_names_a_file_from_the_working_folder(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    database = parse_url(f"{scheme}:///checkpost.db")

    assert database.path == tmp_path / "checkpost.db"
    assert str(database.url) == f"sqlite:///{tmp_path}/checkpost.db"
    assert database.beside("checkpost.key") == tmp_path / "checkpost.key"


def test_four_slashes_start_at_the_root_and_a_tilde_at_home() -> None:
    assert parse_url("sqlite:////var/lib/checkpost.db").path == Path("/var/lib/checkpost.db")
    assert parse_url("sqlite:///~/checkpost.db").path == Path.home() / "checkpost.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_url_is_given_to_psycopg(scheme: str) -> None:
    database = parse_url(f"{scheme}://mira:{PASSWORD}@db.example:5433/posts?sslmode=require")

    assert database.path is None
    assert database.beside("checkpost.key") is None
    assert database.url.drivername == "postgresql+psycopg"
    assert database.url.password == PASSWORD
    assert database.url.query["sslmode"] == "require"
    assert database.name == "PostgreSQL database posts at db.example:5433"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "checkpost.db",
        f"//mira:{PASSWORD}@db.example/posts",
        f"mira:{PASSWORD}@db.example/posts",
        f"{PASSWORD}://db.example/posts",
        f"mysql://mira:{PASSWORD}@db.example/posts",
        f"postgresql://mira:{PASSWORD}@db.example",  # no database
        f"postgresql://mira:a/{PASSWORD}@db.example:55x/posts",  # a slash in the password
        f"postgresql://mira:{PASSWORD}@db.example:55x/posts",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:checkpost.db",
        f"sqlite:///checkpost.db?key={PASSWORD}",
        "sqlite://checkpost.db",
    ],
)
def test_a_url_that_cannot_be_used_is_explained_and_not_repeated(url: str) -> None:
    with pytest.raises(StoreProblem) as caught:
        parse_url(url)

    said = str(caught.value)
    assert "sqlite:///checkpost.db" in said
    assert PASSWORD not in said
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
