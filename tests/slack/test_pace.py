"""Somebody who is too quick keeps the rules' word, and only waits for AI and for channels."""

from __future__ import annotations

from bot.slack.pace import CHECKS, Pace, Rate
from tests.local_workspace import shown
from tests.slack.conftest import Bench
from tests.slack_double import TEAM


def test_a_person_may_so_often_in_so_many_seconds_and_then_again() -> None:
    seconds = [0.0]
    pace = Pace(Rate(3, 60.0), now=lambda: seconds[0])

    assert [pace.allows("T1", "U1") for _ in range(4)] == [True, True, True, False]
    assert pace.allows("T1", "U2")
    assert pace.allows("T2", "U1")
    seconds[0] = 59.9
    assert not pace.allows("T1", "U1")
    seconds[0] = 60.0
    assert [pace.allows("T1", "U1") for _ in range(4)] == [True, True, True, False]


async def test_too_many_checks_get_the_rules_verdict_and_no_model(bench: Bench) -> None:
    bench.accept()
    for _ in range(CHECKS.times):
        assert bench.services.checks_pace.allows(TEAM, bench.marta.user)

    await bench.marta.command("Try Tidewatch, it is the best")
    await bench.settled()

    assert "Fix first" in shown(bench.view.view)
    assert "AI reads again in a minute" in shown(bench.view.view)
    assert bench.checks.started == []


async def test_a_guarded_draft_is_never_counted(bench: Bench) -> None:
    bench.accept()
    for _ in range(CHECKS.times + 5):
        await bench.marta.command("Our union meets on Friday")
        await bench.settled()

    await bench.marta.command("Try Tidewatch, it is the best")
    await bench.settled()

    assert len(bench.checks.started) == 1
