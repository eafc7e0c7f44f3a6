"""A change's form and its preview: run the tests, save, and tell the comms channel."""

from __future__ import annotations

import asyncio
from dataclasses import fields

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say, speaking
from bot.policy.changes.change import Change, Kind, next_statuses
from bot.policy.changes.propose import Proposal
from bot.policy.precision import in_words
from bot.rulebook.done import Saved
from bot.slack.cards.rule import rule_view
from bot.slack.cards.rule_change import PREVIEW, preview_view, saved_view
from bot.slack.cards.rule_form import FORM, form_view, wait_view
from bot.slack.cards.rule_made import told_message
from bot.slack.cards.rule_written import fits
from bot.slack.cards.text import Block
from bot.slack.gateway import SlackTrouble
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.rule_board import figures
from bot.slack.ruling import rule_called
from bot.slack.seen import Seen
from bot.slack.services import RuleDesk, Services
from bot.slack.standing import for_submission

_NEEDED = {"target", "value", "instead", "why"}


def register(app: AsyncApp, services: Services) -> None:
    """Listen to both windows."""
    app.view_submission(FORM)(listen(services, tried))
    app.view_submission(PREVIEW)(listen(services, saved))


async def tried(services: Services, given: Given, ack: AsyncAck) -> None:
    """Run the tests with the change, and show what it would do."""
    desk, name = await for_submission(services, given, ack)
    if desk is None or given.seen is None:
        return
    seen = given.seen
    change = _asked_for(desk, seen)
    missing = {
        block: say("change.fill_in")
        for block, typed in seen.inputs.items()
        if block in _NEEDED and not typed.strip()
    }
    if missing or not fits(change):
        errors = missing or {next(iter(seen.inputs)): say("change.too_long")}
        await ack(response_action="errors", errors=errors)
        return
    title = say(f"change.title.{change.kind}")
    await ack(response_action="update", view=wait_view(title, say("change.wait")))
    proposal = await desk.book.propose(change, name)
    await _show(services, seen.view_id, _answer(desk, proposal))


async def saved(services: Services, given: Given, ack: AsyncAck) -> None:
    """Make the change, show the way back, and tell the comms channel."""
    desk, name = await for_submission(services, given, ack)
    if desk is None or given.seen is None:
        return
    change = _held(given.seen)
    title = say(f"change.title.{change.kind}")
    await ack(response_action="update", view=wait_view(title, say("change.saving")))
    if not services.desk.first(given.delivery):
        return
    try:
        done = await desk.book.save(change, name)
    except OSError as error:
        structlog.get_logger().error("change_not_written", error=type(error).__name__)
        text = say("change.disk", why=error.strerror or type(error).__name__)
        await _show(services, given.seen.view_id, wait_view(title, text))
        return
    if not isinstance(done, Saved):
        await _show(services, given.seen.view_id, _answer(desk, done))
        return
    structlog.get_logger().info("change_saved", kind=change.kind.value, live=done.live)
    value = f"{done.path} {done.mark}"
    await _show(services, given.seen.view_id, saved_view(change, value, live=done.live))
    await _renew_card(services, desk, given.seen, change)
    try:
        with speaking(services.company_language):
            message = told_message(name, change, value)
        await desk.comms.send(message)
    except SlackTrouble as trouble:
        structlog.get_logger().warning("comms_not_told", code=trouble.code)


async def _renew_card(services: Services, desk: RuleDesk, seen: Seen, change: Change) -> None:
    """Draw the rule's card under the window anew: who goes back to it sees the rule as it is."""
    ruleset = desk.book.live.current
    rule = rule_called(ruleset, change.target)
    if seen.below is None or rule is None or change.kind is Kind.LIST:
        return
    precision = in_words((await figures(desk)).get(rule.id))
    view = rule_view(rule, ruleset.organisation, precision)
    try:
        await services.slack.update_view(seen.below, view)
    except SlackTrouble as trouble:
        structlog.get_logger().info("card_not_renewed", code=trouble.code)


def _asked_for(desk: RuleDesk, seen: Seen) -> Change:
    kind = Kind(seen.held.get("kind", Kind.WORD))
    typed = {name: text.strip() for name, text in seen.inputs.items()}
    target = typed.get("target") or seen.held.get("target", "")
    value = typed.get("value", "")
    rule = rule_called(desk.book.live.current, target)
    if kind is Kind.STATUS and rule is not None and (moved := next_statuses(rule)):
        value = moved[0]
    return Change(
        kind=kind,
        target=target,
        value=value,
        why=typed.get("why", ""),
        until=typed.get("until", ""),
        instead=typed.get("instead", ""),
        example=typed.get("example", ""),
    )


def _held(seen: Seen) -> Change:
    told = {each.name: str(seen.held.get(each.name, "")) for each in fields(Change)}
    kind = Kind(told.pop("kind") or Kind.WORD)
    return Change(kind=kind, **told)


def _answer(desk: RuleDesk, proposal: Proposal) -> Block:
    """Return the preview, or the form with the reasons why not."""
    ruleset, change = desk.book.live.current, proposal.change
    if proposal.problems:
        rule = rule_called(ruleset, change.target)
        today = desk.book.clock().date()
        return form_view(change, rule, ruleset.organisation, today, proposal.problems)
    handed = desk.book.handed_over
    says = say(f"change.by_hand.{handed}", path=proposal.path) if handed else ""
    return preview_view(proposal, says)


async def _show(services: Services, view_id: str, view: Block) -> None:
    await asyncio.sleep(services.settle_s)  # Slack draws the answer to the submission first
    await services.slack.update_view(view_id, view)
