"""What outlives its process, put together: checks, wishes, questions to people, and thanks."""

from __future__ import annotations

from dataclasses import dataclass

from bot.coach import Coach
from bot.settings import Settings
from bot.slack.post import SlackPost
from bot.slack.thanking import SlackMessenger
from bot.slack.wish_delivery import SlackWishDelivery
from bot.wiring.coaching import make_nominated
from bot.wiring.ground import Ground, utc_now
from bot.wiring.measuring import Measured, or_silence
from bot.wiring.speech import Speech
from bot.workflows.aside import Attempts
from bot.workflows.ask import DurableAsks
from bot.workflows.check import DurableChecks
from bot.workflows.chores import queued_since
from bot.workflows.claims import Claims
from bot.workflows.engine import Engine
from bot.workflows.forgetting import Forgetting
from bot.workflows.nominate import DurableNominations
from bot.workflows.retention import KEEP_ROWS
from bot.workflows.waiting import Waiting
from bot.workflows.wish import DurableWishes
from storage.records import DecisionRecord


@dataclass(frozen=True, slots=True)
class Durable:
    """The engine and its workflows; `nominations` is None where nothing is kept of anybody.

    `waiting` is None where nothing is measured.
    """

    engine: Engine
    waiting: Waiting | None
    checks: DurableChecks
    wishes: DurableWishes
    asks: DurableAsks
    forgetting: Forgetting
    claims: Claims
    nominations: DurableNominations | None


def make_durable(settings: Settings, ground: Ground, coach: Coach, speech: Speech) -> Durable:
    """Return the workflows, registered with an engine that is not launched yet."""
    engine = Engine(
        settings.database_url,
        ground.keys,
        alone=settings.is_anonymous,
        attempts=Attempts(ground.store, utc_now),
    )
    checks = DurableChecks(
        coach=coach,
        delivery=speech.delivery,
        keys=ground.keys,
        engine=engine,
        telemetry=or_silence(ground.measured),
        courtesy=speech.tasks.listening.quiet,
    )
    wishes = DurableWishes(
        coach=coach,
        delivery=SlackWishDelivery(speech.slack, ground.live.limits),
        fade=checks.let_fade,
        keys=ground.keys,
        engine=engine,
    )
    asks = _asks(settings, ground, speech, engine)
    forgetting = Forgetting(asks=asks, fading=checks.fading, keys=ground.keys, engine=engine)
    nominations = _nominations(ground, coach, speech, engine)
    waiting = _measured(ground.measured, engine) if ground.measured else None
    return Durable(
        engine=engine,
        waiting=waiting,
        checks=checks,
        wishes=wishes,
        asks=asks,
        forgetting=forgetting,
        claims=Claims(engine, ground.keys),
        nominations=None if settings.is_anonymous else nominations,
    )


def _measured(measured: Measured, engine: Engine) -> Waiting:
    """Watch what is under way and what waits: counts and an age of everything together."""
    waiting = Waiting(queued_since, utc_now)
    measured.watch("in_flight", "Work under way in this process", lambda: engine.in_flight)
    measured.watch("queue_waiting", "Work that waits for room", lambda: waiting.count)
    measured.watch("queue_oldest_seconds", "For how long at most", lambda: waiting.oldest_s)
    return waiting


def _asks(settings: Settings, ground: Ground, speech: Speech, engine: Engine) -> DurableAsks:
    tongues = speech.tongues
    post = SlackPost(
        speech.slack,
        speech.directory,
        lambda: tongues.company,
        ground.live.title_of,
        0 if settings.is_anonymous else KEEP_ROWS.days,
    )
    return DurableAsks(
        post=post,
        decide=_nothing_kept if settings.is_anonymous else ground.store.add_decision,
        keys=ground.keys,
        engine=engine,
        clock=utc_now,
    )


def _nominations(
    ground: Ground, coach: Coach, speech: Speech, engine: Engine
) -> DurableNominations:
    """Registered in the anonymous profile, too, so that what began before it is finished."""
    return DurableNominations(
        post=SlackMessenger(speech.slack, speech.tongues),
        nominated=make_nominated(ground),
        wanted=coach.may_message,
        keys=ground.keys,
        engine=engine,
    )


async def _nothing_kept(decision: DecisionRecord) -> None:
    """Keep no decision: the anonymous profile has no row that names anybody."""
