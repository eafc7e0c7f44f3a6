"""`checkpost doctor` says why the comms views are off."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.diagnosis import Diagnosis, State
from bot.cli.diagnosis_comms import look_at_comms, look_at_fallbacks
from bot.settings import Settings
from tests.policy.test_voice import RULE
from tests.policy.writing import write_folder
from tests.slack_double import SlackDouble

TOKEN = "xoxb-" + "1-made-up"
BOARD = {"id": "G0BOARD", "name": "board", "is_private": True}
COMMS = {"id": "G0COMMS", "name": "comms-policy", "is_private": True}


@pytest.fixture
async def slack() -> AsyncIterator[SlackDouble]:
    double = SlackDouble(TOKEN)
    await double.start()
    yield double
    await double.stop()


def settings(slack: SlackDouble, channel: str | None = "#comms-policy") -> Settings:
    return Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_api_url=slack.base_url,
        checkpost_comms_channel=channel,
    )


async def test_a_private_channel_of_our_own_is_in_order(slack: SlackDouble) -> None:
    slack.private["G0COMMS"] = COMMS

    seen = await look_at_comms(settings(slack))

    assert (seen.state, seen.says) == (State.OK, "#comms-policy, private")


async def test_without_a_setting_the_organisations_channel_counts(slack: SlackDouble) -> None:
    slack.private["G0COMMS"] = COMMS

    assert (await look_at_comms(settings(slack, None))).state is State.OK


@pytest.mark.parametrize(
    ("channel", "says", "remedy"),
    [
        ({}, "not found", "/invite @Checkpost"),
        ({**COMMS, "is_ext_shared": True}, "shared", "no other organisation"),
    ],
)
async def test_what_keeps_the_views_off_is_said_with_the_remedy(
    slack: SlackDouble, channel: dict[str, object], says: str, remedy: str
) -> None:
    if channel:
        slack.private["G0COMMS"] = channel

    seen = await look_at_comms(settings(slack))

    assert seen.state is State.WARN
    assert seen.says == f"#comms-policy: {says}. Comms views in Slack are off"
    assert remedy in seen.remedy


async def test_a_missing_scope_is_said(slack: SlackDouble) -> None:
    slack.enqueue("users.conversations", {"error": "missing_scope"})

    seen = await look_at_comms(settings(slack))

    assert "missing_scope" in seen.says
    assert "manifest.json" in seen.remedy


async def fallbacks(slack: SlackDouble, folder: Path, asking: str) -> Diagnosis:
    """Look at what an organisation's file says of whom to ask next."""
    written = write_folder(folder, RULE)
    file = written / "organization.yaml"
    file.write_text(f"{file.read_text()}\nasking: {asking}\n")
    changed = settings(slack).model_copy(update={"checkpost_rules": written})
    return await look_at_fallbacks(changed)


async def test_whom_to_ask_next_is_in_order_where_drafts_may_be_carried_there(
    slack: SlackDouble, tmp_path: Path
) -> None:
    slack.private |= {"G0BOARD": BOARD, "G0PRESS": {**BOARD, "id": "G0PRESS", "name": "press"}}

    asking = '{fallbacks: {legal: "#board", "#deals": "#board"}, fallback: "#press"}'
    seen = await fallbacks(slack, tmp_path, asking)

    assert (seen.state, seen.says) == (State.OK, "#board, #press, private")


@pytest.mark.parametrize(
    ("channel", "says", "remedy"),
    [
        ({}, "not found", "/invite @Checkpost"),
        ({**BOARD, "is_pending_ext_shared": True}, "shared", "no other organisation"),
    ],
)
async def test_whom_nobody_can_ask_next_is_named_with_the_remedy(
    slack: SlackDouble, tmp_path: Path, channel: dict[str, object], says: str, remedy: str
) -> None:
    if channel:
        slack.private["G0BOARD"] = channel

    seen = await fallbacks(slack, tmp_path, '{fallbacks: {legal: "#board"}}')

    assert (seen.state, seen.says) == (State.WARN, f"#board: {says}. Questions pass it over")
    assert remedy in seen.remedy


async def test_where_comms_is_whom_to_ask_next_there_is_nothing_to_look_at(
    slack: SlackDouble, tmp_path: Path
) -> None:
    assert (await fallbacks(slack, tmp_path, "{wait: 4}")).state is State.OFF


async def test_a_slack_that_does_not_tell_of_whom_to_ask_next_is_said(
    slack: SlackDouble, tmp_path: Path
) -> None:
    slack.enqueue("users.conversations", {"error": "missing_scope"})

    assert "missing_scope" in (await fallbacks(slack, tmp_path, '{fallback: "#board"}')).says


async def test_without_slack_there_is_nothing_to_look_at() -> None:
    assert (await look_at_comms(Settings(slack_bot_token=None))).state is State.OFF
