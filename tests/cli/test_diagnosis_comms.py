"""`checkpost doctor` says why the comms views are off."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.cli.diagnosis import State
from bot.cli.diagnosis_comms import look_at_comms
from bot.settings import Settings
from tests.slack_double import SlackDouble

TOKEN = "xoxb-" + "1-made-up"
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


async def test_without_slack_there_is_nothing_to_look_at() -> None:
    assert (await look_at_comms(Settings(slack_bot_token=None))).state is State.OFF
