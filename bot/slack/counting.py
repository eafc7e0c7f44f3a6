"""Counting a step of somebody, for figures from five people on; it never keeps an answer back."""

from __future__ import annotations

from functools import partial

from bot.slack.claiming import count_once
from bot.slack.payload import Given
from bot.slack.services import Services


async def count(services: Services, given: Given, kind: str, name: str, step: str) -> None:
    """Count a step of whoever a delivery is from, once, if the store takes it in time."""
    who = (given.team, given.user)
    add = partial(services.coach.count_step, *who, kind, name, step)
    await count_once(services, f"{kind} {step} {given.delivery}", add, "step_not_counted")
