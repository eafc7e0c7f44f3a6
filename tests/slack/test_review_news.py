"""The comms channel hears once a day what keeps AI from reading, and of outages that last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.alerts import Once
from bot.review.outcome import ReviewStatus
from bot.review.trouble import LASTING, LASTS, MENDABLE, Trouble
from bot.slack.news import News, ReviewNews
from tests.fakes import FakeSightings
from tests.slack.conftest import COMMS, Bench

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOST = "api.openai.example"


class Day:
    """A reviewer's trouble at a clock that is moved by hand; two replicas share a store."""

    def __init__(self, bench: Bench) -> None:
        assert bench.services.rules
        self.now = NOON
        self.messages = bench.double.mail.messages[COMMS]
        news = News(
            bench.services.rules.comms, Once(FakeSightings(), lambda: self.now), lambda: "en"
        )
        tell = ReviewNews(news, HOST).tell
        self.replicas = [Trouble(lambda: self.now, tell) for _ in range(2)]

    async def note(self, status: ReviewStatus, minutes: float = 0) -> None:
        self.now += timedelta(minutes=minutes)
        for replica in self.replicas:
            await replica.note(status)


@pytest.mark.parametrize("status", sorted(MENDABLE))
async def test_each_trouble_names_the_host_and_is_told_once_a_day(
    bench: Bench, status: ReviewStatus
) -> None:
    day = Day(bench)

    await day.note(status)
    await day.note(status, 60)

    [message] = day.messages
    assert HOST in str(message)


async def test_a_busy_endpoint_is_no_news(bench: Bench) -> None:
    day = Day(bench)

    await day.note(ReviewStatus.RATE_LIMITED)

    assert not day.messages


@pytest.mark.parametrize("status", sorted(LASTING))
async def test_an_outage_that_lasts_is_told_once_and_so_is_its_end(
    bench: Bench, status: ReviewStatus
) -> None:
    day = Day(bench)
    half = LASTS / timedelta(minutes=2)
    for _ in range(5):
        await day.note(status, half)
    await day.note(ReviewStatus.OK, 1)
    await day.note(ReviewStatus.OK, 1)

    down, back = (message["text"] for message in day.messages)
    assert f"AI review is resting: {HOST} has" in down
    assert "for ten minutes or more" in down
    assert back == f"AI review is back: {HOST} answers again. Nothing else to do."


async def test_an_hour_without_the_model_is_two_messages_and_no_more(bench: Bench) -> None:
    day = Day(bench)
    for _ in range(60):
        await day.note(ReviewStatus.PROVIDER_ERROR, 1)
    await day.note(ReviewStatus.OK, 1)

    assert len(day.messages) == 2


async def test_an_outage_that_passes_by_itself_is_no_news(bench: Bench) -> None:
    day = Day(bench)
    for _ in range(3):
        await day.note(ReviewStatus.TIMEOUT, 4)
        await day.note(ReviewStatus.TIMEOUT, 4)
        await day.note(ReviewStatus.OK, 1)

    assert not day.messages
