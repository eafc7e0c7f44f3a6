"""A finding's menu: why, keep mine, not relevant here, the rule is wrong, and none of these."""

from __future__ import annotations

from dataclasses import replace

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.check import Action
from bot.logs import place
from bot.messages import say
from bot.slack.again import check_of, current, draft_gone
from bot.slack.cards.card import Window
from bot.slack.cards.lesson import lesson_view
from bot.slack.cards.modal import page_view
from bot.slack.cards.ways import UNDO
from bot.slack.cards.wrong import wrong_view
from bot.slack.comms import Closed
from bot.slack.drawing import draw_window, intend_window
from bot.slack.finding import address_of, lesson
from bot.slack.laying import lay
from bot.slack.listeners.actions.ask import lay_form
from bot.slack.listeners.actions.fix import make_fix
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import replace_message
from bot.verdict import Finding

_CONTESTS = {Action.KEPT, Action.NOT_RELEVANT, Action.RULE_WRONG}


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the menu, and to the button that stands for its first choice."""
    app.action("finding")(listen(services, menu))
    app.action("why")(listen(services, why))
    app.action(UNDO)(listen(services, undo))


async def menu(services: Services, given: Given, ack: AsyncAck) -> None:
    """Do what was chosen."""
    await ack()
    choice = given.value.partition(" ")[0]
    if choice == "why":
        await _explain(services, given)
    elif choice == "use_fix":
        await make_fix(services, given)
    elif choice == "ask":
        await lay_form(services, given)
    elif choice in _CONTESTS:
        await _contest(services, given, Action(choice))


async def undo(services: Services, given: Given, ack: AsyncAck) -> None:
    """Take back what was said of a finding."""
    await ack()
    await _contest(services, given, None)


async def why(services: Services, given: Given, ack: AsyncAck) -> None:
    """Lay the rule's own page above the window."""
    await ack()
    await _explain(services, given)


async def _explain(services: Services, given: Given) -> None:
    _, finding = await _found(services, given)
    if finding is None:
        await draft_gone(services, given)
        return
    ruleset = services.ruleset() if services.ruleset else None
    await lay(services, given, lesson_view(lesson(finding, ruleset)))


async def _contest(services: Services, given: Given, action: Action | None) -> None:
    """Remember what was said, unless the check leaves no row, and show that it was heard.

    None takes back what was said before.
    """
    window, finding = await _found(services, given)
    if window is None or window.card is None or finding is None:
        await draft_gone(services, given)
        return
    address = address_of(given)
    notice, back = ("finding.noted", address) if action else ("finding.unsaid", "")
    card = window.card.answered(address, action)
    answered = replace(window, card=card, notice=say(notice), undo=back)
    view_id = given.seen.view_id if given.seen else ""
    turn = intend_window(services, view_id, answered) if view_id else None
    if action is Action.RULE_WRONG:
        # Before it is drawn: the trigger that opens a page lives three seconds.
        await _ask_why(services, given, finding)
    kept_at = window.card.said_at.get(address)
    if not window.guarded and (kept_at or window.is_stored):
        await _remember(services, given, kept_at or f"{check_of(given)} {address}", action)
    if view_id:
        await draw_window(services, view_id, answered, turn)
    else:
        await replace_message(services, given, answered)


async def _remember(services: Services, given: Given, where: str, action: Action | None) -> None:
    check_id, _, address = where.partition(" ")
    try:
        await services.coach.contest(given.team, given.user, check_id, address, action)
    except Exception as error:  # noqa: BLE001 -- what the author sees does not depend on our figures
        structlog.get_logger().warning("contest_not_stored", error=place(error))


async def _ask_why(services: Services, given: Given, finding: Finding) -> None:
    """Offer a word to the comms channel, where there is one that is closed to others."""
    view = page_view(say("wrong.title"), say("wrong.no_channel"))
    if services.rules is not None:
        standing = await services.rules.comms.standing(given.user)
        if standing.closed in {None, Closed.NOT_A_MEMBER}:
            view = wrong_view(finding, services.comms_channel)
        elif standing.closed is Closed.NO_ANSWER:
            view = page_view(say("wrong.title"), say("wrong.no_answer"))
    await lay(services, given, view)


async def _found(services: Services, given: Given) -> tuple[Window | None, Finding | None]:
    window = await current(services, given)
    card = window.card if window else None
    return window, card.finding(address_of(given)) if card else None
