"""Brings a finished check into the thread under its draft: into the card there, else as a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.check import Asked
from bot.policy.counting import Limits
from bot.slack.calling import GONE, SlackTrouble
from bot.slack.cards.card import Card
from bot.slack.cards.carrying import carried
from bot.slack.cards.going import going
from bot.slack.cards.making import window_of
from bot.slack.cards.message import card_message
from bot.slack.cards.text import Block
from bot.slack.desk import Desk
from bot.slack.gateway import Gateway
from bot.verdict import Platform

_MARKS = ("rules:", "check:")


class ThreadDelivery:
    """Answers drafts that came as messages."""

    def __init__(
        self, slack: Gateway, desk: Desk, limits: Callable[[Platform], Limits | None]
    ) -> None:
        """`desk` is the one that the listeners of this process write to.

        `limits` knows how a platform counts.
        """
        self._slack = slack
        self._desk = desk
        self._limits = limits

    async def answer(self, asked: Asked, card: Card, message: str | None) -> str | None:
        """Put the result into the card named `message`; return its place. Safe to repeat.

        Where no card is known it is looked for, and posted if there is none. A card that its
        author deleted stays deleted, and one that shows a later check is left alone. Raises
        `SlackTrouble`.
        """
        channel, _, thread = asked.thread.partition(" ")
        try:
            if message is None:
                message = await self._posted_before(asked, channel, thread)
            if message is None:
                return await self._post(asked, card, channel, thread)
            return await self._update(asked, card, f"{channel} {message}", thread)
        except SlackTrouble as trouble:
            if trouble.code in GONE:
                return None
            raise

    async def _post(self, asked: Asked, card: Card, channel: str, thread: str) -> str:
        sent = await self._slack.post(channel, self._drawn(asked, card), thread=thread)
        self._remember(asked, card, f"{channel} {sent}")
        return f"{channel} {sent}"

    async def _update(self, asked: Asked, card: Card, place: str, thread: str) -> str | None:
        channel, _, message = place.partition(" ")
        async with self._desk.drawing(place):
            shown = self._desk.view(place)
            check_id = shown.check_id if shown else await self._shows(channel, thread, message)
            if check_id is None:
                return None
            if check_id == asked.check_id:
                if shown and shown.window and shown.window.card:
                    card = carried(shown.window.card, card)
                await self._slack.edit(channel, message, self._drawn(asked, card))
                self._remember(asked, card, place)
        return place

    async def _shows(self, channel: str, thread: str, message: str) -> str | None:
        """Return the check that a card shows; None where there is no such card any more."""
        held = await self._slack.replies(channel, thread)
        return next((check_shown(each) for each in held if each.get("ts") == message), None)

    async def _posted_before(self, asked: Asked, channel: str, thread: str) -> str | None:
        """Look for the card of an attempt that a crash kept from being written down."""
        held = await self._slack.replies(channel, thread)
        found = (each for each in held if check_shown(each) == asked.check_id)
        return next((str(each.get("ts")) for each in found), None)

    def _drawn(self, asked: Asked, card: Card) -> Block:
        draft = asked.draft
        goes = going(draft.text, draft.platform, self._limits(draft.platform), card)
        return card_message(card, direct=True, asked=True, going=goes)

    def _remember(self, asked: Asked, card: Card, place: str) -> None:
        limits = self._limits(asked.draft.platform)
        window = replace(window_of(asked, card), limits=limits)
        self._desk.keep(window)
        self._desk.show(place, window, at=asked.at)
        self._desk.answered(asked.thread, place)


def check_shown(message: Block) -> str | None:
    """Return the check whose card a message of ours is, None for any other message."""
    for block in message.get("blocks") or []:
        name = str(block.get("block_id") or "")
        if name.startswith(_MARKS):
            return name.partition(":")[2]
    return None
