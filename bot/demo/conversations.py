"""Opens the demo people's direct conversations with the bot, as Slack has them from the start."""

from __future__ import annotations

from collections.abc import Iterable

import aiohttp

from bot.demo.workspace import Access


async def open_conversations(access: Access, users: Iterable[str]) -> list[str]:
    """Return the conversations of the bot with `users`, opened where there were none."""
    headers = {"Authorization": f"Bearer {access.bot_token}"}
    found = []
    async with aiohttp.ClientSession(headers=headers) as session:
        for user in users:
            call = session.post(f"{access.api_url}conversations.open", data={"users": user})
            async with call as answer:
                found.append(str((await answer.json())["channel"]["id"]))
    return found
