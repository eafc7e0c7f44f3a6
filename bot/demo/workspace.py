"""The demo workspace as local-slack reads it, with tokens made up on the spot."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.demo.people import APP_ID, BOT_ID, CHANNELS, PEOPLE, TEAM_ID, TIMEZONE, Channel

BOT_NAME = "Checkpost"


@dataclass(frozen=True, slots=True, repr=False)
class Access:
    """How a bot gets into a workspace: what an operator would otherwise put into `.env`."""

    bot_token: str
    app_token: str
    signing_secret: str
    api_url: str


def make_access(port: int) -> Access:
    """Return fresh credentials for the workspace on this machine's `port`."""
    return Access(
        bot_token="-".join(["xoxb", "demo", secrets.token_hex(12)]),
        app_token="-".join(["xapp", "demo", secrets.token_hex(12)]),
        signing_secret=secrets.token_hex(16),
        api_url=f"http://127.0.0.1:{port}/api/",
    )


def workspace_config(access: Access, *, request_url: str | None = None) -> dict[str, object]:
    """Return local-slack's configuration.

    The bot is reached over Socket Mode, or by signed requests where a `request_url` is given.
    """
    app: dict[str, object] = {
        "appId": APP_ID,
        "botUserId": BOT_ID,
        "botName": BOT_NAME,
        "botToken": access.bot_token,
        "appToken": access.app_token,
        "signingSecret": access.signing_secret,
        "mode": "socket" if request_url is None else "events",
    }
    if request_url is not None:
        app["requestUrl"] = request_url
    return {
        "workspace": {"name": "Brightwater", "domain": "brightwater", "teamId": TEAM_ID},
        "app": app,
        "users": [
            {"id": p.id, "name": p.name, "real_name": p.real_name, "tz": TIMEZONE} for p in PEOPLE
        ],
        "channels": [_channel(channel) for channel in CHANNELS],
    }


def _channel(channel: Channel) -> dict[str, object]:
    members = channel.members or tuple(person.id for person in PEOPLE)
    return {
        "id": channel.id,
        "name": channel.name,
        "topic": channel.topic,
        "is_private": channel.private,
        "members": [*members, BOT_ID],
    }
