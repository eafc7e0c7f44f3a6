"""A look at what is in flight from outside the bot, while it runs or not: nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator

from dbos import DBOSClient, StepInfo, WorkflowStatus
from sqlalchemy import column, false, select, table

from bot.keys import Keys
from bot.workflows.outside import NeverRan, from_outside
from bot.workflows.serializer import Unreadable
from bot.workflows.systemdb import SCHEMA, own_url
from storage.engines import single_engine
from storage.urls import parse_url

_UNFINISHED = ["PENDING", "ENQUEUED", "DELAYED"]


def unread_work(database_url: str, keys: Keys) -> list[str]:
    """Return the name of each piece of work that is in flight and that `keys` do not read.

    Also where it is a message to it that they do not, as an answer on its way to a question.
    Raises sqlalchemy's errors where the database cannot be asked.
    """
    try:
        with from_outside(database_url, keys) as client:
            found = client.list_workflows(status=_UNFINISHED, load_output=False)
            told = set(_unread_messages(database_url, keys)) if found else set()
            return [one.name for one in found if one.workflow_id in told or _is_unread(one, client)]
    except NeverRan:
        return []


def _is_unread(work: WorkflowStatus, client: DBOSClient) -> bool:
    given: object = work.input  # the library names a type for what it can read alone
    steps = client.list_workflow_steps(work.workflow_id)
    return isinstance(given, Unreadable) or any(map(_unread_step, steps))


def _unread_step(step: StepInfo) -> bool:
    return isinstance(step["output"], Unreadable) or isinstance(step["error"], Unreadable)


def _unread_messages(database_url: str, keys: Keys) -> Iterator[str]:
    """Yield to whom each message goes that was not received yet, and is not read.

    The library has no call that lists them, so its table is asked.
    """
    own = own_url(parse_url(database_url))
    names = ("destination_uuid", "message", "consumed")
    messages = table(
        "notifications", *map(column, names), schema=None if own.path is not None else SCHEMA
    )
    waiting = select(messages.c.destination_uuid, messages.c.message)
    engine = single_engine(own).execution_options(sqlite_begin="BEGIN")
    try:
        with engine.connect() as connection:
            for work, message in connection.execute(waiting.where(messages.c.consumed == false())):
                if not keys.opens(message):
                    yield work
    finally:
        engine.dispose()
