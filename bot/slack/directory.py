"""Who is where in Slack: the channels we were invited to, their members, people's names."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.calling import SlackTrouble, asked, paged

_PAGE = 200
_PAGES = 50  # ten thousand; a room of more is no team
_PEOPLE = 5_000  # pages of people: a million
_PEOPLE_S = 3.0  # between two of them: Slack takes some twenty a minute (tier 2)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel. `shared` says that another organisation is in it, or invited."""

    channel_id: str
    name: str
    private: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody whose account is deactivated. `teams` are what they may be known under here."""

    user: str
    teams: frozenset[str]


class Directory:
    """Slack's methods about channels and people. Every one may raise `SlackTrouble`."""

    def __init__(self, client: AsyncWebClient) -> None:
        """`client` comes from `web_client`."""
        self._client = client

    async def joined(self) -> list[Channel]:
        """Return the private channels that we were invited to."""
        return await self._joined("private_channel")

    async def _joined(self, types: str) -> list[Channel]:
        call = partial(
            self._client.users_conversations,
            types=types,
            exclude_archived=True,
            limit=_PAGE,
        )
        found = paged(lambda at: call(cursor=at), "channels", _PAGES)
        return [_channel(each) async for each in found]

    async def find(self, name: str) -> str:
        """Return the id of a channel that we are in, by its name or id; empty where it is none."""
        wanted = name.removeprefix("#")
        try:
            joined = await self._joined("public_channel,private_channel")
        except SlackTrouble as trouble:
            if trouble.code != "missing_scope":
                raise
            joined = await self.joined()  # without channels:read, closed ones can still be found
        return next((c.channel_id for c in joined if wanted in {c.name, c.channel_id}), "")

    async def channel(self, channel_id: str) -> Channel:
        """Return a channel as it is now."""
        answer = await asked(self._client.conversations_info(channel=channel_id))
        return _channel(answer.get("channel") or {})

    async def is_member(self, channel_id: str, user: str) -> bool:
        """Whether somebody is in a channel now."""
        call = partial(self._client.conversations_members, channel=channel_id, limit=_PAGE)
        async for member in paged(lambda at: call(cursor=at), "members", _PAGES):
            if member == user:
                return True
        return False

    async def left(self, pause_s: float = _PEOPLE_S) -> AsyncIterator[Left]:
        """Yield all who are deactivated, over the whole list of people; it takes its time."""
        ours = await asked(self._client.auth_test())

        async def page(at: str | None) -> AsyncSlackResponse:
            if at is not None:
                await asyncio.sleep(pause_s)
            return await self._client.users_list(cursor=at, limit=_PAGE)

        async for person in paged(page, "members", _PEOPLE):
            if person.get("deleted"):
                grid = person.get("enterprise_user") or {}
                teams = (
                    ours.get("enterprise_id") or ours.get("team_id"),
                    person.get("team_id"),
                    grid.get("enterprise_id"),
                )
                yield Left(str(person["id"]), frozenset(str(each) for each in teams if each))

    async def locale(self, user: str) -> str:
        """Return the locale that a person has set in Slack, such as `pt-BR`; empty for none."""
        answer = await asked(self._client.users_info(user=user, include_locale=True))
        person: dict[str, Any] = answer.get("user") or {}
        return str(person.get("locale") or "")

    async def name(self, user: str) -> str:
        """Return how a person is called in Slack."""
        answer = await asked(self._client.users_info(user=user))
        person: dict[str, Any] = answer.get("user") or {}
        profile: dict[str, Any] = person.get("profile") or {}
        names = (
            profile.get("display_name"),
            profile.get("real_name"),
            person.get("real_name"),
            person.get("name"),
        )
        return next((str(name).strip() for name in names if str(name or "").strip()), user)


def _channel(told: dict[str, Any]) -> Channel:
    return Channel(
        channel_id=str(told.get("id") or ""),
        name=str(told.get("name") or ""),
        private=bool(told.get("is_private")),
        shared=bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared")),
    )
