"""What `checkpost doctor` says about work that was set aside, since no process survived it."""

from __future__ import annotations

from bot.cli.diagnosis import Diagnosis, State
from bot.settings import Settings

_NAME = "Work"
_FINE = Diagnosis(_NAME, State.OK, "none was set aside in the last 30 days")
_REMEDY = "Look in the log before those references for the place (loop_blocked), and report it."


async def look_at_work(settings: Settings) -> Diagnosis:
    """Look for what was set aside: its author was told what could be told without it."""
    from bot.workflows.unread import counted
    from storage.problem import StoreProblem
    from storage.store import Store
    from storage.urls import parse_url

    try:
        path = parse_url(settings.database_url).path
        if path is not None and not path.exists():
            return _FINE
        store = await Store.open(settings.database_url)
        try:
            aside = await store.aside()
        finally:
            await store.close()
    except StoreProblem:
        return Diagnosis(_NAME, State.OFF, "not known: see Database")
    if not aside:
        return _FINE
    references = ", ".join(each.reference for each in aside[-3:])
    kinds = counted(each.work for each in aside)
    says = f"set aside, since process after process ended in it: {kinds} (last: {references})"
    return Diagnosis(_NAME, State.WARN, says, _REMEDY)
