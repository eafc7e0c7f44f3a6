"""One's own story: begin with a question, see more of them, or look at one's profile text."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.card import Window
from bot.slack.cards.modal import coach_view
from bot.slack.cards.story import ANY, MORE, THEME, profile_view
from bot.slack.choices import choices_of, deal_for, menu_for
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.shelving import turn_themes


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action(THEME)(listen(services, theme))
    app.action(MORE)(listen(services, more))
    app.action("story_profile")(listen(services, profile))


async def theme(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open an empty window with the question above it: the words are the author's own."""
    await ack()
    choices = await choices_of(services.coach, given.team, given.user, services.patience_s)
    window = Window(
        platform=choices.platform,
        deal=deal_for(services, choices),
        menu=menu_for(services.coach, choices),
        hint=_hint(given.value),
    )
    view = await lay(services, given, coach_view(window))
    if view is not None:
        services.desk.show(view.view_id, window, view.state)


def _hint(theme: str) -> str:
    return say("stories.hint_any") if theme == ANY else say("stories.hint", theme=theme)


async def more(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show the questions that come next."""
    await ack()
    await turn_themes(services, given)


async def profile(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the page for a headline or About text."""
    await ack()
    await lay(services, given, profile_view())
