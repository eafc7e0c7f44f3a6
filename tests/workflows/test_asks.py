"""Questions to a channel, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import logging
import time
from contextvars import Context
from dataclasses import replace
from functools import partial

import pytest

from bot.vocabulary.asking import Answer, End, Kind, Told
from bot.workflows import answers
from bot.workflows.trying import Pauses
from bot.workflows.wire import to_text
from tests.workflows.asks import SHARED, AskBench, asking, pace, question
from tests.workflows.bench import until
from tests.workflows.test_fading import finished

FINE = Answer(Kind.FINE, "U0HANNE", "T0BRIGHT", delivery="12.34.fine")
WAIT = Answer(Kind.WAIT, "U0RASHID", "T0BRIGHT", "The launch moved to May", "12.34.wait")
CHANGE = Answer(Kind.CHANGE, "U0RASHID", "T0BRIGHT", "Our clock is here", "12.34.change")
LONG = pace(60.0)


async def asked_in(bench: AskBench) -> str:
    """Ask, and return the question's id once it stands in its channel."""
    assert await bench.asks.start(question())
    await bench.post.wait("ask", "#legal-help")
    return bench.post.asked[0].ask_id


async def test_an_answer_reaches_the_author_and_the_log(url: str) -> None:
    async with asking(url, LONG) as bench:
        await bench.asks.answer(await asked_in(bench), FINE)
        await bench.post.wait("tell", "#legal-help", "fine", "0")

        assert bench.post.log == [
            ("ask", "#legal-help"),
            ("close", "#legal-help:1", "fine"),
            ("tell", "#legal-help", "fine", "0"),
        ]
        [decision] = await bench.store.decided()
        assert (decision.answer, decision.by_user) == ("fine", "U0HANNE")
        assert (decision.channel, decision.rule) == ("#legal-help", "codename")


async def test_a_redelivered_form_asks_once(url: str) -> None:
    async with asking(url, LONG) as bench:
        await asked_in(bench)

        assert await bench.asks.start(question()) is False


async def test_please_wait_leaves_the_question_open(url: str) -> None:
    async with asking(url, LONG) as bench:
        ask_id = await asked_in(bench)
        await bench.asks.answer(ask_id, WAIT)
        await bench.post.wait("tell", "#legal-help", "wait", "0")
        await bench.asks.answer(ask_id, FINE)
        await bench.post.wait("tell", "#legal-help", "fine", "1")

        assert [each.answer for each in await bench.store.decided()] == ["fine", "wait"]


async def test_an_answer_that_is_delivered_once_more_after_a_restart_is_heard_once(
    sqlite_url: str,
) -> None:
    async with asking(sqlite_url, LONG) as bench:
        ask_id = await asked_in(bench)
        await bench.asks.answer(ask_id, WAIT)
        await bench.post.wait("tell", "#legal-help", "wait", "0")

    async with asking(sqlite_url, LONG) as bench:
        assert await bench.asks.answer(ask_id, WAIT)
        await bench.asks.answer(ask_id, FINE)
        await bench.post.wait("tell", "#legal-help", "fine", "1")

        assert [each.answer for each in await bench.store.decided()] == ["fine", "wait"]


async def test_silence_is_reminded_of_at_half_time_then_asked_elsewhere_then_told(url: str) -> None:
    async with asking(url, pace(0.6, 0.6)) as bench:
        await bench.asks.start(question())
        await bench.post.wait("tell", "#comms-policy", "nobody", "0")

        assert bench.post.log == [
            ("ask", "#legal-help"),
            ("remind", "#legal-help:1"),
            ("close", "#legal-help:1", "nobody"),
            ("ask", "#comms-policy"),
            ("remind", "#comms-policy:1"),
            ("close", "#comms-policy:1", "nobody"),
            ("tell", "#comms-policy", "nobody", "0"),
        ]
        assert bench.post.told == [Told(End.NOBODY, ("#legal-help", "#comms-policy"))]
        assert await bench.store.decided() == ()


async def test_please_wait_and_then_silence_is_told_as_that_and_asked_nowhere_else(
    url: str,
) -> None:
    async with asking(url, pace(0.6, 60.0)) as bench:
        await bench.asks.answer(await asked_in(bench), WAIT)
        await bench.post.wait("tell", "#legal-help", "waited", "1")

        assert bench.post.log[1:] == [
            ("tell", "#legal-help", "wait", "0"),
            ("ask", "#legal-help", "The launch moved to May"),
            ("remind", "#legal-help:1", "The launch moved to May"),
            ("close", "#legal-help:1", "wait"),
            ("tell", "#legal-help", "waited", "1"),
        ]


async def test_please_wait_is_remembered_where_the_fallback_says_it(sqlite_url: str) -> None:
    async with asking(sqlite_url, pace(0.2, 0.6)) as bench:
        await bench.asks.start(question())
        await bench.post.wait("ask", "#comms-policy")
        await bench.asks.answer(bench.post.asked[0].ask_id, WAIT)
        await bench.post.wait("tell", "#comms-policy", "waited", "1")

        assert bench.post.log[-2] == ("close", "#comms-policy:1", "wait")


async def test_a_question_that_was_deleted_after_please_wait_goes_nowhere_else(
    sqlite_url: str,
) -> None:
    async with asking(sqlite_url, pace(1.0, 60.0)) as bench:
        bench.post.gone.add("#legal-help:1")
        await bench.asks.answer(await asked_in(bench), WAIT)

        await bench.post.wait("tell", "#legal-help", "waited", "1")


async def test_a_closed_channel_is_left_for_the_fallback(sqlite_url: str) -> None:
    async with asking(sqlite_url, LONG) as bench:
        bench.post.closed.add("#legal-help")
        await bench.asks.start(question())

        await bench.post.wait("ask", "#comms-policy")


async def test_a_question_that_was_deleted_goes_to_the_fallback_at_half_time(
    sqlite_url: str,
) -> None:
    async with asking(sqlite_url, pace(1.0, 3_600.0)) as bench:
        bench.post.gone.add("#legal-help:1")
        await bench.asks.start(question())
        await bench.post.wait("ask", "#comms-policy")

        assert bench.post.log == [
            ("ask", "#legal-help"),
            ("remind", "#legal-help:1"),
            ("close", "#legal-help:1", "nobody"),
            ("ask", "#comms-policy"),
        ]


@pytest.mark.parametrize("gone", [False, True])
async def test_where_the_text_cannot_be_taken_out_its_author_is_told_so(
    sqlite_url: str, *, gone: bool
) -> None:
    async with asking(sqlite_url, pace(0.3, 0.3)) as bench:
        bench.post.stuck.add("#legal-help:1")
        bench.post.gone |= {"#legal-help:1"} if gone else set()
        await bench.asks.start(question())
        await bench.post.wait("tell", "#comms-policy", "nobody", "0")

        assert bench.post.told[0].stands == ("#legal-help",)
        assert bench.post.log.count(("close", "#legal-help:1", "nobody")) == 2, "before each word"


async def test_an_answer_out_of_whose_channel_the_text_cannot_be_taken_is_told_with_that(
    sqlite_url: str,
) -> None:
    async with asking(sqlite_url, LONG) as bench:
        bench.post.stuck.add("#legal-help:1")
        await bench.asks.answer(await asked_in(bench), FINE)
        await bench.post.wait("tell", "#legal-help", "fine", "0")

        assert bench.post.told[0].stands == ("#legal-help",)


async def test_a_question_that_its_channel_does_not_take_was_read_by_nobody(
    sqlite_url: str,
) -> None:
    async with asking(sqlite_url, LONG) as bench:
        bench.post.refused |= {"#legal-help:1", "#comms-policy:1"}
        await bench.asks.start(question())
        await bench.post.wait("tell", "#comms-policy", "unsent", "0")

        assert bench.post.told == [Told(End.UNSENT, ("#legal-help", "#comms-policy"))]


@pytest.mark.parametrize("fallback", ["", "#comms-policy"])
async def test_an_author_is_told_when_no_channel_could_be_asked(
    sqlite_url: str, fallback: str
) -> None:
    async with asking(sqlite_url, LONG) as bench:
        bench.post.closed |= {"#legal-help", "#comms-policy"}
        await bench.asks.start(question(fallback=fallback))

        await bench.post.wait("tell", fallback or "#legal-help", "unsent", "0")


async def test_a_busy_slack_delays_and_loses_nothing(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with asking(sqlite_url, LONG) as bench:
        bench.post.failures.extend([ConnectionError(SHARED), OSError(SHARED)])
        await bench.asks.answer(await asked_in(bench), FINE)
        await bench.post.wait("close", "#legal-help:1", "fine")

    assert "Osprey" not in caplog.text


async def test_its_author_takes_a_question_back(url: str) -> None:
    async with asking(url, LONG) as bench:
        ask_id = await asked_in(bench)
        await bench.asks.start(question(2, user="U0JONAS"))
        mine = await bench.asks.open_questions("T0BRIGHT", "U0MIRA")
        assert [each.ask_id for each in mine] == [ask_id]

        others = await bench.asks.withdraw(ask_id, "T0BRIGHT", "U0JONAS", "d1")
        own = [await bench.asks.withdraw(ask_id, "T0BRIGHT", "U0MIRA", "d2") for _ in range(2)]
        late = await bench.asks.answer(ask_id, FINE)
        await bench.post.wait("close", "#legal-help:1", "taken_back")

        assert (others, own, late) == (False, [True, True], False)
        assert await bench.asks.open_questions("T0BRIGHT", "U0MIRA") == ()
        assert len(await bench.asks.open_questions("T0BRIGHT", "U0JONAS")) == 1
        assert bench.post.told == []
        assert await bench.store.decided() == ()


async def test_what_was_answered_first_is_not_taken_back(sqlite_url: str) -> None:
    async with asking(sqlite_url, LONG) as bench:
        ask_id = await asked_in(bench)
        await bench.asks.answer(ask_id, FINE)

        assert not await bench.asks.withdraw(ask_id, "T0BRIGHT", "U0MIRA", "d2")


async def test_who_takes_back_what_cannot_be_taken_out_is_told_so(sqlite_url: str) -> None:
    async with asking(sqlite_url, LONG) as bench:
        bench.post.stuck.add("#legal-help:1")
        ask_id = await asked_in(bench)

        await bench.asks.withdraw(ask_id, "T0BRIGHT", "U0MIRA", "d2")

        await bench.post.wait("tell", "#legal-help", "taken_back", "0")
        assert bench.post.told[0].stands == ("#legal-help",)


async def test_an_answer_to_a_settled_question_is_ignored(sqlite_url: str) -> None:
    async with asking(sqlite_url, LONG) as bench:
        ask_id = await asked_in(bench)
        await bench.asks.answer(ask_id, FINE)
        await until(finished)

        assert not await bench.asks.answer(ask_id, WAIT)
        assert not await bench.asks.answer(ask_id, CHANGE)
        assert await bench.asks.answer(ask_id, FINE), "its own redelivery"
        for each in (WAIT, CHANGE):
            assert not await bench.asks.answer("no-such-question", each)
        assert await bench.asks.question("no-such-question") is None
        assert len(await bench.store.decided()) == 1


async def test_of_two_answers_at_once_one_is_heard_and_the_other_told_that_it_is_settled(
    url: str,
) -> None:
    async with asking(url, LONG) as bench:
        ask_id = await asked_in(bench)

        assert await bench.asks.question(ask_id) == bench.post.asked[0]
        told = await asyncio.gather(
            *(bench.asks.answer(ask_id, each) for each in (FINE, CHANGE, FINE, CHANGE))
        )
        await until(finished)

        assert told in ([True, False, True, False], [False, True, False, True])
        [decision] = await bench.store.decided()
        assert decision.answer == ("fine" if told[0] else "change")


async def test_what_is_settled_stays_so_while_slack_is_away_and_through_a_restart(
    sqlite_url: str,
) -> None:
    async with asking(sqlite_url, replace(LONG, pauses=Pauses((60.0,)))) as bench:
        ask_id = await asked_in(bench)
        await bench.asks.answer(ask_id, WAIT)
        await bench.post.wait("ask", "#legal-help", WAIT.text)
        bench.post.failures.append(ConnectionError())
        assert await bench.asks.answer(ask_id, FINE)
        assert not await bench.asks.answer(ask_id, CHANGE)
        assert await bench.asks.question(ask_id) is None

    async with asking(sqlite_url, LONG) as bench:
        assert not await bench.asks.answer(ask_id, CHANGE)
        assert not await bench.asks.answer(ask_id, replace(WAIT, delivery="12.34.later"))
        assert await bench.asks.answer(ask_id, FINE), "its own redelivery"
        assert await bench.asks.answer(ask_id, WAIT), "its own redelivery"


async def test_an_answer_after_the_time_is_over_is_told_so_though_its_author_was_not_yet(
    sqlite_url: str,
) -> None:
    quick = replace(pace(0.2, 0.2), pauses=Pauses((60.0,)))
    async with asking(sqlite_url, quick) as bench:
        bench.post.silent = True
        await bench.asks.start(question())
        await bench.post.wait("close", "#comms-policy:1", "nobody")

        assert not await bench.asks.answer(bench.post.asked[0].ask_id, FINE)


async def test_an_answer_in_the_last_moment_is_heard(sqlite_url: str) -> None:
    async with asking(sqlite_url, pace(0.2, 0.2)) as bench:
        bench.post.meanwhile = partial(settled_and_not_sent, bench)
        await bench.asks.start(question(fallback=""))
        await bench.post.wait("tell", "#legal-help", "fine", "0")

        assert ("close", "#legal-help:1", "fine") in bench.post.log


async def settled_and_not_sent(bench: AskBench) -> None:
    """Write an answer down; before it is sent, the time is over."""
    name, elsewhere = f"ask-{bench.post.asked[0].ask_id}-settled", f"nowhere {to_text(FINE)}"
    from_outside = bench.engine.start(answers.WORKFLOW, name, elsewhere)
    await asyncio.create_task(from_outside, context=Context())


async def test_nobody_who_stops_the_bot_waits_for_an_open_question(sqlite_url: str) -> None:
    async with asking(sqlite_url, LONG) as bench:
        await asked_in(bench)
        before = time.monotonic()
        await bench.engine.close(timeout=8.0)

        assert time.monotonic() - before < 7.0
