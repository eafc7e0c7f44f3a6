"""The page for a picture: looked at in its place, and kept nowhere."""

from __future__ import annotations

import asyncio

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.picture import ALT, COVERED, FILE, PICTURE, result_view, waiting_view
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.picture_looking import Beside, looked
from bot.slack.picturing import ai_host
from bot.slack.services import Services
from bot.verdict import Draft


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the page."""
    app.view_submission(PICTURE)(listen(services, submitted))


async def submitted(services: Services, given: Given, ack: AsyncAck) -> None:
    """Answer at once that it is looked at, then with what there is to say."""
    seen = given.seen
    file = seen.inputs.get(FILE, "").partition(" ")[0] if seen else ""
    if seen is None or not file:
        await ack(response_action="errors", errors={FILE: say("picture.form.choose")})
        return
    await ack(response_action="update", view=waiting_view())
    if not services.desk.first(given.delivery):
        return
    await asyncio.sleep(services.settle_s)  # Slack draws the answer to the submission first
    covered = seen.held.get(COVERED) == "yes"
    beside = Beside(_draft_below(services, seen.below), seen.inputs.get(ALT, ""), covered)
    found = await looked(services, given, file, beside)
    await services.slack.update_view(seen.view_id, result_view(found, file, ai_host(services)))


def _draft_below(services: Services, below: str | None) -> Draft:
    """Return the draft of the window under the page, as it was last checked."""
    shown = services.desk.view(below) if below else None
    window = shown.window if shown else None
    return Draft(window.draft, window.platform) if window else Draft("")
