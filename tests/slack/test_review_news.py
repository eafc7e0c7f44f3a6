"""The comms channel hears once a day what keeps AI from reading."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.review.outcome import ReviewStatus
from bot.review.trouble import MENDABLE, Trouble
from bot.slack.news import ReviewNews
from tests.slack.conftest import COMMS, Bench

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize("status", sorted(MENDABLE))
async def test_each_trouble_names_the_host_and_is_told_once_a_day(
    bench: Bench, status: ReviewStatus
) -> None:
    assert bench.services.rules
    news = ReviewNews(bench.services.rules.comms, "api.openai.example")
    trouble = Trouble(lambda: NOON, news.tell)

    await trouble.note(status)
    await trouble.note(status)

    [message] = bench.double.mail.messages[COMMS]
    assert "api.openai.example" in str(message)


async def test_a_busy_endpoint_is_no_news(bench: Bench) -> None:
    assert bench.services.rules
    news = ReviewNews(bench.services.rules.comms, "api.openai.example")

    await Trouble(lambda: NOON, news.tell).note(ReviewStatus.RATE_LIMITED)

    assert not bench.double.mail.messages[COMMS]
