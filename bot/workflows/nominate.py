"""The nomination workflow: kept, then the colleague is asked, through crashes too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from bot.keeping.nominated import Nominated
from bot.keys import Keys
from bot.vocabulary.recognition import Answered, Messenger, Nomination
from bot.workflows.engine import Engine
from bot.workflows.trying import Trying
from bot.workflows.wire import from_text, to_text

WORKFLOW = "nominate"
_KEPT = "kept"


class DurableNominations:
    """Nominations that survive their process; the port of bot.vocabulary.recognition."""

    def __init__(
        self,
        *,
        post: Messenger,
        nominated: Nominated,
        wanted: Callable[[str | None, str], Awaitable[bool]],
        keys: Keys,
        engine: Engine,
    ) -> None:
        """Register the workflow with `engine`, which must not be launched yet.

        `wanted` says whether a person (team, user) takes messages from us.
        """
        self._post = post
        self._nominated = nominated
        self._wanted = wanted
        self._keys = keys
        self._engine = engine
        self._trying = Trying(engine, WORKFLOW)
        engine.workflow(WORKFLOW, self._run)

    async def start(self, nomination: Nomination) -> bool:
        """Send a nomination on its way; False when this delivery has been started before."""
        nomination_id = self._keys.delivery_key(f"{WORKFLOW}:{nomination.delivery}")
        named = replace(nomination, nomination_id=nomination_id)
        return await self._engine.start(WORKFLOW, f"{WORKFLOW}-{nomination_id}", to_text(named))

    async def answer(
        self, team: str | None, user: str, nomination_id: str, *, accept: bool
    ) -> Answered:
        """Keep or delete a nomination of this person; `GONE` where they have none of this id."""
        return await self._nominated.answer(team, user, nomination_id, accept=accept)

    async def _run(self, text: str) -> None:
        nomination = from_text(Nomination, text)
        kept = await self._trying.keep_trying("keep", partial(self._keep, nomination))
        if kept == _KEPT:
            await self._trying.keep_trying("ask", partial(self._ask, nomination))

    async def _keep(self, nomination: Nomination) -> str | None:
        if not await self._wanted(nomination.team, nomination.nominee):
            return None
        return _KEPT if await self._nominated.keep(nomination) else None

    async def _ask(self, nomination: Nomination) -> str:
        await self._post.ask(nomination)
        return "asked"
