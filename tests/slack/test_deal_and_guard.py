from __future__ import annotations

import pytest
import structlog

from bot.verdict import Platform
from tests.slack.conftest import Bench, claimed
from tests.slack.examples import DRAFT, HONEST, KEY, LEAK
from tests.slack_person import read


async def test_the_deal_comes_first_and_nothing_starts_without_it(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()

    says = read(bench.view.blocks)
    assert says.startswith("I read your draft before the world does.")
    assert "a copy goes to api.openai.example" in says
    assert "Fix first" in says
    assert bench.checks.started == []
    assert bench.store.calls == ["author"]
    assert bench.store.authors == {}


async def test_accepting_the_deal_checks_the_draft_as_it_stands_now(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.marta.write(bench.view, HONEST, "bluesky")

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()

    [asked] = bench.checks.started
    assert (asked.draft.text, asked.draft.platform) == (HONEST, Platform.BLUESKY)
    assert asked.parent is None
    says = read(bench.view.blocks)
    assert says.startswith("Clear\nClear so far. AI is still reading.")
    assert "I read your draft before" not in says
    assert bench.checks.views == [(asked.check_id, bench.view.view["id"])]


async def test_the_deal_can_be_accepted_without_ai(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()

    await bench.marta.press(bench.view, "deal_no_ai")
    await bench.settled()

    assert bench.store.calls[1:3] == ["set_preferences", "accept_deal"]
    assert "AI is still reading" not in read(bench.view.blocks)
    assert len(bench.checks.started) == 1


async def test_the_deal_in_an_empty_window_leaves_an_empty_window(bench: Bench) -> None:
    await bench.marta.command()
    await bench.settled()

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()

    assert bench.checks.started == []
    assert "I read your draft before" not in read(bench.view.blocks)
    assert bench.view.view["submit"]["text"] == "Check"


async def test_checking_again_before_the_deal_still_shows_the_deal(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()

    bench.marta.write(bench.view, HONEST)
    await bench.marta.submit(bench.view)
    await bench.settled()

    says = read(bench.view.blocks)
    assert "I read your draft before" in says
    assert "Nothing stands out." in says
    assert bench.checks.started == []


@pytest.mark.parametrize("draft", ["We want a union", LEAK])
async def test_a_guarded_draft_leaves_no_trace(bench: Bench, draft: str) -> None:
    bench.accept()
    with structlog.testing.capture_logs() as logs:
        await bench.marta.command(draft)
        await bench.settled()
        bench.marta.write(bench.view, f"{draft}!")
        await bench.marta.submit(bench.view)
        await bench.settled()

    says = read(bench.view.blocks)
    assert ("Is Osprey public yet?" in says) is ("Osprey" in draft)
    assert "AI" not in says.replace("Turn AI review off", "")
    assert bench.checks.started == []
    assert bench.checks.views == []
    assert set(bench.store.calls) == {"author"}
    assert logs == []
    shown = bench.services.desk.view(bench.view.view["id"])
    assert shown is not None
    assert shown.window is None
    assert bench.view.view["private_metadata"] == "{}"


async def test_show_all_works_on_a_guarded_card_too(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(f"{LEAK}, and Tidewatch")
    await bench.settled()
    action = {"action_id": "show_all", "type": "button", "value": "check-1", "action_ts": "1"}

    reply = await bench.marta.act(bench.view, action)
    await bench.settled()

    assert reply.status == 200
    says = read(bench.view.blocks)
    assert says.startswith("Ask first")
    assert "AI's part" not in says


async def test_a_credential_starts_nothing_and_is_stored_without_text(bench: Bench) -> None:
    bench.accept()

    await bench.marta.command(KEY)
    await bench.settled()

    assert bench.checks.started == []
    [row] = bench.store.checks.values()
    assert (row.review_status, row.findings) == ("skipped_credential", ())
    assert "This looks like a key or password, so AI did not read it." in read(bench.view.blocks)


async def test_a_credential_that_two_replicas_get_is_one_row(bench: Bench) -> None:
    bench.accept()
    claimed(bench)
    trigger = bench.double.modals.new_trigger(bench.marta.user)

    for _ in range(2):
        bench.marta.extra = {"trigger_id": trigger}
        await bench.marta.command(KEY)
        await bench.settled()
        bench.ticking[0] += 3_600  # nothing is remembered, as in another replica

    assert len(bench.store.checks) == 1


async def test_a_credential_before_the_deal_is_not_stored_at_all(bench: Bench) -> None:
    await bench.marta.command(KEY)
    await bench.settled()

    assert bench.store.checks == {}
    assert "I read your draft before" in read(bench.view.blocks)
