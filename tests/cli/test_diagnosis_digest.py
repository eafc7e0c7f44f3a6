"""`checkpost doctor` says where no weekly digest can come, and why."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.diagnosis import State
from bot.cli.diagnosis_digest import look_at_digest
from bot.settings import Settings
from tests.slack_double import SlackDouble

TOKEN = "xoxb-" + "1-made-up"
LEARN = {"id": "C0LEARN", "name": "social-learning", "is_private": False}


@pytest.fixture
async def slack() -> AsyncIterator[SlackDouble]:
    double = SlackDouble(TOKEN)
    await double.start()
    yield double
    await double.stop()


def settings(slack: SlackDouble, channel: str | None = None) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_api_url=slack.base_url,
        checkpost_digest_channel=channel,
    )


async def test_the_organisations_channel_is_in_order_once_the_bot_is_in_it(
    slack: SlackDouble,
) -> None:
    slack.public["C0LEARN"] = LEARN

    seen = await look_at_digest(settings(slack))

    assert (seen.state, seen.says) == (State.OK, "#social-learning")


async def test_a_channel_without_the_bot_is_named_with_the_remedy(slack: SlackDouble) -> None:
    slack.public["C0LEARN"] = LEARN

    seen = await look_at_digest(settings(slack, "#sales"))

    assert seen.state is State.WARN
    assert seen.says == "I do not see myself in #sales, which is to get it"
    assert "/invite @Checkpost" in seen.remedy


async def test_a_slack_that_does_not_tell_is_said(slack: SlackDouble) -> None:
    slack.enqueue("users.conversations", {"error": "account_inactive"})

    assert "account_inactive" in (await look_at_digest(settings(slack))).says


async def test_without_slack_or_rules_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    off = Settings(slack_bot_token=None)
    no_rules = Settings(slack_bot_token=None, checkpost_rules=tmp_path)

    assert (await look_at_digest(off)).state is State.OFF
    assert (await look_at_digest(no_rules)).state is State.OFF
