"""The coach put together: who reviews, what it knows, and what else is kept of a person."""

from __future__ import annotations

import secrets
from contextlib import AsyncExitStack

from bot.answering import Answers
from bot.coach import Coach
from bot.finishing import Known
from bot.keeping.anonymous import AnonymousStore
from bot.keeping.exporting import opener
from bot.keeping.lending import Lending
from bot.keeping.nominated import Nominated
from bot.review.off import ReviewOff
from bot.seeing import Seeing
from bot.settings import Settings
from bot.wiring.alerting import Alerting
from bot.wiring.ground import Ground, utc_now
from bot.wiring.reviewing import CurrentReviewer, make_reviewer


def make_nominated(ground: Ground) -> Nominated:
    """Return the nominations at rest."""
    return Nominated(ground.store, ground.keys, utc_now)


def open_reviewer(
    settings: Settings, stack: AsyncExitStack, ground: Ground, alerting: Alerting
) -> ReviewOff | CurrentReviewer:
    """Return the reviewer that the settings ask for; `stack` closes it."""
    reviewer = make_reviewer(
        settings,
        lambda: ground.live.current,
        secrets.token_bytes(32),
        spent=ground.store,
        tell=alerting.review(settings.ai_host),
    )
    stack.push_async_callback(reviewer.aclose)
    return reviewer


def make_lending(settings: Settings, ground: Ground) -> Lending | None:
    """Return what lends drafts to comms; None where authors are not asked."""
    days = settings.lend_days
    return Lending(ground.store, ground.keys, days=days, clock=utc_now) if days else None


def make_answers(ground: Ground, reviewer: ReviewOff | CurrentReviewer) -> Answers:
    """Return what answers questions about the policy."""
    live = ground.live
    return Answers(lambda: live.current, live.folder, utc_now, reviewer)


def make_seeing(
    ground: Ground, coach: Coach, reviewer: ReviewOff | CurrentReviewer
) -> Seeing | None:
    """Return what shows a picture to a model; None where there is no model."""
    if isinstance(reviewer, ReviewOff):
        return None
    live = ground.live
    return Seeing(reviewer, coach.takes_ai, lambda draft: live.current.read(draft, utc_now()))


def make_coach(
    settings: Settings,
    ground: Ground,
    reviewer: ReviewOff | CurrentReviewer,
    alerting: Alerting,
) -> Coach:
    """Return the coach; in the anonymous profile it keeps no row about anybody."""

    def known() -> Known:
        rules = ground.live.current
        return Known(rules.facts_at(utc_now()), rules.platforms, rules.organisation.contacts)

    return Coach(
        read=ground.live.read,
        reviewer=reviewer,
        store=AnonymousStore(ground.store) if settings.is_anonymous else ground.store,
        author_key=ground.keys.author_key,
        clock=utc_now,
        known=known,
        opened=opener(ground.keys),
        saw=None if settings.is_anonymous else alerting.watch.saw,
    )
