"""The window's menu: what is kept, AI review on or off, messages on."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.again import again, current, draft_gone
from bot.slack.cards.modal import page_view
from bot.slack.cards.picture import picture_view
from bot.slack.cards.privacy import privacy_text
from bot.slack.drawing import redraw_window
from bot.slack.laying import lay
from bot.slack.listeners.actions.ready import lay_ready
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.stories.looking import story_tips
from bot.verdict import Draft


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the menu."""
    app.action("menu")(listen(services, menu))


async def menu(services: Services, given: Given, ack: AsyncAck) -> None:
    """Do what was chosen."""
    await ack()
    choice = given.value.partition(" ")[0]
    if choice == "privacy":
        text = privacy_text(services.coach.host, services.keep_days, services.lend_days)
        await lay(services, given, page_view(say("privacy.title"), text))
    elif choice == "ready":
        await lay_ready(services, given)
    elif choice == "picture":
        draft = given.seen.draft if given.seen else None
        covered = services.coach.read(Draft(draft or "")).guarded
        await lay(services, given, picture_view(covered=covered))
    elif choice == "story":
        await _as_a_story(services, given)
    elif choice in {"ai_on", "ai_off"}:
        await services.coach.set_preferences(given.team, given.user, ai_review=choice == "ai_on")
        await again(services, given)
    elif choice == "messages_on":
        await services.coach.set_preferences(given.team, given.user, messages=True)
        window = await current(services, given)
        if window is not None and given.seen is not None:
            await redraw_window(services, given.seen.view_id, window)


async def _as_a_story(services: Services, given: Given) -> None:
    """Look at the draft that is in the window as a story: tips alone, and nothing is kept."""
    window = await current(services, given)
    if window is None:
        await draft_gone(services, given)
        return
    if window.card is None or given.seen is None:
        return
    # Of a guarded draft nothing is said but what leaks, not even when it became one since.
    tips = () if window.guarded else (say("stories.looked"), *story_tips(window.draft))
    shown = replace(window, card=replace(window.card, tips=tips))
    await redraw_window(services, given.seen.view_id, shown)
