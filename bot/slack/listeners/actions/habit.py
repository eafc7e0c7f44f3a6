"""The drill of the month: opened, answered, and from there to a report."""

from __future__ import annotations

from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.habit import CHOICE, answer_view, habit_view
from bot.slack.cards.habit_parts import REPORT
from bot.slack.cards.habit_posted import answer_message
from bot.slack.cards.modal import page_view
from bot.slack.claiming import count_once
from bot.slack.laying import lay
from bot.slack.listeners.views.suspicious import open_form
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import tell


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action("home_habit")(listen(services, opened))
    app.action(CHOICE)(listen(services, chosen))
    app.action(REPORT)(listen(services, report))


async def opened(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the drill of the month."""
    await ack()
    habit = services.habits.this_month() if services.habits else None
    if services.habits is None or habit is None:
        await lay(services, given, page_view(say("drills.title"), say("drills.none")))
        return
    await lay(services, given, habit_view(habit, services.habits.month))


async def chosen(services: Services, given: Given, ack: AsyncAck) -> None:
    """Say what is right and why, to whoever pressed, and add the answer up."""
    await ack()
    month, _, rest = given.value.partition("/")
    name, _, number = rest.partition("/")
    habits = services.habits
    habit = habits.find(name) if habits else None
    if habits is None or habit is None or not number.isdigit():
        await tell(services, given, answer_gone())
        return
    choice = int(number)
    if given.seen is not None:
        await services.slack.update_view(given.seen.view_id, answer_view(habit, choice))
    else:
        message = answer_message(habit, choice)
        await services.slack.whisper(given.channel or "", given.user, message)
    # In this process's memory alone, and not for long: one person's taps are one answer.
    if services.desk.first(f"habit {month} {given.team} {given.user}"):
        add = partial(habits.count, month, habit, right=choice == habit.right)
        await count_once(services, f"habit {given.delivery}", add, "habit_not_counted")


async def report(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the form that carries something suspicious to the security team."""
    await ack()
    await open_form(services, given)


def answer_gone() -> dict[str, str]:
    """Return what is said where a drill is not there any more."""
    return {"text": say("drills.none")}
