"""What `checkpost doctor` says about work that was set aside, since no process survived it."""

from __future__ import annotations

from bot.cli.diagnosis import Diagnosis, State
from bot.cli.diagnosis_store import not_known, store_there
from bot.settings import Settings

_NAME = "Work"
_FINE = Diagnosis(_NAME, State.OK, "none was set aside in the last 30 days")
_REMEDY = "Look in the log before those references for the place (loop_blocked), and report it."


async def look_at_work(settings: Settings) -> Diagnosis:
    """Look for what was set aside: its author was told what could be told without it."""
    from bot.workflows.unread import counted
    from storage.problem import StoreProblem

    try:
        async with store_there(settings) as store:
            aside = await store.aside() if store else ()
    except StoreProblem:
        return not_known(_NAME)
    if not aside:
        return _FINE
    references = ", ".join(each.reference for each in aside[-3:])
    kinds = counted(each.work for each in aside)
    says = f"set aside, since process after process ended in it: {kinds} (last: {references})"
    return Diagnosis(_NAME, State.WARN, says, _REMEDY)
