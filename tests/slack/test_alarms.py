"""Alerts as their channels read them: no person, no link to click, and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import languages
from bot.slack.alarms import SlackAlarms, owner_of_security
from bot.slack.comms import CommsChannel
from bot.slack.silence import Silence
from tests.slack.conftest import COMMS, Bench
from tests.slack_limits import message_problems
from tests.slack_person import read

SECURITY = "G0SECURITY"
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def alarms(bench: Bench) -> SlackAlarms:
    services = bench.services
    assert services.rules
    assert services.directory
    slack, directory = services.slack, services.directory

    def security() -> CommsChannel:
        return CommsChannel(slack, directory, owner_of_security(bench.live.current))

    return SlackAlarms(services.rules.comms, security, lambda: bench.live.current)


async def test_security_reads_of_a_host_with_the_lookalike_explained(
    bench: Bench, alarms: SlackAlarms
) -> None:
    bench.double.private[SECURITY] = {"id": SECURITY, "name": "security", "is_private": True}

    await alarms.host("br1ghtwater.example")

    [message] = bench.double.mail.messages[SECURITY]
    told = read(message["blocks"])
    assert "br1ghtwater[.]example" in told
    assert "the 1 is another letter, where i belongs" in told
    assert "What to do:" in told
    assert "br1ghtwater.example" not in str(message)


@pytest.mark.parametrize("about", [{"is_private": False}, {"is_ext_shared": True}, {"name": "x"}])
async def test_comms_reads_of_it_where_security_has_no_closed_channel(
    bench: Bench, alarms: SlackAlarms, about: dict[str, object]
) -> None:
    room = {"id": SECURITY, "name": "security", "is_private": True, **about}
    bench.double.private[SECURITY] = room

    await alarms.host("paypa1.com")

    assert bench.double.mail.messages[SECURITY] == []
    assert len(bench.double.mail.messages[COMMS]) == 1


async def test_comms_reads_of_a_crisis_and_of_a_silence_in_its_own_time(
    bench: Bench, alarms: SlackAlarms
) -> None:
    await alarms.crisis()
    await alarms.slack_back(NINE, NINE + timedelta(minutes=27))

    crisis, silence = (read(each["blocks"]) for each in bench.double.mail.messages[COMMS])
    assert "a word of your crisis list" in crisis
    assert "between 09:00 and 09:27" in silence


@pytest.mark.parametrize("language", sorted(languages()))
async def test_alerts_keep_to_slacks_limits(
    bench: Bench, alarms: SlackAlarms, language: str
) -> None:
    bench.live.current.organisation = replace(bench.live.current.organisation, language=language)
    await alarms.host(f"{'a' * 200}.paypa1.com")
    await alarms.crisis()

    told = bench.double.mail.messages[COMMS]
    assert len(told) == 2
    for message in told:
        assert message_problems({key: message[key] for key in ("text", "blocks")}) == []


def test_a_silence_is_told_once_it_is_over_and_only_if_it_was_long() -> None:
    silence = Silence()

    silence.begun(1_000.0)
    silence.begun(1_060.0)
    still = silence.ended(1_130.0, pong_s=1_000.0, tried_s=1_120.0)
    over = silence.ended(1_200.0, pong_s=1_190.0, tried_s=1_120.0)
    again = silence.ended(1_205.0, pong_s=1_204.0, tried_s=1_120.0)
    silence.begun(2_000.0)
    short = silence.ended(2_070.0, pong_s=2_069.0, tried_s=2_061.0)

    assert (still, again, short) == (None, None, None)
    assert over
    assert [each.timestamp() for each in over] == [1_000.0, 1_200.0]
