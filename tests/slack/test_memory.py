from __future__ import annotations

import asyncio

from bot.slack.cards.card import Window
from bot.slack.desk import Desk
from bot.slack.recent import Recent
from bot.slack.tasks import Tasks
from tests.slack.examples import DRAFT, FIX


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_what_is_old_is_forgotten() -> None:
    clock = Clock()
    recent = Recent[str](ttl_s=60, most=10, now=clock)
    recent.put("a", "first")

    clock.seconds = 59
    assert recent.get("a") == "first"
    clock.seconds = 60
    assert recent.get("a") is None
    recent.put("b", "second")
    assert len(recent) == 1


def test_no_more_is_held_than_was_agreed() -> None:
    recent = Recent[int](ttl_s=60, most=3, now=Clock())

    for number in range(100):
        recent.put(str(number), number)

    assert len(recent) == 3
    assert [recent.get(str(number)) for number in (96, 97, 98, 99)] == [None, 97, 98, 99]


def test_what_is_put_again_lives_on() -> None:
    clock = Clock()
    recent = Recent[int](ttl_s=60, most=2, now=clock)
    recent.put("a", 1)
    recent.put("b", 2)
    recent.put("a", 3)
    recent.put("c", 4)

    assert (recent.get("a"), recent.get("b")) == (3, None)


def test_a_delivery_is_new_once_in_fifteen_minutes() -> None:
    clock = Clock()
    desk = Desk(now=clock)

    assert desk.first("t1")
    assert not desk.first("t1")
    assert desk.first("t2")
    clock.seconds = 15 * 60 + 1
    assert desk.first("t1")


def test_a_closed_window_stays_closed_and_keeps_no_draft() -> None:
    desk = Desk(now=Clock())
    desk.show("V1", Window(DRAFT, card=FIX), "hash")

    desk.close("V1")
    desk.close("V2")

    for view_id, check_id in (("V1", "c1"), ("V2", "")):
        shown = desk.view(view_id)
        assert shown is not None
        assert (shown.closed, shown.window, shown.check_id) == (True, None, check_id)


def test_a_guarded_window_is_not_remembered() -> None:
    desk = Desk(now=Clock())
    guarded = Window(DRAFT, card=FIX, guarded=True)

    desk.show("V1", guarded)
    desk.keep(guarded)

    shown = desk.view("V1")
    assert shown is not None
    assert shown.window is None
    assert desk.kept("c1") is None


async def test_work_in_flight_is_finished_before_the_end() -> None:
    tasks, done = Tasks(), asyncio.Event()

    async def work() -> None:
        with tasks.this_one():
            await done.wait()

    running = asyncio.create_task(work())
    spawned = tasks.spawn(done.wait())
    await asyncio.sleep(0)
    assert tasks.in_flight == 2
    assert await tasks.drain(0) == 2

    done.set()
    assert await tasks.drain(5) == 0
    assert running.done()
    assert spawned.done()
    assert tasks.in_flight == 0


async def test_other_work_lets_listeners_go_first_but_not_for_long() -> None:
    tasks, order = Tasks(), list[str]()

    async def listens() -> None:
        with tasks.this_one():
            await asyncio.sleep(0.02)
            order.append("a first card")

    async def follows() -> None:
        await tasks.listening.quiet(5)
        order.append("a review")

    await tasks.listening.quiet(5)
    listening = asyncio.create_task(listens())
    await asyncio.sleep(0)
    await asyncio.gather(listening, follows())
    assert order == ["a first card", "a review"]

    with tasks.this_one():
        await tasks.listening.quiet(0.01)
