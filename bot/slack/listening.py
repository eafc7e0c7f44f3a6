"""Between Bolt and our listeners: read the payload, hold on to the task, explain what breaks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import speaking
from bot.slack.errors import explain
from bot.slack.payload import ACTION, Given, given
from bot.slack.seen import Payload
from bot.slack.services import Services

Listener = Callable[[Services, Given, AsyncAck], Awaitable[None]]


def listen(services: Services, listener: Listener) -> Callable[..., Awaitable[None]]:
    """Return `listener` as Bolt calls it; Bolt finds the arguments by their names.

    What somebody pressed or chose is done once, however often Slack delivers it.

    Errors end here: Bolt's runner forgets an ack that a failing listener has just given.
    """

    async def run(ack: AsyncAck, body: Payload) -> None:
        with services.tasks.this_one():
            delivered = given(body)
            with speaking(await services.language_of(delivered)):
                try:
                    if delivered.kind == ACTION and not services.desk.first(delivered.delivery):
                        await ack()
                        return
                    await listener(services, delivered, ack)
                except Exception as error:  # noqa: BLE001 -- whatever broke, the person is told
                    await explain(services, delivered, ack, error)

    return run
