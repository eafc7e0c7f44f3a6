"""A person's choices as the cards need them, also when the store does not answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog

from bot.coach import Coach
from bot.logs import place
from bot.slack.cards.card import Deal, Menu
from bot.slack.services import Services
from bot.verdict import Platform


@dataclass(frozen=True, slots=True)
class Choices:
    """`known` is False when the store did not answer; then nothing may be started or stored."""

    known: bool = True
    accepted: bool = False
    ai_review: bool = True
    messages: bool = True
    platform: Platform = Platform.OTHER
    language: str = ""
    ai_host: str = ""

    def lets_read(self, host: str) -> bool:
        """Whether AI at this host may read their drafts: they left it on, and know where it is."""
        return self._wants_ai(host) and self.ai_host == host

    def to_be_told(self, host: str) -> bool:
        """Whether they accepted the deal, and nobody told them yet that AI is at this host."""
        return self._wants_ai(host) and self.ai_host != host

    def _wants_ai(self, host: str) -> bool:
        return bool(host) and self.accepted and self.ai_review


async def choices_of(
    coach: Coach, team: str | None, user: str, patience_s: float, *, quiet: bool = False
) -> Choices:
    """Ask the store for a person's choices, for at most `patience_s`. Never raises.

    `quiet` is for guarded drafts, of which not even a log line stays.
    """
    try:
        async with asyncio.timeout(patience_s):
            author = await coach.author(team, user)
    except Exception as error:  # noqa: BLE001 -- whatever the store does, the rules must be heard
        if not quiet:
            structlog.get_logger().warning("choices_unknown", error=place(error))
        return Choices(known=False)
    usual = Platform(author.platform) if author.platform in set(Platform) else Platform.OTHER
    return Choices(
        accepted=author.accepted_at is not None,
        ai_review=author.ai_review,
        messages=author.messages,
        platform=usual,
        language=author.language,
        ai_host=author.ai_host,
    )


def deal_for(services: Services, choices: Choices) -> Deal | None:
    """Return the deal for those who have not accepted it, or not with AI where it is now."""
    host = services.coach.host
    if choices.to_be_told(host):
        return Deal(host, services.keep_days, before=choices.ai_host)
    if choices.accepted or not choices.known:
        return None
    return Deal(host, services.keep_days)


def menu_for(coach: Coach, choices: Choices) -> Menu:
    """Return what the window's menu offers this person."""
    if not choices.accepted:
        return Menu()
    return Menu(choices.ai_review if coach.host else None, choices.messages)
