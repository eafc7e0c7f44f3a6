"""A person in Slack: types, presses and closes, over signed HTTP requests as Slack sends them."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.slack_double import TEAM, OpenView, SlackDouble

Json = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What the bot answered to a delivery itself."""

    status: int
    body: Json


@dataclass
class Person:
    """One person in one workspace. `extra` overrides what every payload of theirs says."""

    double: SlackDouble
    events_url: str
    signing_secret: str
    user: str = "U0MARTA"
    extra: Json = field(default_factory=dict)

    async def command(self, text: str = "", **extra: object) -> Reply:
        """Type `/checkpost` and `text` in #general."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        payload = {
            "command": "/checkpost",
            "text": escaped,
            "team_id": TEAM,
            "channel_id": "C0GENERAL",
            "channel_name": "general",
            "user_id": self.user,
            "trigger_id": self.double.modals.new_trigger(self.user),
            "response_url": self.double.new_response_url(),
            "api_app_id": "A0CHECKPOST",
            **self.extra,
            **extra,
        }
        return await self.send({key: value for key, value in payload.items() if value is not None})

    def write(self, view: OpenView, text: str | None, platform: str | None = None) -> None:
        """Type into the window, without pressing anything yet."""
        view.typed["draft"] = {"draft": {"type": "plain_text_input", "value": text}}
        if platform:
            option = {"text": {"type": "plain_text", "text": platform}, "value": platform}
            chosen = {"type": "static_select", "selected_option": option}
            view.typed["platform"] = {"platform": chosen}

    async def submit(self, view: OpenView, **extra: object) -> Reply:
        """Press the window's button."""
        assert view.is_open
        assert "submit" in view.view
        before = json.loads(json.dumps(view.view))
        before["state"] = {"values": view.values()}
        payload = {"type": "view_submission", "view": before, **self._who(), **extra}
        view.submitting = asyncio.Event()
        reply = await self.send_interaction(payload)
        if reply.status == 200:
            self.double.modals.answer(reply.body, view)
        view.submitting.set()
        return reply

    def fill(self, view: OpenView, **typed: str) -> None:
        """Type or choose in the window's inputs, by their block."""
        kinds = {block["block_id"]: block["element"] for block in view.blocks if _is_input(block)}
        for name, value in typed.items():
            element = kinds[name]
            view.typed[name] = {element["action_id"]: _typed(element, value)}

    async def pick(self, view: OpenView, name: str, value: str) -> None:
        """Choose in an input of the window, which tells the bot where the input says so."""
        self.fill(view, **{name: value})
        [block] = [each for each in view.blocks if each.get("block_id") == name]
        if block.get("dispatch_action"):
            chosen = {**block["element"], **_typed(block["element"], value)}
            await self.act(view, {**chosen, "block_id": name, "action_ts": "1.1"})

    async def press(
        self, view: OpenView, action_id: str, value: str | None = None, **extra: object
    ) -> Reply:
        """Press a button in the window, the one with this value where there are several."""
        return await self.act(view, _find(view.blocks, action_id, value), **extra)

    async def choose(self, view: OpenView, action_id: str, label: str) -> Reply:
        """Choose from a menu in the window."""
        return await self.act(view, _chosen(_find(view.blocks, action_id), label))

    async def press_on(
        self, message: Json, action_id: str, label: str = "", channel: str = "C0GENERAL"
    ) -> Reply:
        """Press a button on a message, or choose from its menu where a label is given."""
        action = _find(message["blocks"], action_id)
        chosen = _chosen(action, label) if label else action
        return await self.act_on(message, chosen, channel)

    async def act_on(
        self, message: Json, action: Json, channel: str = "C0GENERAL", **extra: object
    ) -> Reply:
        """Send what was pressed or chosen on a message."""
        container = {
            "type": "message",
            "channel_id": channel,
            "message_ts": message.get("ts", "1.1"),
            "is_ephemeral": "ts" not in message,
        }
        if "thread_ts" in message:
            container["thread_ts"] = message["thread_ts"]
        payload = {
            "type": "block_actions",
            "container": container,
            "channel": {"id": channel},
            "response_url": self.double.new_response_url(message),
            "actions": [action],
            **({"message": message} if "ts" in message else {}),  # not of ephemeral ones
            **self._who(),
            **extra,
        }
        return await self.send_interaction(payload)

    @property
    def conversation(self) -> str:
        """The direct conversation with the bot."""
        return f"D{self.user[1:]}"

    async def write_to_bot(self, text: str, **message: object) -> Json:
        """Send a message to the bot, in a thread where a `thread_ts` is given; return it."""
        sent = self.leave_for_bot(text, **message)
        await self.tell(sent)
        return sent

    async def tell(self, sent: Json, **extra: object) -> Reply:
        """Let Slack tell the bot about a message."""
        return await self.event(
            {"channel": self.conversation, "channel_type": "im", **sent}, **extra
        )

    def leave_for_bot(self, text: str, **message: object) -> Json:
        """Write a message to the bot, of which it has not been told."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        sent: Json = {
            "type": "message",
            "user": self.user,
            "text": escaped,
            "ts": self.double.time.stamp(),
            "team": TEAM,
            **message,
        }
        self.double.mail.messages[self.conversation].append(sent)
        return sent

    async def edit(self, message: Json, text: str) -> None:
        """Change a message that was sent to the bot."""
        before = dict(message)
        message.update(text=text, edited={"user": self.user, "ts": self.double.time.stamp()})
        await self._changed("message_changed", message=message, previous_message=before)

    async def take_back(self, message: Json) -> None:
        """Delete a message; where something stands under it, Slack puts a stone in its place."""
        held = self.double.mail.messages[self.conversation]
        before = dict(message)
        if any(each.get("thread_ts") == message["ts"] for each in held):
            message.update(text="This message was deleted.", subtype="tombstone")
            await self._changed("message_changed", message=message, previous_message=before)
            return
        held.remove(message)
        await self._changed("message_deleted", deleted_ts=message["ts"], previous_message=before)

    async def _changed(self, subtype: str, **told: object) -> None:
        at = {"channel": self.conversation, "channel_type": "im", "ts": self.double.time.stamp()}
        event = {"type": "message", "subtype": subtype, "hidden": True, **at, **told}
        await self.event(event)

    async def event(self, told: Json, **extra: object) -> Reply:
        """Let something happen that Slack tells the app about."""
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": self.double.time.new_id("Ev"),
            "api_app_id": "A0CHECKPOST",
            "event": told,
            **self.extra,
            **extra,
        }
        return await self.send_json(body)

    async def send_json(self, body: Json) -> Reply:
        """Deliver JSON, as events come."""
        return await self._deliver(json.dumps(body), "application/json")

    async def open_home(self, **event: object) -> Reply:
        """Look at the App Home."""
        return await self.event(
            {"type": "app_home_opened", "user": self.user, "tab": "home", **event}
        )

    async def press_home(self, action_id: str, value: str | None = None) -> Reply:
        """Press a button of the App Home, or choose from its menu."""
        view = self.double.homes[self.user]
        action = _find(view["blocks"], action_id)
        if value is not None:
            action = {**action, "selected_option": {"value": value}}
        payload = {
            "type": "block_actions",
            "container": {"type": "view", "view_id": view["id"]},
            "view": {**view, "state": {"values": {}}},
            "actions": [action],
            **self._who(),
        }
        return await self.send_interaction(payload)

    async def shortcut(self, callback_id: str, **message: object) -> Reply:
        """Use a shortcut: a global one, or one on a message where something of it is given."""
        payload: Json = {"type": "shortcut", "callback_id": callback_id, **self._who()}
        if message:
            payload |= {
                "type": "message_action",
                "message": {"type": "message", "ts": "1.1", "thread_ts": "1.0", **message},
                "message_ts": "1.1",
                "channel": {"id": "C0GENERAL", "name": "general"},
                "response_url": self.double.new_response_url(),
            }
        return await self.send_interaction(payload)

    async def close(self, view: OpenView) -> Reply:
        """Close the window."""
        view.is_open = False
        if not view.view.get("notify_on_close"):
            return Reply(200, {})
        payload = {"type": "view_closed", "view": view.view, "is_cleared": False, **self._who()}
        return await self.send_interaction(payload)

    async def send_interaction(self, payload: Json) -> Reply:
        """Deliver an interaction."""
        return await self.send({"payload": json.dumps(payload)})

    async def send(
        self, form: Json, *, secret: str | None = None, at: float | None = None
    ) -> Reply:
        """Deliver a form, signed `at` that moment (seconds, epoch), or now."""
        kind = "application/x-www-form-urlencoded"
        return await self._deliver(urlencode(form), kind, secret=secret, at=at)

    async def _deliver(
        self, body: str, kind: str, *, secret: str | None = None, at: float | None = None
    ) -> Reply:
        stamp = str(int(time.time() if at is None else at))
        key = (secret or self.signing_secret).encode()
        signature = hmac.new(key, f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.events_url, data=BytesIO(body.encode()), headers=headers) as answer,
        ):
            text = await answer.text()
            return Reply(answer.status, json.loads(text) if text.startswith("{") else {})

    async def act(self, view: OpenView, action: Json, **extra: object) -> Reply:
        shown = {**view.view, "state": {"values": view.values()}}
        payload = {
            "type": "block_actions",
            "container": {"type": "view", "view_id": view.view["id"]},
            "view": shown,
            "actions": [action],
            **self._who(),
            **extra,
        }
        return await self.send_interaction(payload)

    def _who(self) -> Json:
        return {
            "user": {"id": self.user, "team_id": TEAM},
            "team": {"id": TEAM, "domain": "brightwater"},
            "api_app_id": "A0CHECKPOST",
            "trigger_id": self.double.modals.new_trigger(self.user),
            **self.extra,
        }


def read(thing: object) -> str:
    """Everything a card says, line by line."""
    if isinstance(thing, list):
        return "\n".join(text for part in thing if (text := read(part)))
    if isinstance(thing, dict):
        if thing.get("type") in {"plain_text", "mrkdwn"} and "text" in thing:
            return str(thing["text"])
        return read([part for part in thing.values() if isinstance(part, (dict, list))])
    return ""


def _is_input(block: Json) -> bool:
    return bool(block["type"] == "input")


def _typed(element: Json, value: str) -> Json:
    kind = element["type"]
    if kind == "static_select":
        [option] = [option for option in element["options"] if option["value"] == value]
        return {"type": kind, "selected_option": option}
    if kind == "file_input":
        return {"type": kind, "files": [{"id": value}]}
    if kind == "users_select":
        return {"type": kind, "selected_user": value}
    if kind == "checkboxes":
        ticked = [option for option in element["options"] if option["value"] == value]
        return {"type": kind, "selected_options": ticked}
    if kind == "datepicker":
        return {"type": kind, "selected_date": value}
    assert len(value) <= element.get("max_length", 3_000), "Slack's clients stop taking letters"
    return {"type": kind, "value": value or None}


def _find(blocks: list[Json], action_id: str, value: str | None = None) -> Json:
    found = [
        {**element, "block_id": block.get("block_id", ""), "action_ts": "1.1"}
        for block in blocks
        for element in (*block.get("elements", []), block.get("accessory") or {})
        if element.get("action_id") == action_id and value in {None, element.get("value")}
    ]
    assert found, f"there is no {action_id} on this card"
    return found[0]


def _chosen(menu: Json, label: str) -> Json:
    options = [option for option in menu["options"] if option["text"]["text"] == label]
    assert options, f"no {label} in this menu"
    return {**menu, "selected_option": options[0]}
