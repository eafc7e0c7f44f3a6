"""Offering messages to begin with, in the conversation with the bot."""

from __future__ import annotations

import structlog

from bot.messages import say
from bot.slack.gateway import SlackTrouble
from bot.slack.services import Services

_PROMPTS = ("about", "privacy", "help")


async def suggest(services: Services, channel: str | None) -> None:
    """Offer what can be asked; where Slack does not know how, nothing is missing."""
    if not channel:
        return
    prompts = [_prompt(f"direct.prompts.{name}") for name in _PROMPTS]
    try:
        await services.slack.suggest(channel, say("direct.prompts_title"), prompts)
    except SlackTrouble as trouble:
        structlog.get_logger().info("prompts_not_offered", code=trouble.code)


def _prompt(key: str) -> dict[str, str]:
    return {"title": say(f"{key}.title"), "message": say(f"{key}.says")}
