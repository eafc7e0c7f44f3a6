"""Choosing where a draft goes counts it anew at once, and changes nothing else."""

from __future__ import annotations

import structlog

from bot.review.outcome import Review, ReviewStatus
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, LEAK, TONE
from tests.slack_person import read
from tests.slack_state import OpenView

COUNT = "characters, as"


async def checked(bench: Bench, draft: str = DRAFT) -> OpenView:
    bench.accept()
    await bench.marta.command(draft)
    await bench.settled()
    return bench.view


async def pick(bench: Bench, platform: str) -> str:
    """Choose a platform, and return all that the window says then."""
    await bench.marta.pick(bench.view, "platform", platform)
    await bench.settled()
    return read(bench.view.blocks)


async def test_another_platform_counts_what_was_typed_at_once(bench: Bench) -> None:
    window = await checked(bench)
    assert COUNT not in read(window.blocks)
    bench.marta.write(window, "Tidewatch 👩‍💻")

    on_x = await pick(bench, "x")
    elsewhere = await pick(bench, "other")

    assert "12 of 280 characters, as X counts them." in on_x
    assert COUNT not in elsewhere
    assert window.values()["draft"]["draft"]["value"] == "Tidewatch 👩‍💻"
    assert "You recommend Tidewatch." in elsewhere
    assert len(bench.checks.started) == 1


async def test_the_same_words_on_another_platform_fix_nothing(bench: Bench) -> None:
    window = await checked(bench)
    await pick(bench, "x")
    await bench.marta.submit(window)
    await bench.settled()
    bench.marta.write(window, f"I work at Brightwater. {DRAFT}")
    await bench.marta.submit(window)
    await bench.settled()

    assert [asked.edited for asked in bench.checks.started] == [True, False, True]


async def test_a_window_counts_before_its_first_check(bench: Bench) -> None:
    window = await checked(bench, "")
    bench.marta.write(window, DRAFT)

    assert f"{len(DRAFT)} of 280 characters" in await pick(bench, "x")
    assert window.view["submit"]["text"] == "Check"
    assert bench.checks.started == []


async def test_a_window_of_another_process_counts_and_is_not_checked_unasked(bench: Bench) -> None:
    window = await checked(bench, "")
    bench.ticking[0] += 4_000
    bench.marta.write(window, DRAFT)

    says = await pick(bench, "x")

    assert f"{len(DRAFT)} of 280 characters" in says
    assert "Fix first" not in says


async def test_a_card_of_another_process_keeps_what_ai_said(bench: Bench) -> None:
    await checked(bench)
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, findings=(TONE,)))
    bench.ticking[0] += 4_000
    before = read(bench.view.blocks)

    assert await pick(bench, "x") == before


async def test_a_choice_at_a_guarded_draft_leaves_nothing(bench: Bench) -> None:
    await checked(bench, LEAK)
    card = bench.view.blocks[0]["block_id"]
    bench.store.calls.clear()

    with structlog.testing.capture_logs() as captured:
        says = await pick(bench, "x")

    assert "of 280 characters" in says
    assert bench.view.blocks[0]["block_id"] == card
    assert set(bench.store.calls) <= {"author"}
    assert (bench.store.checks, captured) == ({}, [])


async def test_the_count_stands_under_the_platform_that_counts_so(bench: Bench) -> None:
    window = await checked(bench)
    await pick(bench, "x")

    drawn = [block.get("block_id") or block["type"] for block in window.blocks]

    assert drawn[-5:] == ["draft", "platform", "context", "purpose", "menu"]
