"""Questions that one version began and another one goes on with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.keys import Keys
from bot.vocabulary.asking import Answer, Kind
from bot.workflows.ask import BEFORE
from bot.workflows.chores import is_unfinished
from bot.workflows.engine import Engine
from bot.workflows.wire import to_text
from storage.store import Store
from tests.workflows.ask_earlier import EarlierAsks
from tests.workflows.asks import asking, pace, question
from tests.workflows.bench import KEY, until
from tests.workflows.test_fading import finished

FINE = Answer(Kind.FINE, "U0HANNE", "T0BRIGHT", delivery="12.34.fine")
WAIT = Answer(Kind.WAIT, "U0RASHID", "T0BRIGHT", "The launch moved to May", "12.34.wait")
ASKED = replace(question(), ask_id="a1")


async def begun_before(url: str, channel_s: float, *, gone: bool, waits: bool) -> list[str]:
    """Let an earlier version begin a question, and end in a long wait; return its steps."""
    store = await Store.open(url)
    engine = Engine(url, await Keys.open(KEY, None, store))
    earlier = EarlierAsks(engine, channel_s, gone)
    await engine.launch()
    await engine.start(BEFORE, "ask-a1", to_text(replace(ASKED, at=question().at)))
    if waits:
        await engine.send("ask-a1", "answer", to_text(WAIT))

    async def waits_for_long() -> bool:
        return earlier.done.count("ask") == (1 if channel_s > 1 else 2) and (
            not waits or "hear" in earlier.done
        )

    await until(waits_for_long)
    await engine.close(timeout=1.0)
    await store.close()
    return earlier.done


@pytest.mark.parametrize(
    ("channel_s", "gone", "waits", "done"),
    [
        (60.0, False, False, "place ask"),
        (60.0, False, True, "place ask hear"),
        (0.4, False, True, "place ask hear remind close place ask"),
        (0.4, True, False, "place ask remind place ask"),
    ],
)
async def test_a_question_of_an_earlier_version_goes_on_where_it_was(
    sqlite_url: str, channel_s: float, done: str, *, gone: bool, waits: bool
) -> None:
    assert await begun_before(sqlite_url, channel_s, gone=gone, waits=waits) == done.split()

    async with asking(sqlite_url, pace(channel_s, 60.0)) as bench:
        assert await bench.asks.answer("a1", FINE)
        channel = "#legal-help" if channel_s > 1 else "#comms-policy"
        await bench.post.wait("close", f"{channel}:1", "fine")

        number, place = str(int(waits)), f"{channel}:1"
        assert bench.post.log == [("tell", channel, "fine", number), ("close", place, "fine")]


async def test_an_earlier_version_lets_a_question_of_this_one_lie(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def let_fall() -> bool:
        return "is not a registered workflow function" in caplog.text

    async with asking(sqlite_url, pace(60.0)) as bench:
        await bench.asks.start(question())
        await bench.post.wait("ask", "#legal-help")
        ask_id = bench.post.asked[0].ask_id

    store = await Store.open(sqlite_url)
    engine = Engine(sqlite_url, await Keys.open(KEY, None, store), look_seconds=0.1)
    EarlierAsks(engine, 60.0)
    await engine.launch()
    await until(let_fall)
    assert await is_unfinished(f"ask-{ask_id}")
    await engine.send(f"ask-{ask_id}", "answer", to_text(FINE))
    await engine.close(timeout=1.0)
    await store.close()

    async with asking(sqlite_url, pace(60.0)) as bench:
        await bench.post.wait("tell", "#legal-help", "fine", "0")
        await until(finished)
