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
from tests.e2e.test_guarded_leaves_nothing import at_rest, counts
from tests.local_workspace import find_element, settled, shown
from tests.model_server import ModelServer, answers, review

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

COMMENT = "The kumquat parcel never came to Xantippe, write to zebrafinch@quagmire.example"
NEEDLES = {COMMENT, "kumquat parcel", "Xantippe", "zebrafinch", "quagmire"}
REPLY = "So sorry the parcel never came. Send us a direct message and we'll find it."
SAID = review(acknowledges_quote=None, empathy_quote=None, next_step_quote=None, hazards=[])


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


def typed(**texts: str) -> dict[str, object]:
    """Return what the window's fields hold once these are typed."""
    return {
        name: {name: {"type": "plain_text_input", "value": text}} for name, text in texts.items()
    }
