"""How a check ends: recorded, delivered, and what failed of it said by type and place alone."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Awaitable, Callable

from bot.check import Asked, Delivery, Outcome
from bot.coach import Coach
from bot.logs import place as where_from
from bot.messages import say, speaking
from bot.review.outcome import ReviewStatus
from bot.telemetry import Telemetry

_log = logging.getLogger(__name__)

# What is still to be done of recording and delivering, and the place of a message.
Concluded = tuple[list[str], str | None]
Conclude = Callable[[tuple[str, ...]], Awaitable[Concluded]]


class Conclusion:
    """Records and delivers what came of a check."""

    def __init__(self, coach: Coach, delivery: Delivery, telemetry: Telemetry) -> None:
        """What keeps a check, what brings it to its author, and what counts the time of that."""
        self._coach = coach
        self._delivery = delivery
        self._telemetry = telemetry

    async def conclude(
        self,
        asked: Asked,
        outcome: Outcome,
        view: str | None,
        todo: tuple[str, ...],
        *,
        again: bool,
    ) -> Concluded:
        """Do what is left to do, recording first; return what still is, and a message's place."""
        left, place = [], None
        if "record" in todo:
            try:
                await self._coach.record(asked, outcome)
            except Exception as error:  # noqa: BLE001 -- a full disk must not keep the answer back
                report("record", asked, error)
                left.append("record")
        if "deliver" in todo:
            view_id, _, state = (view or "").partition(" ")
            try:
                began = time.monotonic()
                with self._telemetry.span("deliver"):
                    place = await self._delivery.deliver(
                        asked, outcome, view_id or None, state or None, again=again
                    )
                self._telemetry.delivered(time.monotonic() - began)
            except Exception as error:  # noqa: BLE001 -- tried again later
                report("deliver", asked, error)
                left.append("deliver")
        return left, place


def report(step: str, asked: Asked, error: Exception) -> str:
    """Log that a step failed, by type and place alone: an error's text may repeat a draft."""
    reference = secrets.token_hex(4)
    where = where_from(error)
    _log.error("check %s: %s failed with %s (reference %s)", asked.check_id, step, where, reference)
    return reference


def rules_only(asked: Asked, reference: str) -> Outcome:
    """Return the rules' own word, and the reference of the log line that says why it is alone."""
    with speaking(asked.language):
        note = say("review.broken", reference=reference)
    return Outcome(
        verdict=asked.reading.verdict,
        findings=asked.reading.findings,
        status=ReviewStatus.PROVIDER_ERROR,
        ruleset=asked.reading.ruleset,
        note=note,
    )
