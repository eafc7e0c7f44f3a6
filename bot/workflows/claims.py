"""Claims: what is to be done once, whichever replica it comes to, and of which nothing is kept."""

from __future__ import annotations

from bot.keys import Keys
from bot.workflows.engine import Engine

WORKFLOW = "claim"


class Claims:
    """Says who is first. A claim is a workflow that does nothing, under a name made from a key.

    It stays as long as it takes until Slack, or a proxy, delivers no more of the same, and goes
    with other finished work.
    """

    def __init__(self, engine: Engine, keys: Keys) -> None:
        """Register the workflow with `engine`, which must not be launched yet."""
        self._engine = engine
        self._keys = keys
        engine.workflow(WORKFLOW, _nothing)

    async def first(self, what: str) -> bool:
        """Whether nobody has claimed this before, here or in another replica."""
        return await self._engine.start(WORKFLOW, f"{WORKFLOW}-{self._keys.delivery_key(what)}", "")


async def _nothing(_text: str) -> None:
    """Be remembered, and no more."""
