"""What is counted of checks, and that a guarded one is in no figure, wherever it comes from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, LEAK
from tests.slack.test_pictures import UNION, wall
from tests.slack_person import read

Way = Callable[[Bench, str], Awaitable[str]]


async def command(bench: Bench, draft: str) -> str:
    await bench.marta.command(draft)
    await bench.settled()
    return read(bench.view.blocks)


async def again(bench: Bench, draft: str) -> str:
    await bench.marta.command()
    await bench.settled()
    bench.marta.write(bench.view, draft)
    await bench.marta.submit(bench.view)
    await bench.settled()
    return read(bench.view.blocks)


async def reply(bench: Bench, draft: str) -> str:
    await bench.marta.command("reply")
    await bench.settled()
    bench.marta.fill(bench.view, comment="Your app lost my file", draft=draft)
    await bench.marta.submit(bench.view)
    await bench.settled()
    return read(bench.view.blocks)


async def message(bench: Bench, draft: str) -> str:
    await bench.written(draft)
    return read(bench.answers[0]["blocks"])


async def question(bench: Bench, draft: str) -> str:
    return await command(bench, f"ask May I post this: {draft}?")


async def picture(bench: Bench, draft: str) -> str:
    await bench.written("", files=[wall(bench, draft)])
    return read(bench.answers[0]["blocks"])


@pytest.mark.parametrize("way", [command, again, reply, message])
async def test_a_check_is_counted_once_as_its_first_card_is_out(bench: Bench, way: Way) -> None:
    bench.accept()
    await way(bench, DRAFT)
    assert bench.telemetry.counted == ["carded"]


@pytest.mark.parametrize("draft", [UNION, LEAK])
@pytest.mark.parametrize("way", [command, again, reply, message, question, picture])
async def test_a_guarded_one_is_in_no_figure(bench: Bench, way: Way, draft: str) -> None:
    bench.accept()
    assert await way(bench, draft)
    assert bench.telemetry.counted == []
    assert bench.checks.started == []


@pytest.mark.parametrize("way", [question, picture])
async def test_what_is_no_check_is_in_no_figure_either(bench: Bench, way: Way) -> None:
    bench.accept()
    assert await way(bench, DRAFT)
    assert bench.telemetry.counted == []
