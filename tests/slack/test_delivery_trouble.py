from __future__ import annotations

import pytest
import structlog

from bot.check import Asked
from bot.slack.gateway import SlackTrouble
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT
from tests.slack_double import TEAM
from tests.slack_person import read


async def test_a_busy_slack_is_waited_for(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.double.enqueue("views.update", {"status": 429, "retry_after": 0})

    await bench.finish(bench.checks.started[0])

    assert "AI is still reading" not in read(bench.view.blocks)
    assert len(bench.double.called("views.update")) == 2


async def asked_in_a_closed_window(bench: Bench) -> Asked:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.view.is_open = False  # and the event that says so is still on its way
    return bench.checks.started[0]


async def test_a_window_that_slack_says_is_closed_gets_a_direct_message(bench: Bench) -> None:
    asked = await asked_in_a_closed_window(bench)

    await bench.finish(asked)

    assert len(bench.double.direct(bench.marta.user)) == 1


async def test_a_result_is_not_sent_to_those_who_declined_messages(bench: Bench) -> None:
    asked = await asked_in_a_closed_window(bench)
    await bench.services.coach.set_preferences(TEAM, bench.marta.user, messages=False)

    await bench.finish(asked)

    assert bench.double.direct(bench.marta.user) == []


async def test_an_earlier_message_is_found_behind_many_others(bench: Bench) -> None:
    asked = await asked_in_a_closed_window(bench)
    await bench.finish(asked)
    for n in range(7):
        await bench.services.slack.send("D0MARTA", {"text": f"number {n}"})
    bench.double.page_size = 3

    await bench.finish(asked)

    assert len(bench.double.direct(bench.marta.user)) == 8


@pytest.mark.parametrize("code", ["user_disabled", "cannot_dm_bot", "messages_tab_disabled"])
async def test_a_person_who_cannot_be_reached_ends_the_delivery(bench: Bench, code: str) -> None:
    asked = await asked_in_a_closed_window(bench)
    bench.double.enqueue("conversations.open", {"error": code})

    with structlog.testing.capture_logs() as captured:
        await bench.finish(asked)

    assert [(log["event"], log["code"]) for log in captured] == [("result_not_delivered", code)]


@pytest.mark.parametrize("method", ["conversations.open", "conversations.history"])
async def test_a_slack_that_is_down_is_tried_again_later(bench: Bench, method: str) -> None:
    asked = await asked_in_a_closed_window(bench)
    bench.double.enqueue(method, {"status": 503, "error": "service_unavailable"})

    with pytest.raises(SlackTrouble) as trouble:
        await bench.finish(asked)

    assert trouble.value.passing
    assert DRAFT not in str(trouble.value)


async def test_a_window_is_not_given_up_while_slack_is_down(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.double.enqueue("views.update", {"status": 500, "error": "internal_error"})

    with pytest.raises(SlackTrouble):
        await bench.finish(bench.checks.started[0])
    await bench.finish(bench.checks.started[0])

    assert "AI is still reading" not in read(bench.view.blocks)
    assert bench.double.direct(bench.marta.user) == []


async def test_a_history_that_may_not_be_read_keeps_no_result_back(bench: Bench) -> None:
    asked = await asked_in_a_closed_window(bench)
    bench.double.enqueue("conversations.history", {"error": "missing_scope"})

    await bench.finish(asked)

    assert len(bench.double.direct(bench.marta.user)) == 1


async def test_a_window_that_changed_meanwhile_still_gets_its_result(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.double.enqueue("views.update", {"error": "hash_conflict"})

    await bench.finish(bench.checks.started[0])

    assert "AI is still reading" not in read(bench.view.blocks)
