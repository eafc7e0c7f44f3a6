"""What `checkpost doctor` says about the keys: whether they open all that is locked and waits."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.cli.diagnosis import Diagnosis, State
from bot.cli.diagnosis_store import not_known, store_there
from bot.keyfile import KEY_FILE, PUT_BACK, KeyProblem
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.keys import Keys
    from storage.store import Store

_NAME = "Keys"
_NOTHING = Diagnosis(_NAME, State.OK, "nothing is locked yet")
_KEPT = timedelta(days=180)


async def look_at_keys(settings: Settings) -> Diagnosis:
    """Look for what was acknowledged or lent, and is locked with a key that is not given."""
    from storage.problem import StoreProblem

    try:
        async with store_there(settings) as store:
            return await _judged(settings, store) if store else _NOTHING
    except StoreProblem:
        return not_known(_NAME)
    except KeyProblem as problem:
        return Diagnosis(_NAME, State.FAIL, str(problem))


async def _judged(settings: Settings, store: Store) -> Diagnosis:
    from bot.keys import Keys
    from bot.workflows.peek import unread_work
    from bot.workflows.unread import counted
    from storage.urls import parse_url

    secret = settings.checkpost_secret_key
    file = parse_url(settings.database_url).beside(KEY_FILE)
    keys = await Keys.look(secret.get_secret_value() if secret else None, file, store)
    if keys is None:
        return _NOTHING
    work = await asyncio.to_thread(unread_work, settings.database_url, keys)
    kept = await _unread_rows(store, keys, datetime.now(UTC))
    if not work and not kept:
        return Diagnosis(_NAME, State.OK, "they open what is in flight and what is kept")
    says = f"no present key reads {counted([*work, *kept])}: they wait for the old one"
    return Diagnosis(_NAME, State.FAIL if work else State.WARN, says, PUT_BACK)


async def _unread_rows(store: Store, keys: Keys, now: datetime) -> list[str]:
    lent = [("lent draft", each.sealed) for each in await store.lent_at(now)]
    thanks = await store.accepted_nominations(now - _KEPT, now)
    sealed = [*lent, *(("thank-you", each.sealed) for each in thanks)]
    return [name for name, each in sealed if not keys.opens(each)]
