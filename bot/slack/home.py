"""Drawing somebody's App Home from what is kept about them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from bot.check import PastCheck
from bot.logs import place
from bot.messages import say
from bot.slack.cards.home import Home, home_view
from bot.slack.choices import Choices, choices_of, deal_for, menu_for
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.vocabulary.asking import Question

_RECENT = 5


async def publish(services: Services, given: Given, notice: str = "") -> None:
    """Publish the Home of whoever this delivery is from."""
    choices = await choices_of(services.coach, given.team, given.user, services.patience_s)
    menu = menu_for(services.coach, choices)
    recent, checks, trouble = await _recent(services, given, choices)
    asked, not_known = await _asked(services, given)
    trouble = trouble or not_known
    home = Home(
        deal=deal_for(services, choices),
        kept=services.kept,
        keep_days=services.keep_days,
        timezone=services.timezone,
        recent=recent,
        checks=checks,
        asked=asked,
        platform=choices.platform,
        language=choices.language,
        ai_host=services.coach.host,
        ai_review=menu.ai_review,
        messages=menu.messages,
        thanks=services.nominations is not None,
        policy=services.answers is not None,
        habit=services.habits is not None and services.habits.this_month() is not None,
        notice=notice or (trouble if choices.known else say("home.not_now")),
    )
    await services.slack.publish_home(given.user, home_view(home))


async def _asked(services: Services, given: Given) -> tuple[Sequence[Question], str]:
    """Return one's own open questions, and a word where they are not known."""
    if services.asks is None:
        return (), ""
    try:
        async with asyncio.timeout(services.patience_s):
            return await services.asks.open_questions(given.team, given.user), ""
    except Exception as error:  # noqa: BLE001 -- the rest of the page needs no engine
        structlog.get_logger().warning("questions_unknown", error=place(error))
        return (), say("home.not_now")


async def _recent(
    services: Services, given: Given, choices: Choices
) -> tuple[Sequence[PastCheck], int, str]:
    """Return the latest checks, how many there are in all, and a word where that is not known."""
    if not choices.accepted:
        return (), 0, ""
    coach, who = services.coach, (given.team, given.user)
    try:
        async with asyncio.timeout(services.patience_s):
            recent = await coach.recent(*who, _RECENT)
            checks = len(recent) if len(recent) < _RECENT else await coach.checks_of(*who)
            return recent, checks, ""
    except Exception as error:  # noqa: BLE001 -- the rest of the page needs no store
        structlog.get_logger().warning("recent_unknown", error=place(error))
        return (), 0, say("home.not_now")
