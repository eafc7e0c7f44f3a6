from __future__ import annotations

import asyncio

from bot.slack.fleeting import Fleeting


class Slack:
    """Deletes messages, or fails to."""

    def __init__(self, *, broken: bool = False) -> None:
        self.broken = broken
        self.deleted: list[str] = []
        self.asked = asyncio.Event()

    async def withdraw(self, place: str) -> None:
        self.asked.set()
        if self.broken:
            raise RuntimeError
        self.deleted.append(place)


async def test_a_card_goes_when_its_time_is_over() -> None:
    slack = Slack()

    Fleeting(slack.withdraw, stays_s=0.0).add("D1 1.1")

    await asyncio.wait_for(slack.asked.wait(), 5)
    assert slack.deleted == ["D1 1.1"]


async def test_one_that_is_kept_stays_and_one_that_is_unknown_is_said_to_be() -> None:
    slack = Slack()
    fleeting = Fleeting(slack.withdraw)
    fleeting.add("D1 1.1")
    fleeting.add("D1 1.1")

    assert fleeting.keep("D1 1.1")
    assert not fleeting.keep("D1 1.1")
    await fleeting.close()
    assert slack.deleted == []


async def test_of_too_many_the_oldest_goes_early() -> None:
    slack = Slack()
    fleeting = Fleeting(slack.withdraw, most=1)

    fleeting.add("D1 1.1")
    fleeting.add("D1 1.2")
    await asyncio.wait_for(slack.asked.wait(), 5)

    assert slack.deleted == ["D1 1.1"]
    await fleeting.close()


async def test_a_slack_that_is_away_costs_the_end_nothing() -> None:
    fleeting = Fleeting(Slack(broken=True).withdraw)
    fleeting.add("D1 1.1")

    await fleeting.close()
