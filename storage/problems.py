"""What went wrong with a database, as a sentence that names it and the remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from storage.problem import StoreProblem
from storage.urls import DatabaseUrl

# SQLite's own wording (sqlite3_errstr and the messages built on it), first match wins.
_SQLITE = (
    (
        ("locked", "busy"),
        (
            "The database {name} is locked by another program. Close what has it open (a database "
            "browser, a backup, a second Checkpost) and try again."
        ),
    ),
    (
        ("readonly", "read-only", "attempt to write"),
        (
            "The database {name} cannot be written. Give this user write permission on the file "
            "and on its folder."
        ),
    ),
    (
        ("malformed", "not a database", "encrypted", "corrupt", "disk image"),
        (
            "The database {name} is damaged. It was left as it is: move it away and put a backup "
            "in its place, or start with a new one."
        ),
    ),
    (
        ("is full",),
        (
            "The disk that holds {name} is full. Make room and try again; nothing in the database "
            "was changed."
        ),
    ),
    (
        ("unable to open", "disk i/o"),
        (
            "The database {name} cannot be opened. Look at the permissions and the health of the "
            "disk it is on."
        ),
    ),
)
# PostgreSQL's SQLSTATE codes, by prefix.
_POSTGRESQL = (
    ("28", "The {name} refuses this user. Check the name and the password in the URL."),
    ("3D", "The {name} does not exist. Make it with: createdb {database}"),
    ("42501", "This user may not use the {name}. Grant CREATE and USAGE on its public schema."),
    ("53100", "The disk of the {name} is full. Make room and try again."),
    ("53", "The {name} has no room for more connections. Raise max_connections."),
    ("55P03", "The {name} is locked by another program. Try again when it has finished."),
    ("57P", "The {name} is shutting down or restarting. Try again in a minute."),
    ("25006", "The {name} is read-only: this may be a standby. Use the primary's address."),
)


@contextmanager
def explained(url: DatabaseUrl) -> Iterator[None]:
    """Turn whatever a database library raises into a `StoreProblem` about `url`."""
    try:
        yield
    except (DBAPIError, NoConnection, sqlite3.Error) as error:
        raise StoreProblem(explain(url, error), _code(error)) from None
    except psycopg.Error as error:
        said = _explain_postgresql(url, error.sqlstate, str(error).lower())
        raise StoreProblem(said, error.sqlstate or "") from None
    except OSError as error:
        raise StoreProblem(
            f"The database {url.name} cannot be reached: {error.strerror or 'I/O error'}."
        ) from None


def explain(url: DatabaseUrl, error: DBAPIError | NoConnection | sqlite3.Error) -> str:
    """Say what is wrong with the database at `url` and what to do about it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = str(cause).lower()
    if url.path is not None:
        for signs, sentence in _SQLITE:
            if any(sign in said for sign in signs):
                return sentence.format(name=url.name)
        return f"The database {url.name} cannot be used ({type(cause).__name__})."
    return _explain_postgresql(url, getattr(cause, "sqlstate", None), said)


def _code(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""


def _explain_postgresql(url: DatabaseUrl, code: str | None, said: str) -> str:
    # A refused login happens before there is a session, so psycopg gives it no code.
    if code is None and "authentication failed" in said:
        code = "28P01"
    if code is None and "does not exist" in said:
        code = "3D000"
    for prefix, sentence in _POSTGRESQL:
        if (code or "").startswith(prefix):
            return sentence.format(name=url.name, database=url.url.database)
    if code is None:
        return f"The {url.name} does not answer. Check that it runs and that the address is right."
    return f"The {url.name} cannot be used (SQLSTATE {code})."
