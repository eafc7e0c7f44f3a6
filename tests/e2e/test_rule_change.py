"""The comms team's own job: an exception added in Slack is live, and survives a restart."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.e2e.stage import RULES, Stage, stage
from tests.local_workspace import Human, Json, settled, shown

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

DRAFT = "You should try Tidewatch Open Day"


def typed(**values: str) -> Json:
    """Return what somebody wrote into a form's inputs."""
    return {
        name: {name: {"type": "plain_text_input", "value": value}} for name, value in values.items()
    }


async def add_exception(hanne: Human) -> None:
    """Walk from the command to Save."""
    await hanne.command("rules")
    await hanne.modal(lambda view: "rules at work" in shown(view))
    await hanne.submit(typed(find="employee-disclosure"))
    await hanne.modal(lambda view: shown(view).count("`employee-disclosure`") == 1)
    await hanne.press_button("rule_open")
    await hanne.modal(lambda view: "Add an exception" in shown(view))
    await hanne.press_button("change_exception")
    await hanne.modal(lambda view: "What is fine?" in shown(view))
    await hanne.submit(typed(value="Tidewatch Open Day", why="It is an event", example=DRAFT))
    preview = await hanne.modal(lambda view: "Its tests pass" in shown(view))
    assert preview["submit"]["text"] == "Save"
    await hanne.submit()
    await hanne.modal(lambda view: "It is live" in shown(view))


async def said_in(human: Human, channel: str, start: str) -> str:
    """Return what the bot said in a channel, once it was said."""
    async with asyncio.timeout(60):
        while True:
            for message in (await human.look(f"messages/{channel}"))["messages"]:
                if message["text"].startswith(start):
                    return str(message["text"])
            await asyncio.sleep(0.05)


async def what_is_found(running: Stage) -> str:
    """Return the card of the draft, as somebody reads it who accepted the deal."""
    async with running.somebody() as human:
        await human.command(DRAFT)
        card = shown(await human.modal(settled))
        await human.close()
        return card


async def test_an_exception_added_in_slack_is_live_and_survives_a_restart(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules)
    async with stage(tmp_path, settings={"CHECKPOST_RULES": str(rules)}) as running:
        assert "employee-disclosure" in await what_is_found(running)

        async with Human.at(running.base, "U0HANNE") as hanne:
            await add_exception(hanne)
            told = await said_in(hanne, "G0COMMS", "hanne changed a rule.")

        assert "employee-disclosure" not in await what_is_found(running)
        assert running.bot.stop() == 0
        await running.bot.start()
        assert "employee-disclosure" not in await what_is_found(running)

    assert "leaves “Tidewatch Open Day” alone until" in told
    [file] = (rules / "packs" / "slack").glob("2*.yaml")
    assert 'phrase: "Tidewatch Open Day"' in file.read_text()


async def test_who_is_not_on_the_comms_team_reads_whom_to_tell(tmp_path: Path) -> None:
    async with stage(tmp_path) as running, Human.at(running.base, "U0PIXIE") as pixie:
        await pixie.command("rules")
        said = await said_in(pixie, "C0GENERAL", "The comms team looks after the rules.")

    assert "Tell them in #comms-policy what you would change." in said
