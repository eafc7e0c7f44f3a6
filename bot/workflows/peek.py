"""A look at what is in flight from outside the bot, while it runs or not: nothing is changed."""

from __future__ import annotations

from dbos import DBOSClient, StepInfo, WorkflowStatus
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.keys import Keys
from bot.workflows.serializer import SealedJson, Unreadable
from bot.workflows.systemdb import SCHEMA, own_url
from storage.urls import parse_url

_UNFINISHED = ["PENDING", "ENQUEUED", "DELAYED"]


def unread_work(database_url: str, keys: Keys) -> list[str]:
    """Return the name of each piece of work that is in flight and that `keys` do not read.

    Raises sqlalchemy's errors where the database cannot be asked.
    """
    own = own_url(parse_url(database_url))
    if own.path is not None and not own.path.exists():
        return []
    client = DBOSClient(
        system_database_url=own.url.render_as_string(hide_password=False),
        dbos_system_schema=None if own.path else SCHEMA,
        serializer=SealedJson(keys),
        retry_connection_errors=False,
        lazy=True,
    )
    try:
        found = client.list_workflows(status=_UNFINISHED, load_output=False)
        return [one.name for one in found if _is_unread(one, client)]
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error.orig) or "does not exist" in str(error.orig):
            return []  # the bot has never run here
        raise
    finally:
        client.destroy()


def _is_unread(work: WorkflowStatus, client: DBOSClient) -> bool:
    given: object = work.input  # the library names a type for what it can read alone
    steps = client.list_workflow_steps(work.workflow_id)
    return isinstance(given, Unreadable) or any(map(_unread_step, steps))


def _unread_step(step: StepInfo) -> bool:
    return isinstance(step["output"], Unreadable) or isinstance(step["error"], Unreadable)
