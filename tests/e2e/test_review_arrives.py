"""The reviewer's word arrives after the rules': in the window, or as a message when it is gone."""

from __future__ import annotations

import asyncio

import pytest

from tests.e2e.stage import Stage, when
from tests.local_workspace import shown, verdict
from tests.model_server import ModelServer, answers, fails, review, tone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

_DRAFT = "The other team's tide tables are a joke"
_HOSTILE = answers(review(tone_findings=[tone("are a joke")]))


async def test_rules_come_first_and_the_review_follows_in_the_same_window(
    with_model: tuple[Stage, ModelServer],
) -> None:
    running, model = with_model
    allowed = asyncio.Event()
    async with running.somebody() as human:
        model.enqueue(when(allowed, _HOSTILE))
        await human.command(_DRAFT)
        first = await human.modal(lambda view: "AI is still reading" in shown(view))
        assert verdict(first) == "Clear"
        allowed.set()
        then = await human.modal(lambda view: "suggested by AI" in shown(view))
    assert then["id"] == first["id"]
    assert verdict(then) == "Small polish"
    assert "are a joke" in shown(then)


async def test_a_window_closed_too_early_brings_one_direct_message(
    with_model: tuple[Stage, ModelServer],
) -> None:
    running, model = with_model
    allowed = asyncio.Event()
    async with running.somebody() as human:
        model.enqueue(when(allowed, _HOSTILE))
        await human.command(_DRAFT)
        await human.modal(lambda view: "AI is still reading" in shown(view))
        await human.close()
        await human.no_modal()
        allowed.set()
        (message,) = await human.wait_for_direct_message()
    assert "suggested by AI" in shown(message)
    assert message["text"].startswith("Small polish")


async def test_a_model_that_fails_leaves_the_rules_and_says_so(
    with_model: tuple[Stage, ModelServer],
) -> None:
    running, model = with_model
    async with running.somebody() as human:
        model.enqueue(fails(401))
        await human.command("Try Tidewatch, it is the best")
        view = await human.modal(lambda view: "Your rule results stand" in shown(view))
    assert verdict(view) == "Fix first"
