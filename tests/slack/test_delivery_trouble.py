from __future__ import annotations

import pytest
import structlog

from bot.check import Asked
from bot.slack.gateway import SlackTrouble
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, HONEST
from tests.slack_double import TEAM
from tests.slack_person import read


async def test_a_busy_slack_is_waited_for(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    bench.double.enqueue("views.update", {"status": 429, "retry_after": 0})

    await bench.finish(bench.checks.started[0])

    assert "AI is still reading" not in read(bench.view.blocks)
    assert len(bench.double.called("views.update")) == 2


async def asked_in_a_closed_window(bench: Bench) -> Asked:
    await bench.commanded(DRAFT)
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
    await bench.commanded(DRAFT)
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


async def a_fix_and_own_words(bench: Bench) -> tuple[Asked, Asked]:
    """A check, "Use this fix" while AI still reads, and words typed into what came of it."""
    await bench.commanded(DRAFT)
    bench.ticking[0] += 1
    await bench.marta.press(bench.view, "use_fix")
    await bench.settled()
    bench.marta.fill(bench.view, **{"draft:1": "my own words"})
    first, second = bench.checks.started
    return first, second


def typed(bench: Bench) -> dict[str, str]:
    return {
        block: next(iter(held.values()))["value"]
        for block, held in bench.view.values().items()
        if block.startswith("draft")
    }


async def test_after_a_restart_a_late_result_leaves_what_is_typed(bench: Bench) -> None:
    first, second = await a_fix_and_own_words(bench)
    bench.restart()

    await bench.finish(first)

    assert typed(bench) == {"draft:1": "my own words"}
    [message] = bench.double.direct(bench.marta.user)
    assert message["blocks"][0]["block_id"] == f"check:{first.check_id}"

    await bench.finish(second)

    assert typed(bench) == {"draft:1": "my own words"}
    assert bench.view.blocks[0]["block_id"] == f"check:{second.check_id}"
    assert len(bench.double.direct(bench.marta.user)) == 1


async def test_what_a_dead_process_had_drawn_is_not_sent_once_more(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    [first] = bench.checks.started
    await bench.finish(first)
    bench.restart()

    await bench.finish(first, again=True)

    assert "still reading" not in read(bench.view.blocks)
    assert bench.double.direct(bench.marta.user) == []


async def test_what_a_dead_process_had_not_drawn_is_drawn(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    bench.restart()

    await bench.finish(bench.checks.started[0], again=True)

    assert "still reading" not in read(bench.view.blocks)
    assert bench.double.direct(bench.marta.user) == []


async def test_after_a_restart_those_who_declined_messages_keep_their_words(bench: Bench) -> None:
    first, _ = await a_fix_and_own_words(bench)
    await bench.services.coach.set_preferences(TEAM, bench.marta.user, messages=False)
    bench.restart()

    await bench.finish(first)

    assert typed(bench) == {"draft:1": "my own words"}
    assert bench.double.direct(bench.marta.user) == []


async def test_a_check_without_a_hash_draws_over_nothing(bench: Bench) -> None:
    first, _ = await a_fix_and_own_words(bench)
    bench.checks.states.clear()  # started by a version that sent none
    bench.restart()

    await bench.finish(first)

    assert typed(bench) == {"draft:1": "my own words"}
    assert len(bench.double.direct(bench.marta.user)) == 1


async def test_after_a_restart_the_newer_check_is_shown_and_not_lost(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    bench.restart()
    await bench.finish(bench.checks.started[0])
    bench.ticking[0] += 1
    bench.marta.write(bench.view, HONEST)
    await bench.marta.submit(bench.view)  # to another replica
    await bench.settled()

    await bench.finish(bench.checks.started[1])

    assert bench.view.blocks[0]["block_id"] == f"check:{bench.checks.started[1].check_id}"
    assert "AI is still reading" not in read(bench.view.blocks)
    assert bench.double.direct(bench.marta.user) == []


async def test_a_resubmitted_draft_gets_its_result_in_place_after_a_restart(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    bench.marta.write(bench.view, HONEST)
    await bench.marta.submit(bench.view)
    await bench.settled()
    bench.marta.write(bench.view, "I am in the middle of")
    bench.restart()

    await bench.finish(bench.checks.started[1])

    assert typed(bench) == {"draft": "I am in the middle of"}
    assert bench.view.blocks[0]["block_id"] == f"check:{bench.checks.started[1].check_id}"


async def test_a_window_that_somebody_else_drew_is_left_alone(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    bench.double.enqueue("views.update", {"error": "hash_conflict"})

    await bench.finish(bench.checks.started[0])

    assert "AI is still reading" in read(bench.view.blocks)
    assert len(bench.double.direct(bench.marta.user)) == 1


async def test_showing_all_meanwhile_does_not_keep_the_result_out(bench: Bench) -> None:
    await bench.commanded(f"{DRAFT}, and Osprey")

    await bench.marta.press(bench.view, "show_all")
    await bench.settled()
    await bench.finish(bench.checks.started[0])

    assert bench.double.direct(bench.marta.user) == []
    assert "AI is still reading" not in read(bench.view.blocks)


async def test_a_result_sent_as_a_message_can_be_kept_or_goes(bench: Bench) -> None:
    asked = await asked_in_a_closed_window(bench)
    place = await bench.finish(asked)
    assert place == await bench.finish(asked), "found again after a crash"
    [message] = bench.double.direct(bench.marta.user)
    assert place == f"D0MARTA {message['ts']}"
    assert "deletes itself after 24 hours, unless you keep it" in read(message["blocks"])

    await bench.marta.press_on(message, "keep", channel="D0MARTA")
    await bench.settled()

    assert bench.checks.kept == [place]
    assert "Kept." in bench.double.whispers[-1]["text"]

    await bench.delivery.withdraw(place)
    await bench.delivery.withdraw(place)

    assert bench.double.direct(bench.marta.user) == []


async def test_a_message_is_not_given_up_while_slack_is_down(bench: Bench) -> None:
    place = await bench.finish(await asked_in_a_closed_window(bench)) or ""
    bench.double.enqueue("chat.delete", {"status": 503, "error": "service_unavailable"})

    with pytest.raises(SlackTrouble):
        await bench.delivery.withdraw(place)


async def test_a_message_that_shows_all_can_still_be_kept(bench: Bench) -> None:
    await bench.commanded(f"{DRAFT}, and Osprey")
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    [message] = bench.double.direct(bench.marta.user)

    await bench.marta.press_on(message, "show_all", channel="D0MARTA")
    await bench.settled()

    assert "Show all" not in read(message["blocks"])
    assert "keep" in [each["action_id"] for each in message["blocks"][-1]["elements"]]
