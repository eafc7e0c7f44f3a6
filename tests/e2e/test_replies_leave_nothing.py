"""A reply weighed through the real bot: of the comment that it answers not a byte is left.

Not in the database or its journal, not in the store of the durable workflows, not in the log at
its most talkative, not in temporary files. A model reads it hidden; the topic is counted alone.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.disk import traces
from tests.e2e.stage import stage
from tests.e2e.test_crash import reached
from tests.e2e.test_guarded_leaves_nothing import at_rest, counts
from tests.local_workspace import find_element, settled, shown
from tests.model_server import ModelServer, answers, hangs, review

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

COMMENT = "The kumquat parcel never came to Xantippe, write to zebrafinch@quagmire.example"
NEEDLES = {COMMENT, "kumquat parcel", "Xantippe", "zebrafinch", "quagmire"}
REPLY = "So sorry the parcel never came. Send us a direct message and we'll find it."
SAID = review(
    advice=None,
    acknowledges_quote=None,
    empathy_quote=None,
    next_step_quote=None,
    hazards=[],
)


async def test_a_comment_leaves_no_byte_and_its_topic_leaves_a_count(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    async with ModelServer() as model:
        settings = {
            "OPENAI_BASE_URL": model.base_url,
            "CHECKPOST_LOG_LEVEL": "debug",
            "TMPDIR": str(temporary),
        }
        async with stage(tmp_path, settings=settings) as running, running.somebody() as human:
            model.enqueue(answers(SAID))
            await human.command("reply")
            await human.modal(lambda view: find_element(view, "comment"))
            await human.submit(typed(comment=COMMENT, draft=REPLY))
            await human.modal(lambda view: "what happens next" in shown(view))
            await human.modal(lambda view: settled(view) and "One tap" in shown(view))
            await human.press_button("reply_topic:0")
            await human.modal(lambda view: "Counted under delivery" in shown(view))
            await human.close()
            await human.no_modal()

            await at_rest(running.bot)
            asked = json.dumps([request.body for request in model.requests])
            assert "parcel never came to" in asked
            assert "zebrafinch" not in asked, "personal data is hidden from the model"
            assert counts(tmp_path)["steps"] == 1
            assert running.bot.stop() == 0
        assert [*traces(tmp_path, NEEDLES)] == []


async def test_a_bot_killed_over_a_comment_and_a_question_leaves_no_byte(tmp_path: Path) -> None:
    async with ModelServer() as model:
        settings = {"OPENAI_BASE_URL": model.base_url, "CHECKPOST_LOG_LEVEL": "debug"}
        async with stage(tmp_path, settings=settings) as running, running.somebody() as human:
            before, model.usually = len(model.requests), hangs()
            await human.command("ask May I name a customer, the one with the okapi?")
            await human.modal(lambda view: "still reading" in shown(view))
            await human.close()
            await human.no_modal()
            await human.command("reply")
            await human.modal(lambda view: find_element(view, "comment"))
            await human.submit(typed(comment=COMMENT, draft=REPLY))
            await reached(model, before + 2)
            running.bot.kill()
            assert [*traces(tmp_path, {*NEEDLES, "okapi"})] == []

            model.usually = answers(SAID)
            await running.bot.start()
            [card] = await human.wait_for_direct_message()
            assert "What it does for them" in shown(card)
            await at_rest(running.bot)
            assert running.bot.stop() == 0
        assert [*traces(tmp_path, {*NEEDLES, "okapi"})] == []


def typed(**texts: str) -> dict[str, object]:
    """Return what the window's fields hold once these are typed."""
    return {
        name: {name: {"type": "plain_text_input", "value": text}} for name, text in texts.items()
    }
