"""The wish workflow: what is asked for under a draft is answered, through crashes too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from bot.coach import Coach
from bot.keys import Keys
from bot.messages import speaking
from bot.review.notes import note_for, without_checklist
from bot.review.outcome import FollowedUp, ReviewStatus
from bot.wished import WishDelivery, Wished
from bot.workflows.engine import Engine
from bot.workflows.trying import Pauses, Trying
from bot.workflows.wire import from_text, to_text

WORKFLOW = "wish"


class DurableWishes:
    """Wishes that survive their process; the `Wishes` port of bot.wished."""

    def __init__(
        self,
        *,
        coach: Coach,
        delivery: WishDelivery,
        fade: Callable[[str | None, str, str], Awaitable[None]],
        keys: Keys,
        engine: Engine,
        pauses: Pauses | None = None,
    ) -> None:
        """Register the workflow with `engine`, which must not be launched yet.

        `fade` has the message to a team's user, at a place, deleted in a day. `pauses` are those
        between attempts.
        """
        self._coach = coach
        self._delivery = delivery
        self._fade = fade
        self._keys = keys
        self._engine = engine
        self._trying = Trying(engine, WORKFLOW, pauses)
        engine.workflow(WORKFLOW, self._run)

    async def start(self, wished: Wished) -> bool:
        """Start on a wish; False when this delivery has been started before."""
        workflow_id = f"{WORKFLOW}-{self._keys.delivery_key(wished.delivery)}"
        return await self._engine.start(WORKFLOW, workflow_id, to_text(wished))

    async def _run(self, text: str) -> None:
        wished = from_text(Wished, text)
        said = None
        if wished.ready is None:
            ask = partial(self._ask, wished)
            said = await self._trying.keep_trying("ask", ask, briefly=True)
        place = await self._trying.keep_trying("answer", partial(self._answer, wished, said))
        if place is not None:
            await self._fade(wished.team, wished.user, place)

    async def _ask(self, wished: Wished) -> str:
        with speaking(wished.language):
            word = await self._coach.follow_up(
                wished.team, wished.user, wished.draft, wished.text, translated=wished.translated
            )
        return to_text(word)

    async def _answer(self, wished: Wished, said: str | None) -> str | None:
        with speaking(wished.language):
            word = None if wished.ready is not None else _heard(said)
            return await self._delivery.answer(wished, word)


def _heard(said: str | None) -> FollowedUp:
    """Read what was said, or say that nothing was where nobody could be asked in an hour."""
    if said is not None:
        return from_text(FollowedUp, said)
    status = ReviewStatus.PROVIDER_ERROR
    return FollowedUp(status, note=without_checklist(note_for(status)))
