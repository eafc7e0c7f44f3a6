"""Answers on their way to a question: the first that settles it is the only one."""

from __future__ import annotations

from datetime import timedelta

from bot.keys import Keys
from bot.vocabulary.asking import KEEP, Answer, Kind
from bot.workflows.chores import is_unfinished, text_of
from bot.workflows.engine import Engine
from bot.workflows.wire import from_text, to_text

ANSWER = "answer"
"""The topic under which answers are sent to a question's workflow."""
WORKFLOW = "ask-answer"
_OVER = "over"
# For a question that never says that it is over: seven days, and what trouble its last steps had.
_LONGEST_S = (KEEP + timedelta(days=4)).total_seconds()


class Answers:
    """Carries answers to the workflows of questions, through crashes and for all replicas.

    What settles a question is a workflow whose name there is once for each question. Whoever starts
    it first has settled it, an answer as well as the end of its time, and it stays until the
    question is over: so everybody who comes later is told.
    """

    def __init__(self, engine: Engine, keys: Keys) -> None:
        """Register the workflow with `engine`, which must not be launched yet."""
        self._engine = engine
        self._keys = keys
        engine.workflow(WORKFLOW, self._carry)

    async def bring(self, ask_id: str, answer: Answer) -> bool:
        """Bring an answer to a question, once; False where something else has settled it."""
        if answer.kind is Kind.WAIT:
            return await self._bring_reason(ask_id, answer)
        if await is_unfinished(workflow_of(ask_id)):
            carried = f"{ask_id} {to_text(answer)}"
            await self._engine.start(WORKFLOW, _settled(ask_id), carried)
        held = await self._settled_by(ask_id)
        return held is not None and held.delivery == answer.delivery

    async def take_back(self, ask_id: str) -> None:
        """Settle a question that its author takes back, from inside a workflow of its own.

        An answer may have been first.
        """
        carried = f"{ask_id} {to_text(Answer(Kind.TAKEN_BACK, by='', team=None))}"
        await self._engine.start(WORKFLOW, _settled(ask_id), carried)

    async def end(self, ask_id: str) -> Answer | None:
        """Settle a question whose time is over, from inside it; an answer may have been first."""
        await self._engine.start(WORKFLOW, _settled(ask_id), f"{ask_id} ")
        held: str = await self._engine.step("settled", lambda: text_of(_settled(ask_id)))
        return _answer_in(held)

    async def over(self, ask_id: str) -> None:
        """Let go of what settled a question, from inside it."""
        await self._engine.send(_settled(ask_id), _OVER, _OVER)

    async def is_open(self, ask_id: str) -> bool:
        """Whether there is such a question, and nothing has settled it."""
        settled = await text_of(_settled(ask_id)) is not None
        return not settled and await is_unfinished(workflow_of(ask_id))

    async def _bring_reason(self, ask_id: str, answer: Answer) -> bool:
        """Bring a reason to wait, which settles nothing, and remember that it was brought."""
        once = self._keys.delivery_key(answer.delivery)
        brought = f"{workflow_of(ask_id)}-{once}"
        if await text_of(brought) is not None:
            return True
        if not await self.is_open(ask_id):
            return False
        await self._engine.send(workflow_of(ask_id), ANSWER, to_text(answer), once=once)
        # Settled meanwhile, it may have come too late to be heard.
        if not await self.is_open(ask_id):
            return False
        await self._engine.start(WORKFLOW, brought, "")
        return True

    async def _settled_by(self, ask_id: str) -> Answer | None:
        held = await text_of(_settled(ask_id))
        return None if held is None else _answer_in(held)

    async def _carry(self, text: str) -> None:
        if not text:  # only to be remembered
            return
        ask_id, _, answer = text.partition(" ")
        if answer:
            await self._engine.send(workflow_of(ask_id), ANSWER, answer)
        await self._engine.wait(_OVER, _LONGEST_S)


def workflow_of(ask_id: str) -> str:
    """Return the name of a question's workflow, the same for every version's."""
    return f"ask-{ask_id}"


def _settled(ask_id: str) -> str:
    return f"{workflow_of(ask_id)}-settled"


def _answer_in(carried: str) -> Answer | None:
    """Return what settles a question; None where its time was over."""
    answer = carried.partition(" ")[2]
    return from_text(Answer, answer) if answer else None
