"""Brings a finished check to its author: into the modal, else as a direct message, once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from bot.check import Asked, Outcome
from bot.coach import Coach
from bot.messages import speaking
from bot.policy.counting import Limits
from bot.policy.ruleset import RuleSet
from bot.slack.cards.card import Card, Menu, Window
from bot.slack.cards.carrying import carried
from bot.slack.cards.making import card_of_outcome, window_of
from bot.slack.cards.message import card_message
from bot.slack.cards.modal import coach_view
from bot.slack.choices import choices_of, menu_for
from bot.slack.desk import Desk
from bot.slack.gateway import Gateway, SlackTrouble
from bot.slack.threads import ThreadDelivery
from bot.verdict import Platform

_DRAWN_SINCE = "hash_conflict"
_PATIENCE_S = 2.0
_CLOCKS_APART_S = 300.0


class SlackDelivery:
    """The `Delivery` port of bot.check.

    `deliver` raises `SlackTrouble` only where trying again later may help.
    """

    def __init__(
        self,
        *,
        coach: Coach,
        slack: Gateway,
        desk: Desk,
        ruleset: Callable[[], RuleSet] | None = None,
    ) -> None:
        """`desk` is the one that the listeners of this process write to.

        `ruleset` answers with the rules that are live, which know how platforms count.
        """
        self._coach = coach
        self._slack = slack
        self._desk = desk
        self._ruleset = ruleset
        self._threads = ThreadDelivery(slack, desk, self._limits)

    async def deliver(
        self,
        asked: Asked,
        outcome: Outcome,
        view_id: str | None,
        state: str | None = None,
        *,
        again: bool = False,
    ) -> str | None:
        """Update the modal if it is as it was, or send a direct message. Safe to repeat.

        A draft that came as a message has its card under it.

        Returns the message's place.
        """
        with speaking(asked.language):
            return await self._deliver(asked, outcome, view_id, state, again=again)

    async def _deliver(
        self,
        asked: Asked,
        outcome: Outcome,
        view_id: str | None,
        state: str | None,
        *,
        again: bool,
    ) -> str | None:
        card = replace(card_of_outcome(asked.check_id, outcome), pictured=asked.pictured)
        if asked.thread:
            return await self._final(self._threads.answer(asked, card, state))
        if view_id is not None:
            async with self._desk.drawing(view_id):
                if await self._into_window(asked, card, view_id, state, again=again):
                    return None
        return await self._final(self._as_message(asked, card))

    async def _final(self, sending: Awaitable[str | None]) -> str | None:
        try:
            return await sending
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("result_not_delivered", code=trouble.code)
            return None

    async def withdraw(self, place: str) -> None:
        """Delete the message at a place that `deliver` returned; one that is gone is no error."""
        channel, _, message = place.partition(" ")
        try:
            await self._slack.delete(channel, message)
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            if trouble.code != "message_not_found":
                structlog.get_logger().warning("message_not_deleted", code=trouble.code)

    async def _into_window(
        self, asked: Asked, card: Card, view_id: str, state: str | None, *, again: bool
    ) -> bool:
        """Whether nothing is left to do: the modal shows the result, or a newer check.

        Never without a hash: what this process does not know of may have drawn the modal since,
        and the author may be typing there. A modal that was drawn since a process died over this
        very delivery was drawn by that process, with this result.
        """
        tried = None
        while not self._superseded(asked, view_id):
            shown = self._desk.view(view_id)
            if shown and shown.closed:
                return False
            own = shown if shown and shown.check_id == asked.check_id else None
            known = (own.state if own else None) or state
            if known in {None, tried}:
                return False
            tried = known
            window = await self._window(asked, card, own.window if own else None)
            answer = await self._update(asked, window, view_id, known)
            if answer is None or (again and own is None and answer == _DRAWN_SINCE):
                return True
        return True

    async def _window(self, asked: Asked, card: Card, shown: Window | None) -> Window:
        if shown and shown.card:
            card = carried(shown.card, card)
        window = window_of(asked, card)
        return replace(
            window,
            # Chosen meanwhile, it decides which inputs there are, and what is typed in them stays.
            purpose=shown.purpose if shown else window.purpose,
            menu=shown.menu if shown else await self._menu(asked),
            limits=self._limits(window.platform),
            comment=shown.comment if shown else "",
            notice=shown.notice if shown else "",
        )

    async def _menu(self, asked: Asked) -> Menu:
        choices = await choices_of(self._coach, asked.team, asked.user, _PATIENCE_S)
        return menu_for(self._coach, choices)

    async def _update(
        self, asked: Asked, window: Window, view_id: str, state: str | None
    ) -> str | None:
        """Return Slack's word where it refuses, None where the modal is drawn."""
        try:
            view = await self._slack.update_view(view_id, coach_view(window), state)
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            return trouble.code
        if not self._superseded(asked, view_id):  # by a submission, while Slack was drawing
            self._desk.drew(view_id, window, view.state, at=asked.at)
        return None

    def _limits(self, platform: Platform) -> Limits | None:
        return self._ruleset().platforms.get(platform) if self._ruleset else None

    def _superseded(self, asked: Asked, view_id: str) -> bool:
        """Whether this process knows of a later check in that modal."""
        shown = self._desk.view(view_id)
        if shown is None or shown.check_id in {"", asked.check_id}:
            return False
        return shown.at is not None and shown.at >= asked.at

    async def _as_message(self, asked: Asked, card: Card) -> str | None:
        if not (await self._coach.author(asked.team, asked.user)).messages:
            return None
        channel = await self._slack.direct_channel(asked.user)
        before = await self._sent_before(asked, channel)
        if before is not None:
            return f"{channel} {before}"
        self._desk.keep(window_of(asked, card))
        sent = await self._slack.post(channel, card_message(card, direct=True))
        return f"{channel} {sent}"

    async def _sent_before(self, asked: Asked, channel: str) -> str | None:
        """Look for an earlier attempt, which a crash may have kept from being written down."""
        oldest_s = asked.at.timestamp() - _CLOCKS_APART_S
        try:
            return await self._slack.find_block(channel, f"check:{asked.check_id}", oldest_s)
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("history_not_read", code=trouble.code)
            return None
