"""The app was removed from the workspace, or its tokens were taken back."""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.seen import Payload
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to both events."""

    async def removed(event: Payload) -> None:
        ours = (event.get("tokens") or {}).get("bot")
        if event.get("type") == "tokens_revoked" and not ours:
            return  # somebody's own token, which is none of ours
        structlog.get_logger().error("removed_from_slack", event_type=event.get("type"))
        services.gone.set()

    app.event("app_uninstalled")(removed)
    app.event("tokens_revoked")(removed)
