"""A draft for another platform, read by the shipped rules and counted as that platform counts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.policy.loader import load
from bot.rulebook.live import LiveRules
from tests.shipped import RULES, shipped
from tests.slack.conftest import NOW, Bench, open_bench
from tests.slack_person import read

SHORT = "Our tide reports now take a minute, and we are glad."
LONG = "Our tide reports now take a minute. " * 10


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    live = LiveRules(RULES, shipped(), load=load, clock=lambda: NOW)
    async with open_bench(tmp_path, live) as opened:
        opened.accept()
        yield opened


async def told(bench: Bench, draft: str, wish: str) -> str:
    """Ask for something under a draft, and return what its card says."""
    sent = await bench.written(draft)
    await bench.written(wish, thread_ts=sent["ts"])
    return read(bench.answers[-1]["blocks"])


async def test_it_says_how_long_the_draft_is_there(bench: Bench) -> None:
    assert "For Bluesky: 52 of 300 characters." in await told(bench, SHORT, "for Bluesky instead")
    assert "For LinkedIn: 52 of 3,000 characters." in await told(bench, SHORT, "and on LinkedIn?")


async def test_it_says_so_in_the_language_of_its_reader(bench: Bench) -> None:
    bench.accept(language="pt")

    assert "Para Bluesky: 52 de 300 caracteres." in await told(bench, SHORT, "para o Bluesky")


async def test_the_rules_of_that_platform_apply(bench: Bench) -> None:
    assert "300" not in await told(bench, LONG, "for LinkedIn")

    says = await told(bench, LONG, "for Bluesky instead")

    assert "For Bluesky: 360 of 300 characters." in says
    assert "Bluesky" in says.replace("For Bluesky: 360 of 300 characters.", "")


async def test_a_key_stands_in_no_link(bench: Bench) -> None:
    key = "AKIA" + "QYLPMN5HNM3AYRZQ"

    await told(bench, f"our key is {key}", "for X instead")

    assert key not in str(bench.answers)
