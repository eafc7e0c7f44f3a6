"""The tick: offered on the page of a finished text, off, and only where a draft may be lent."""

from __future__ import annotations

import pytest

from bot.keeping.lending import Lending
from bot.verdict import Draft
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, KEY
from tests.slack_person import read
from tests.slack_state import OpenView

BOX = "Comms may test rules with this draft for 30 days"


class FakeLending(Lending):
    """Remembers what is lent."""

    def __init__(self) -> None:
        self.days = 30
        self.held: dict[str, Draft] = {}

    async def lend(self, team: str | None, user: str, check_id: str, draft: Draft) -> None:
        del team, user
        self.held[check_id] = draft

    async def take_back(self, team: str | None, user: str, check_id: str) -> None:
        del team, user
        self.held.pop(check_id, None)


@pytest.fixture
def lender(bench: Bench) -> tuple[Bench, FakeLending]:
    """A bot whose operator has it ask."""
    lending = FakeLending()
    object.__setattr__(bench.services, "lending", lending)
    return bench, lending


async def page(bench: Bench, draft: str) -> OpenView:
    """Let Marta check a draft and ask for its text."""
    bench.accept()
    await bench.marta.command(draft)
    await bench.settled()
    buttons = [e.get("action_id") for b in bench.view.blocks for e in b.get("elements", [])]
    if "ready" in buttons:
        await bench.marta.press(bench.view, "ready")
    else:
        await bench.marta.choose(bench.view, "menu", "Copy or post it as it is")
    await bench.settled()
    return bench.view


async def set_box(bench: Bench, view: OpenView, *, ticked: bool) -> None:
    [row] = [block for block in view.blocks if block.get("block_id") == "lend"]
    [box] = row["elements"]
    chosen = box["options"] if ticked else []
    action = {**box, "block_id": "lend", "action_ts": "1.1", "selected_options": chosen}
    await bench.marta.act(view, action)
    await bench.settled()


async def test_a_ticked_draft_is_lent_and_an_unticked_one_taken_back(
    lender: tuple[Bench, FakeLending],
) -> None:
    bench, lending = lender
    view = await page(bench, DRAFT)
    assert BOX in read(view.blocks)
    assert lending.held == {}

    await set_box(bench, view, ticked=True)
    assert [draft.text for draft in lending.held.values()] == [DRAFT]

    await set_box(bench, view, ticked=False)
    assert lending.held == {}


@pytest.mark.parametrize("draft", ["The union meets on Friday", KEY])
async def test_a_draft_that_must_not_be_kept_is_not_asked_for(
    lender: tuple[Bench, FakeLending], draft: str
) -> None:
    bench, _ = lender

    view = await page(bench, draft)

    assert "Comms may test rules" not in read(view.blocks)


@pytest.mark.parametrize("edit", ["The union meets on Friday", f"{DRAFT}, {KEY}"])
async def test_an_edit_that_must_not_be_kept_takes_the_box_away(
    lender: tuple[Bench, FakeLending], edit: str
) -> None:
    bench, _ = lender
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.marta.write(bench.view, edit)

    await bench.marta.choose(bench.view, "menu", "Copy or post it as it is")
    await bench.settled()

    assert "Comms may test rules" not in read(bench.view.blocks)


async def test_where_nothing_is_lent_there_is_no_box(bench: Bench) -> None:
    view = await page(bench, DRAFT)

    assert "Comms may test rules" not in read(view.blocks)
