"""A demo with a bot of a few lines, run as a process of its own: PORT FOLDER [crash|nowhere].

`crash`: the bot falls over. `nowhere`: the workspace is not installed.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.run import DemoPlan, run_demo
from bot.demo.workspace import Access


async def listen(access: Access) -> None:
    """Connect and wait; a bot that crashes does so once it is connected."""
    web = AsyncWebClient(token=access.bot_token, base_url=access.api_url)
    client = SocketModeClient(app_token=access.app_token, web_client=web)
    await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk has no types here
    try:
        if "crash" in sys.argv:
            raise RuntimeError("the bot fell over")
        await asyncio.Event().wait()
    finally:
        await client.close()  # type: ignore[no-untyped-call]  # slack_sdk has no types here


if __name__ == "__main__":
    plan = DemoPlan(folder=Path(sys.argv[2]), port=int(sys.argv[1]))
    if "nowhere" in sys.argv:
        plan = replace(plan, programs=(plan.folder,))
    sys.exit(run_demo(plan, listen, lambda draft: f"read: {draft}"))
