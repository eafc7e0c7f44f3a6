"""Slack is away for ten minutes, an hour, nearly a day: the real pauses, on a clock that jumps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.coach import Coach
from bot.keeping.nominated import Nominated
from bot.keys import Keys
from bot.verdict import Reading, Verdict
from bot.vocabulary.asking import Answer, Kind
from bot.workflows import ask, check, nominate, wish
from bot.workflows.ask import DurableAsks
from bot.workflows.check import DurableChecks
from bot.workflows.nominate import DurableNominations
from bot.workflows.wire import to_text
from bot.workflows.wish import DurableWishes
from storage.store import Store
from tests.workflows.asks import FakePost, question
from tests.workflows.bench import KEY, FakeDelivery, FakeReviewer
from tests.workflows.hours import BEGAN, Outage, QuickHours, away
from tests.workflows.runner import asked
from tests.workflows.test_nominations import GIVEN, FakeMessenger
from tests.workflows.test_wishes import WISHED, FakeWishDelivery

_TEN_MINUTES, _AN_HOUR = timedelta(minutes=10), timedelta(hours=1)
_NEARLY_A_DAY, _TWO_DAYS = timedelta(hours=23), timedelta(days=2)

# How long Slack is away, and how soon after its return it is tried again at the latest.
WALKS = [
    (_TEN_MINUTES, timedelta(minutes=2)),
    (_AN_HOUR, timedelta(minutes=5)),
    (_NEARLY_A_DAY, timedelta(minutes=30)),
]


@dataclass
class Ground:
    """An engine, and what workflows need besides."""

    engine: QuickHours
    keys: Keys
    store: Store
    coach: Coach


@pytest.fixture
async def ground(sqlite_url: str) -> AsyncIterator[Ground]:
    store = await Store.open(sqlite_url)
    keys = await Keys.open(KEY, None, store)
    engine = QuickHours(sqlite_url, keys)
    reviewer = FakeReviewer()
    await store.accept_deal(keys.author_key("T0BRIGHT", "U0MIRA"), BEGAN, reviewer.host)
    coach = Coach(
        read=lambda _draft: Reading(Verdict.CLEAR),
        reviewer=reviewer,
        store=store,
        author_key=keys.author_key,
        clock=lambda: engine.now,
    )
    yield Ground(engine, keys, store, coach)
    await store.close()


@pytest.mark.parametrize(("lasts", "soon"), WALKS)
async def test_a_result_is_there_soon_after_slack_is_back(
    ground: Ground, lasts: timedelta, soon: timedelta
) -> None:
    outage = Outage(ground.engine, lasts)
    delivery = FakeDelivery()
    DurableChecks(
        coach=ground.coach,
        delivery=away(delivery, outage),
        keys=ground.keys,
        engine=ground.engine,
    )

    await ground.engine.workflows[check.WORKFLOW](to_text(asked(1)))

    assert len(delivery.delivered) == 1
    assert outage.refused > 5
    assert timedelta() <= outage.over_for <= soon


@pytest.mark.parametrize(("lasts", "soon"), WALKS)
async def test_what_is_asked_for_under_a_draft_is_too(
    ground: Ground, lasts: timedelta, soon: timedelta
) -> None:
    outage = Outage(ground.engine, lasts)
    delivery = FakeWishDelivery()
    DurableWishes(
        coach=ground.coach,
        delivery=away(delivery, outage),
        fade=_stays,
        keys=ground.keys,
        engine=ground.engine,
    )

    await ground.engine.workflows[wish.WORKFLOW](to_text(WISHED))

    assert len(delivery.answered) == 1
    assert timedelta() <= outage.over_for <= soon


@pytest.mark.parametrize(("lasts", "soon"), WALKS)
async def test_thanks_are_too(ground: Ground, lasts: timedelta, soon: timedelta) -> None:
    outage = Outage(ground.engine, lasts)
    post = FakeMessenger()
    DurableNominations(
        post=away(post, outage),
        nominated=Nominated(ground.store, ground.keys, lambda: ground.engine.now),
        wanted=_everybody,
        keys=ground.keys,
        engine=ground.engine,
    )

    await ground.engine.workflows[nominate.WORKFLOW](to_text(GIVEN))

    assert len(post.asked) == 1
    assert timedelta() <= outage.over_for <= soon


def asks(ground: Ground, outage: Outage) -> FakePost:
    post = FakePost()
    DurableAsks(
        post=away(post, outage),
        decide=ground.store.add_decision,
        keys=ground.keys,
        engine=ground.engine,
        clock=lambda: ground.engine.now,
    )
    return post


@pytest.mark.parametrize(("lasts", "soon"), WALKS)
async def test_an_answer_to_a_question_reaches_its_author_and_leaves_the_channel(
    ground: Ground, lasts: timedelta, soon: timedelta
) -> None:
    given = timedelta(minutes=20)
    outage = Outage(ground.engine, lasts, BEGAN + given)
    post = asks(ground, outage)
    ground.engine.enqueue(to_text(Answer(Kind.FINE, "U0HANNE", "T0BRIGHT")), given)

    await ground.engine.workflows[ask.WORKFLOW](to_text(question(at=BEGAN, ask_id="a1")))

    assert post.log == [
        ("ask", "#legal-help"),
        ("close", "#legal-help:1", "fine"),
        ("tell", "#legal-help", "fine", "0"),
    ]
    assert len(await ground.store.decided()) == 1
    assert timedelta() <= outage.over_for <= soon


async def test_a_question_goes_to_its_fallback_where_its_channel_cannot_be_reached_in_an_hour(
    ground: Ground,
) -> None:
    post = asks(ground, Outage(ground.engine, _AN_HOUR))
    ground.engine.enqueue(to_text(Answer(Kind.FINE, "U0HANNE", "T0BRIGHT")), 3 * _AN_HOUR)

    await ground.engine.workflows[ask.WORKFLOW](to_text(question(at=BEGAN, ask_id="a1")))

    assert [line[:2] for line in post.log] == [
        ("ask", "#comms-policy"),
        ("close", "#comms-policy:1"),
        ("tell", "#comms-policy"),
    ]


async def test_after_two_days_it_is_said_what_was_given_up(
    ground: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    given = timedelta(minutes=20)
    post = asks(ground, Outage(ground.engine, _TWO_DAYS, BEGAN + given))
    ground.engine.enqueue(to_text(Answer(Kind.FINE, "U0HANNE", "T0BRIGHT")), given)

    await ground.engine.workflows[ask.WORKFLOW](to_text(question(at=BEGAN, ask_id="a1")))

    assert "ask: gave up on close" in caplog.text
    assert ground.engine.now - BEGAN > timedelta(days=1)
    assert [told.stands for told in post.told] == [("#legal-help",)]


async def _stays(_team: str | None, _user: str, _place: str) -> None:
    """Have nothing deleted."""


async def _everybody(team: str | None, user: str) -> bool:
    del team, user
    return True
