"""The durable engine as seen from outside the bot, while it runs or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dbos import DBOSClient
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.keys import Keys
from bot.workflows.serializer import SealedJson
from bot.workflows.systemdb import NAME, SCHEMA, own_url
from storage.urls import parse_url


class NeverRan(Exception):
    """No bot has ever run on this database, so nothing is in flight there."""


@contextmanager
def from_outside(database_url: str, keys: Keys) -> Iterator[DBOSClient]:
    """Open what is in flight, without running any of it.

    Raises `NeverRan`, and sqlalchemy's errors where the database cannot be used.
    """
    own = own_url(parse_url(database_url))
    if own.path is not None and not own.path.exists():
        raise NeverRan
    client = DBOSClient(
        system_database_url=own.url.render_as_string(hide_password=False),
        dbos_system_schema=None if own.path else SCHEMA,
        serializer=SealedJson(keys),
        retry_connection_errors=False,
        application_name=NAME,
        lazy=True,
    )
    try:
        yield client
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error.orig) or "does not exist" in str(error.orig):
            raise NeverRan from None
        raise
    finally:
        client.destroy()
