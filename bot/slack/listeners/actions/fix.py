"""The buttons that change the draft in the window: "Use this fix", "Use the rewrite"."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.again import again, check_window, current, draft_gone
from bot.slack.cards.card import Window
from bot.slack.cards.ways import fix_of
from bot.slack.claiming import count_once
from bot.slack.drawing import redraw_window
from bot.slack.finding import address_of
from bot.slack.fixing import fixed
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.verdict import Draft


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action("use_fix")(listen(services, use_fix))
    app.action("use_rewrite")(listen(services, use_rewrite))
    app.action("retry")(listen(services, retry))


async def use_fix(services: Services, given: Given, ack: AsyncAck) -> None:
    """Make one edit in the text that is in the input now, and check what came of it."""
    await ack()
    await make_fix(services, given)


async def make_fix(services: Services, given: Given) -> None:
    """Make the edit of the finding whose button or menu it was."""
    window = await _window(services, given)
    if window is None:
        return
    finding = window.card.finding(address_of(given)) if window.card else None
    suggestion = fix_of(finding) if finding else None
    text = ""
    if finding and suggestion:
        draft = Draft(window.draft, window.platform, window.purpose)
        text = fixed(draft, finding, suggestion, services.coach.read)
    await _put(services, given, window, text, say("finding.moved_on"))


async def use_rewrite(services: Services, given: Given, ack: AsyncAck) -> None:
    """Put the rewrite in the draft's place, unless the author has gone on writing."""
    await ack()
    window = await _window(services, given)
    if window is None:
        return
    untouched = window.draft == window.checked
    rewrite = window.card.rewrite if window.card and untouched else None
    is_old = bool(window.card and window.card.rewrite)
    gone = say("finding.rewrite_old" if is_old else "notice.ai_part_gone")
    await _put(services, given, window, rewrite or "", gone)
    if rewrite:
        add = partial(services.coach.count_rewrite, given.team, given.user)
        await count_once(services, f"rewrite {given.delivery}", add, "rewrite_not_counted")


async def retry(services: Services, given: Given, ack: AsyncAck) -> None:
    """Check the draft once more, as it is now."""
    await ack()
    await again(services, given)


async def _window(services: Services, given: Given) -> Window | None:
    """Return the window as it stands; None where there is none any more."""
    if given.seen is None:
        return None
    window = await current(services, given)
    if window is None:
        await draft_gone(services, given)
    return window


async def _put(services: Services, given: Given, window: Window, text: str, otherwise: str) -> None:
    """Put a text into the input, in a block of its own so that Slack shows it."""
    if given.seen is None:
        return
    if not text:
        await redraw_window(services, given.seen.view_id, replace(window, notice=otherwise))
        return
    changed = replace(window, draft=text, edition=window.edition + 1)
    await check_window(services, given, changed)
