"""Database URLs: which are understood, and what the engines are given for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.problem import StoreProblem

_SCHEMES = {
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
    "postgres": "postgresql",
    "postgresql": "postgresql",
    "postgresql+psycopg": "postgresql",
}
_HINT = (
    "Set CHECKPOST_DATABASE_URL to something like sqlite:///checkpost.db or "
    "postgresql://user:password@host/checkpost."
)


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """A database, named. `path` is the absolute path of a SQLite file, None for PostgreSQL.

    `busy_ms` is how long to wait for another program's lock on a SQLite file: long enough to sit
    out a backup, short enough to be told about a program that never lets go.
    """

    url: URL
    path: Path | None
    busy_ms: int = 10_000

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Name a SQLite file by its absolute path."""
        return cls(URL.create("sqlite", database=str(path)), path)

    @property
    def name(self) -> str:
        """How people are told which database is meant; never holds a password."""
        if self.path is not None:
            return str(self.path)
        port = f":{self.url.port}" if self.url.port else ""
        return f"PostgreSQL database {self.url.database} at {self.url.host or 'localhost'}{port}"

    def beside(self, name: str) -> Path | None:
        """Return the path of a file that lives next to the SQLite file, None for PostgreSQL."""
        return self.path.with_name(name) if self.path else None


def parse_url(given: str) -> DatabaseUrl:
    """Read a database URL.

    Raises `StoreProblem`, which never repeats the URL, since it may hold a password.
    """
    scheme, separator, rest = given.strip().partition("://")
    if not separator or not re.fullmatch(r"[a-z0-9+]{1,30}", scheme):
        raise StoreProblem(f"The database URL is not one. {_HINT}")
    if scheme not in _SCHEMES:
        raise StoreProblem(f"Checkpost does not keep its data in '{scheme}'. {_HINT}")
    if _SCHEMES[scheme] == "sqlite":
        return _sqlite(rest)
    return _postgresql(rest)


def _sqlite(rest: str) -> DatabaseUrl:
    location = rest.removeprefix("/")
    if location in {"", ":memory:"} or location.startswith("file:") or "?" in location:
        raise StoreProblem(f"The SQLite URL has to name a file, and only that. {_HINT}")
    if not rest.startswith("/"):
        raise StoreProblem(
            "The SQLite URL needs three slashes before the file's path, and four before one "
            "that starts at the root: sqlite:///checkpost.db, sqlite:////var/lib/checkpost.db."
        )
    return DatabaseUrl.of_file(Path(location).expanduser().absolute())


def _postgresql(rest: str) -> DatabaseUrl:
    try:
        url = make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        # The library's message repeats parts of the URL, so it must not travel with ours.
        raise StoreProblem(
            "The PostgreSQL URL cannot be read. Characters such as @ : / # in the password are "
            f"written as %40 %3A %2F %23. {_HINT}"
        ) from None
    if not url.database:
        raise StoreProblem(f"The PostgreSQL URL names no database. {_HINT}")
    return DatabaseUrl(url, None)
