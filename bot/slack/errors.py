"""The one error handler: a reference for the person, the place for the log, words for neither."""

from __future__ import annotations

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.logs import place
from bot.slack.calling import CLOSED, GONE, SlackTrouble
from bot.slack.cards.inputs import DRAFT
from bot.slack.cards.modal import page_view
from bot.slack.cards.trouble import trouble_message, trouble_text
from bot.slack.payload import COMMAND, MESSAGE, SUBMISSION, Given
from bot.slack.services import Services
from bot.slack.showing import tell
from bot.slack.traces import traces_of


async def explain(services: Services, given: Given, ack: AsyncAck, error: Exception) -> None:
    """Log where it broke under a new reference, and give the person that reference.

    A draft typed behind a command is handed back: Slack has emptied the box it was typed in.
    Of a guarded draft nothing is logged, so there is no reference to give. Who has closed the
    window or deleted the message meanwhile waits for nothing in it.
    """
    if isinstance(error, SlackTrouble) and error.code in {CLOSED, *GONE}:
        if ack.response is None:
            await ack()
        return
    traces = traces_of(services, given)
    reference = services.new_id()[:8] if traces.logged else ""
    if traces.logged:
        structlog.get_logger().error("listener_failed", reference=reference, error=place(error))
    try:
        if ack.response is None and await _acked(given, ack, reference):
            return
        await _send(services, given, reference, lasting=traces.lasting)
    except SlackTrouble as lost:
        if traces.logged:
            structlog.get_logger().error("nobody_told", reference=reference, code=lost.code)


async def _acked(given: Given, ack: AsyncAck, reference: str) -> bool:
    """Answer the delivery itself, the surest way; False where an answer is not shown."""
    if given.kind == COMMAND:
        await ack(response_type="ephemeral", **trouble_message(reference, given.text))
    elif given.kind == SUBMISSION:
        inputs = given.seen.inputs if given.seen else {}
        await ack(
            response_action="errors", errors={next(iter(inputs), DRAFT): trouble_text(reference)}
        )
    else:
        await ack()
        return False
    return True


async def _send(services: Services, given: Given, reference: str, *, lasting: bool) -> None:
    if given.seen is not None:
        # Above the window, in which everything that was typed stays.
        page = page_view("Checkpost", trouble_text(reference))
        try:
            await services.slack.push_view(given.trigger, page)
        except SlackTrouble:
            await tell(services, given, trouble_message(reference), lasting=lasting)
        return
    # What was sent as a message stands there still.
    message = trouble_message(reference, "" if given.kind == MESSAGE else given.text)
    try:
        await tell(services, given, message, lasting=lasting)
    except SlackTrouble:
        if not reference or lasting:
            raise
        # What stays does not quote the draft.
        await tell(services, given, trouble_message(reference))
