"""How long a check waits for whom."""

from __future__ import annotations

from dataclasses import dataclass

from bot.courtesy import COURTESY_S
from bot.workflows.trying import FOR_A_DAY


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a check waits, in seconds.

    `view`: for the modal to open; Slack's trigger lives 3 seconds. `review`: for a reviewer that
    forgot its own deadline of 25. `pauses`: between attempts to record and deliver, which
    together outlast a bad day at Slack. `at_once`, no time but a number: how many reviews
    one process has under way, enough for 20 checks a second at 2 s each; more of them wait in
    the durable queue for whichever process has room. `aside`: how long what nobody waits for, the
    record of a check among it, lets answers to others go first. Measured with twenty people in one
    instant: writing is a third of all the work there is, and stood between some of them and their
    answers.
    """

    view: float = 5.0
    review: float = 60.0
    pauses: tuple[float, ...] = FOR_A_DAY
    at_once: int = 64
    aside: float = COURTESY_S
