from __future__ import annotations

import json

import pytest
import structlog
from structlog.typing import EventDict

from storage.problem import StoreProblem
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT
from tests.slack_double import TEAM
from tests.slack_person import read


class Broken(RuntimeError):
    """An error whose text holds the draft, as some libraries' do."""

    def __init__(self) -> None:
        super().__init__(f"cannot handle {DRAFT!r}")


@pytest.fixture
def logs() -> list[EventDict]:
    return []


async def command(bench: Bench, logs: list[EventDict], text: str = DRAFT, **extra: object) -> None:
    with structlog.testing.capture_logs() as captured:
        await bench.marta.command(text, **extra)
        await bench.settled()
    logs += captured


async def test_without_a_store_the_rules_still_answer(bench: Bench, logs: list[EventDict]) -> None:
    bench.store.enqueue(StoreProblem("the disk is full"))

    await command(bench, logs)

    says = read(bench.view.blocks)
    assert says.startswith("Fix first")
    assert "AI could not start. Your rule results stand" in says
    assert "I read your draft before" not in says
    assert bench.checks.started == []
    assert [log["event"] for log in logs] == ["choices_unknown"]


@pytest.mark.parametrize("down", ["the store", "the engine"])
async def test_without_ai_a_check_that_is_not_kept_is_not_blamed_on_ai(
    bench: Bench, down: str
) -> None:
    bench.accept()
    bench.reviewer.host = ""
    if down == "the store":
        bench.store.enqueue(StoreProblem("the disk is full"))
    else:
        bench.checks.enqueue(Broken())

    await bench.marta.command(DRAFT)
    await bench.settled()

    says = read(bench.view.blocks)
    assert "I could not keep this check; your rule results stand." in says
    assert "AI could not start" not in says
    assert "Try again" not in says


async def test_those_who_turned_ai_off_are_told_the_same(bench: Bench) -> None:
    bench.accept()
    await bench.services.coach.set_preferences(TEAM, bench.marta.user, ai_review=False)
    bench.checks.enqueue(Broken())

    await bench.marta.command(DRAFT)
    await bench.settled()

    assert "I could not keep this check" in read(bench.view.blocks)


async def test_a_check_that_cannot_start_says_so_on_the_card(
    bench: Bench, logs: list[EventDict]
) -> None:
    bench.accept()
    bench.checks.enqueue(Broken())

    await command(bench, logs)

    says = read(bench.view.blocks)
    assert "AI could not start." in says
    assert "AI is still reading" not in says
    assert bench.view.values()["draft"]["draft"]["value"] == DRAFT
    assert DRAFT not in json.dumps(logs)


async def test_a_window_that_cannot_open_gives_a_private_card(
    bench: Bench, logs: list[EventDict]
) -> None:
    bench.accept()
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})

    await command(bench, logs)

    [card] = bench.double.whispers
    assert card["text"] == "Fix first. One thing to look at. AI is still reading."
    assert "You recommend Tidewatch." in read(card["blocks"])
    [asked] = bench.checks.started
    assert bench.checks.views == [(asked.check_id, None)]

    await bench.finish(asked)
    assert len(bench.double.direct(bench.marta.user)) == 1


async def test_a_trigger_that_is_too_old_counts_as_no_window(
    bench: Bench, logs: list[EventDict]
) -> None:
    bench.accept()
    trigger = bench.double.modals.new_trigger()
    bench.double.time.now += 4

    await command(bench, logs, trigger_id=trigger)

    assert bench.double.open_views == []
    assert len(bench.double.whispers) == 1


async def test_a_direct_card_without_ai_does_not_pass_for_the_result(
    bench: Bench, logs: list[EventDict]
) -> None:
    bench.accept()
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})
    bench.double.enqueue("response_url", {"status": 404})
    bench.double.enqueue("chat.postEphemeral", {"error": "not_in_channel"})

    await command(bench, logs)
    await bench.finish(bench.checks.started[0])

    assert [m["blocks"][0]["block_id"] for m in bench.double.direct(bench.marta.user)] == [
        "rules:check-1",
        "check:check-1",
    ]


async def test_an_error_before_the_card_gives_a_reference_and_the_draft_back(
    bench: Bench, logs: list[EventDict]
) -> None:
    bench.engine.broken = Broken()
    with structlog.testing.capture_logs() as captured:
        reply = await bench.marta.command(DRAFT)

    assert reply.status == 200
    assert "reference check-" in reply.body["text"]
    assert DRAFT in read(reply.body["blocks"])
    assert [log["event"] for log in captured] == ["listener_failed"]
    assert "Broken at" in captured[0]["error"]
    assert DRAFT not in json.dumps(captured)


async def test_an_error_in_the_window_leaves_what_was_typed(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command()
    await bench.settled()

    bench.engine.broken = Broken()
    bench.marta.write(bench.view, DRAFT)
    reply = await bench.marta.submit(bench.view)

    assert "Something went wrong on my side." in reply.body["errors"]["draft"]
    assert bench.view.values()["draft"]["draft"]["value"] == DRAFT


async def test_an_error_behind_a_button_is_told_above_the_window(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.store.enqueue(StoreProblem("the disk is full"))

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()

    below, above = bench.double.open_views
    assert "Something went wrong on my side." in read(above.blocks)
    assert below.values()["draft"]["draft"]["value"] == DRAFT
    assert bench.checks.started == []


async def test_the_deal_refused_by_the_store_leaves_nothing_agreed(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.store.enqueue(StoreProblem("the disk is full"))

    await bench.marta.press(bench.view, "deal_no_ai")
    await bench.settled()

    assert bench.store.authors == {}


async def test_one_person_on_enterprise_grid_is_one_person_everywhere(bench: Bench) -> None:
    bench.marta.extra = {"team": None, "enterprise": {"id": "E0BRIGHT"}}
    await bench.marta.command(DRAFT, team_id=None, enterprise_id="E0BRIGHT")
    await bench.settled()

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()
    bench.marta.extra = {}
    await bench.marta.command(DRAFT, enterprise_id="E0BRIGHT")
    await bench.settled()

    assert [asked.team for asked in bench.checks.started] == ["E0BRIGHT", "E0BRIGHT"]
    assert list(bench.store.authors) == ["E0BRIGHT/U0MARTA"]


async def test_a_submission_without_its_optional_fields_is_read_all_the_same(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    view = {**bench.view.view, "state": None}
    payload = {"type": "view_submission", "view": view, "user": {"id": "U0MARTA"}, "team": None}

    reply = await bench.marta.send_interaction(payload)
    again = await bench.marta.send_interaction(payload)
    await bench.settled()

    assert reply.body["response_action"] == again.body["response_action"] == "update"
    assert len(bench.checks.started) == 1  # nobody without a team has accepted the deal


async def test_what_is_not_for_us_is_acked_and_not_printed(
    bench: Bench, capfd: pytest.CaptureFixture[str]
) -> None:
    reply = await bench.marta.command(DRAFT, command="/somebody-elses")

    assert reply.status == 200
    assert DRAFT not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("refusals", "where"),
    [
        ({"response_url": {"status": 404}}, "whisper"),
        (
            {"response_url": {"status": 404}, "chat.postEphemeral": {"error": "not_in_channel"}},
            "direct",
        ),
    ],
)
async def test_a_card_takes_the_next_way_when_one_is_closed(
    bench: Bench, logs: list[EventDict], refusals: dict[str, dict[str, object]], where: str
) -> None:
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})
    for method, refusal in refusals.items():
        bench.double.enqueue(method, refusal)

    await command(bench, logs)

    direct = bench.double.direct(bench.marta.user)
    assert (len(bench.double.whispers), len(direct)) == ((1, 0) if where == "whisper" else (0, 1))


async def test_when_every_way_is_closed_the_log_knows_a_reference(
    bench: Bench, logs: list[EventDict]
) -> None:
    for method in ("views.open", "chat.postEphemeral", "chat.postMessage"):
        bench.double.enqueue(method, *[{"error": "fatal_error"}] * 3)
    bench.double.enqueue("response_url", {"status": 500}, {"status": 500})

    await command(bench, logs)

    assert [log["event"] for log in logs] == ["view_not_opened", "listener_failed", "nobody_told"]
    assert logs[1]["reference"] == logs[2]["reference"]
    assert DRAFT not in json.dumps(logs)
