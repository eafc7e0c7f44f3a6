"""Drives the demo workspace as its people do: through its page's socket and its control API."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NoReturn

import aiohttp
import pytest

from bot.demo.local_slack import default_folders, find_program, runs_here
from bot.demo.people import APP_ID, BOT_ID

Json = dict[str, Any]
_PATIENCE = 60.0  # seconds, on a busy machine; answers take milliseconds


def workspace_program() -> Path:
    """Return local-slack; where it cannot run, skip loudly. In CI a missing one is a failure."""
    program = find_program(*default_folders()) if runs_here() else None
    if program is None:
        missing("local-slack is not here (it needs Linux x86-64 and `make test`)")
    return program


def missing(what: str) -> NoReturn:
    """Skip the test because of what is missing, or fail it in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def find_element(view: Json, action_id: str) -> list[tuple[Json, Json]]:
    """Return the elements of a view with this `action_id`, each after its block."""
    return [
        (block, element)
        for block in view["blocks"]
        for element in (*block.get("elements", ()), block.get("element"), block.get("accessory"))
        if element and element.get("action_id") == action_id
    ]


def shown(view: Json) -> str:
    """Return what a person reads in a view or message, one text a line."""

    def texts(node: object) -> list[str]:
        if isinstance(node, list):
            return [text for child in node for text in texts(child)]
        if not isinstance(node, dict):
            return []
        if node.get("type") in {"plain_text", "mrkdwn"}:
            return [str(node["text"])]
        return [text for child in node.values() for text in texts(child)]

    return "\n".join(texts(view["blocks"]))


def verdict(view: Json) -> str:
    """Return the verdict a card shows in its header."""
    return next(str(b["text"]["text"]) for b in view["blocks"] if b["type"] == "header")


def settled(view: Json) -> bool:
    """Whether a card is on the modal and AI has nothing more to say."""
    has_card = any(block["type"] == "header" for block in view["blocks"])
    return has_card and "still reading" not in shown(view)


class Human:
    """Somebody who sits before the workspace's page and acts as one of its people."""

    def __init__(self, http: aiohttp.ClientSession, base: str, user: str) -> None:
        self.user = user
        self.modals: list[Json] = []
        self.errors: Json = {}
        self._http, self._base = http, base
        self._socket: aiohttp.ClientWebSocketResponse
        self._changed = asyncio.Condition()

    @classmethod
    @asynccontextmanager
    async def at(cls, base: str, user: str) -> AsyncIterator[Human]:
        """Open the page at `base` as `user`."""
        async with aiohttp.ClientSession() as http, http.ws_connect(base + "/ui") as page:
            human = cls(http, base, user)
            human._socket = page
            watching = asyncio.create_task(human._watch())
            yield human
            watching.cancel()

    async def _watch(self) -> None:
        async for message in self._socket:
            said = message.json()
            async with self._changed:
                match said["t"]:
                    case "init":
                        self.modals = said["state"]["modalStack"]
                    case "view":
                        self.modals, self.errors = said["stack"], {}
                    case "view_errors":
                        self.errors = said["errors"]
                self._changed.notify_all()

    async def command(self, text: str, *, channel: str = "C0GENERAL") -> None:
        """Type `/checkpost text`."""
        body = {"channel": channel, "user": self.user, "command": "/checkpost", "text": text}
        await self.control("command", body)

    async def submit(self, values: Json | None = None) -> None:
        """Press the modal's main button, having changed `values`: {block: {action: value}}."""
        await self._socket.send_json(
            {"t": "view_submit", "user": self.user, "values": values or {}}
        )

    async def close(self) -> None:
        """Close the modal."""
        await self._socket.send_json({"t": "view_close", "user": self.user})

    async def press(self, action: Json, values: Json | None = None) -> None:
        """Press a button in the modal."""
        message = {"t": "modal_action", "user": self.user, "action": action, "values": values or {}}
        await self._socket.send_json(message)

    async def press_button(self, action_id: str, values: Json | None = None) -> None:
        """Press the button of the modal that has this `action_id`, once it is there."""
        view = await self.modal(lambda view: find_element(view, action_id))
        block, element = find_element(view, action_id)[0]
        kept = {key: element.get(key) for key in ("type", "action_id", "value", "text")}
        await self.press({**kept, "block_id": block.get("block_id")}, values)

    async def modal(self, shows: Callable[[Json], object] = bool) -> Json:
        """Return the top modal once it `shows` what is waited for."""
        async with asyncio.timeout(_PATIENCE), self._changed:
            await self._changed.wait_for(lambda: self.modals and shows(self.modals[-1]))
        return self.modals[-1]

    async def no_modal(self) -> None:
        """Wait until no modal is open."""
        async with asyncio.timeout(_PATIENCE), self._changed:
            await self._changed.wait_for(lambda: not self.modals)

    async def write_to_bot(self, channel: str, text: str, *, thread: str | None = None) -> None:
        """Send a message in a direct conversation, in a thread where one is named."""
        message = {"t": "post_message", "channel": channel, "user": self.user, "text": text}
        await self._socket.send_json({**message, "thread_ts": thread} if thread else message)

    async def edit(self, message: Json, text: str) -> None:
        """Change a message of one's own."""
        about = {"channel": message["channel"], "ts": message["ts"], "user": self.user}
        await self._socket.send_json({"t": "edit_message", **about, "text": text})

    async def take_back(self, message: Json) -> None:
        """Delete a message of one's own."""
        about = {"channel": message["channel"], "ts": message["ts"], "user": self.user}
        await self._socket.send_json({"t": "delete_message", **about})

    async def press_on(self, message: Json, action_id: str) -> None:
        """Press the button of a message that has this `action_id`."""
        block, element = find_element(message, action_id)[0]
        kept = {key: element.get(key) for key in ("type", "action_id", "value", "text")}
        press = {"channel": message["channel"], "messageTs": message["ts"], "user": self.user}
        action = {**kept, "block_id": block.get("block_id")}
        await self._socket.send_json(
            {"t": "block_action", **press, "action": action, "appId": APP_ID}
        )

    async def said_there(self, by: str, shows: Callable[[list[Json]], object]) -> list[Json]:
        """Return what somebody said in the direct conversation, once it `shows` what is awaited."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                found = [m for m in await self.direct_messages() if m["user"] == by]
                if shows(found):
                    return found
                await asyncio.sleep(0.05)

    async def direct_messages(self) -> list[Json]:
        """Return what the bot wrote to this person, oldest first."""
        channels = (await self.look("state"))["channels"]
        mine = [c["id"] for c in channels if c["is_im"] and {self.user, BOT_ID} <= {*c["members"]}]
        return [m for channel in mine for m in (await self.look(f"messages/{channel}"))["messages"]]

    async def wait_for_direct_message(self, count: int = 1) -> list[Json]:
        """Return the direct messages once there are `count`."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                if len(found := await self.direct_messages()) >= count:
                    return found
                await asyncio.sleep(0.05)

    async def look(self, path: str) -> Json:
        """Read from the control API."""
        async with self._http.get(f"{self._base}/_control/{path}") as answer:
            found: Json = await answer.json()
            return found

    async def control(self, path: str, body: Json | None = None) -> None:
        """Act through the control API."""
        async with self._http.post(f"{self._base}/_control/{path}", json=body or {}) as answer:
            assert answer.ok, await answer.text()
