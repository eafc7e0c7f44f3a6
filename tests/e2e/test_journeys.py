"""The employee's main job, from the workspace's page to the bot and back, over both doors."""

from __future__ import annotations

import pytest

from tests.e2e.stage import Stage
from tests.local_workspace import Json, find_element, settled, shown, verdict

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


def typed(text: str) -> Json:
    """Return the modal's values with another draft."""
    return {"draft": {"draft": {"type": "plain_text_input", "value": text}}}


async def test_praise_without_disclosure_asks_for_it_first(door: Stage) -> None:
    async with door.somebody() as human:
        await human.command("Try Tidewatch, it is the best")
        view = await human.modal(settled)
    assert verdict(view) == "Fix first"
    assert "employee-disclosure" in shown(view)
    assert "I work at Brightwater" in shown(view)


async def test_a_disclosure_in_front_makes_it_clear(door: Stage) -> None:
    async with door.somebody() as human:
        await human.command("You should try Tidewatch")
        assert verdict(await human.modal(settled)) == "Fix first"
        await human.submit(typed("I work at Brightwater. You should try Tidewatch"))
        view = await human.modal(lambda view: verdict(view) == "Clear")
        await human.modal(settled)
    assert "Nothing stands out. Your post, your call." in shown(view) or "Clear so far" in shown(
        view
    )


async def test_an_untouched_draft_can_be_checked_again(door: Stage) -> None:
    async with door.somebody() as human:
        await human.command("Try Tidewatch, it is the best")
        await human.modal(settled)
        await human.submit()
        view = await human.modal(settled)
    assert verdict(view) == "Fix first"
    ((_, element),) = find_element(view, "draft")
    assert element["initial_value"] == "Try Tidewatch, it is the best"


async def test_an_empty_command_opens_a_window_to_write_in(door: Stage) -> None:
    async with door.somebody() as human:
        await human.command("")
        empty = await human.modal()
        assert empty["submit"]["text"] == "Check"
        await human.submit(typed("Try Tidewatch, it is the best"))
        view = await human.modal(settled)
    assert verdict(view) == "Fix first"
    assert view["submit"]["text"] == "Check again"


async def test_the_deal_comes_first_and_is_accepted_once(door: Stage) -> None:
    async with door.somebody_new() as human:
        await human.command("Try Tidewatch, it is the best")
        view = await human.modal()
        assert "I read your draft before the world does." in shown(view)
        assert verdict(view) == "Fix first"
        await human.press_button("deal_ok")
        await human.modal(lambda view: not find_element(view, "deal_ok"))
        await human.close()
        await human.no_modal()
        await human.command("The tide is in")
        assert not find_element(await human.modal(), "deal_ok")


async def test_long_draft_right_to_left_text_and_emoji_are_checked(door: Stage) -> None:
    async with door.somebody() as human:
        for draft in (
            "שלום לכולם, הים שקט היום 🌊",
            "🧑🏽‍🔬 tides & <fog> at *nine*",
            "The tide is in. " * 250,
        ):
            await human.command(draft)
            view = await human.modal(settled)
            assert verdict(view) in {"Clear", "Small polish"}
            await human.close()
            await human.no_modal()
