"""A strict double of Slack's Web API on the loopback, for what local-slack lets pass.

It knows the methods the bot may call and nothing else. An unknown method, an unknown or missing
argument, a field over its limit, a used or expired trigger, a closed view, a stale hash, a sixth
answer to one response_url: each gets the error that Slack documents. `enqueue` scripts the next
answer of a method, for errors and rate limits that no state of ours leads to.
"""

from __future__ import annotations

import copy
import itertools
import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack_limits import message_problems, view_problems

Json = dict[str, Any]

TRIGGER_SECONDS = 3.0
ANSWERS_PER_URL = 5
BOT, TEAM = "U0BOT", "T0BRIGHT"


class Refusal(Exception):
    """An error of Slack's."""

    def __init__(self, code: str, *messages: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages


@dataclass
class Trigger:
    made: float
    used: bool = False


@dataclass
class OpenView:
    """A modal on somebody's screen, with what they typed."""

    view: Json
    user: str
    typed: dict[str, dict[str, Json]] = field(default_factory=dict)
    is_open: bool = True

    @property
    def blocks(self) -> list[Json]:
        return list(self.view["blocks"])

    def values(self) -> dict[str, dict[str, Json]]:
        """What the inputs hold: what was typed, else their initial value."""
        held: dict[str, dict[str, Json]] = {}
        for block in self.blocks:
            if block["type"] != "input":
                continue
            name, element = block["block_id"], block["element"]
            typed = self.typed.get(name, {}).get(element["action_id"])
            held[name] = {element["action_id"]: typed or _initial(element)}
        return held


class SlackDouble:
    """Slack, as far as the bot may use it."""

    def __init__(self, bot_token: str, app_token: str = "") -> None:
        self.bot_token = bot_token
        self.app_token = app_token
        self.clock = 1_800_000_000.0
        self.calls: list[tuple[str, Json]] = []
        self.views: dict[str, OpenView] = {}
        self.messages: dict[str, list[Json]] = defaultdict(list)
        self.whispers: list[Json] = []
        self.bot_channels = {"C0GENERAL"}
        self.page_size = 100
        self.sockets: list[web.WebSocketResponse] = []
        self.acks: dict[str, Json] = {}
        self._triggers: dict[str, Trigger] = {}
        self._answers: dict[str, int] = {}
        self._originals: dict[str, Json] = {}
        self._script: dict[str, deque[Json]] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self._methods: dict[str, tuple[set[str], set[str], Callable[[Json], Json]]] = {
            "auth.test": (set(), {"team_id"}, self._auth_test),
            "apps.connections.open": (set(), set(), self._connections_open),
            "views.open": ({"trigger_id", "view"}, set(), self._views_open),
            "views.push": ({"trigger_id", "view"}, set(), self._views_push),
            "views.update": ({"view_id", "view"}, {"hash"}, self._views_update),
            "chat.postMessage": (
                {"channel", "text"},
                {"blocks", "unfurl_links", "unfurl_media"},
                self._post_message,
            ),
            "chat.postEphemeral": ({"channel", "user", "text"}, {"blocks"}, self._post_ephemeral),
            "chat.delete": ({"channel", "ts"}, set(), self._delete),
            "conversations.open": ({"users"}, set(), self._conversations_open),
            "conversations.history": (
                {"channel"},
                {"oldest", "limit", "cursor"},
                self._history,
            ),
        }

    # Running it

    async def start(self) -> None:
        served = web.Application(client_max_size=4_000_000)
        served.router.add_route("*", "/api/{method}", self._serve)
        served.router.add_post("/response/{name}", self._answered)
        served.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(served, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()

    async def stop(self) -> None:
        for socket in self.sockets:
            await socket.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def address(self) -> str:
        assert self._runner
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    @property
    def base_url(self) -> str:
        return f"{self.address}/api/"

    def enqueue(self, method: str, *answers: Json) -> None:
        """Script a method's next answers: `{"error": …}`, or `{"status": 429, "retry_after": 1}`.

        `{}` lets one call pass.
        """
        self._script[method].extend(answers)

    # What people see

    @property
    def open_views(self) -> list[OpenView]:
        return [view for view in self.views.values() if view.is_open]

    def direct(self, user: str) -> list[Json]:
        """The direct messages that a person has from the bot."""
        return self.messages[f"D{user[1:]}"]

    def called(self, method: str) -> list[Json]:
        return [args for name, args in self.calls if name == method]

    # What a delivery carries

    def new_id(self, kind: str) -> str:
        return f"{kind}{next(self._numbers):08d}"

    def new_trigger(self) -> str:
        trigger = self.new_id("trigger.")
        self._triggers[trigger] = Trigger(self.clock)
        return trigger

    def new_response_url(self, original: Json | None = None) -> str:
        name = self.new_id("url")
        self._answers[name] = 0
        if original is not None:
            self._originals[name] = original
        return f"{self.address}/response/{name}"

    def apply(self, answer: Json, view: OpenView) -> None:
        """Do what the answer to a submission says."""
        if not answer:
            view.is_open = False
        elif answer["response_action"] == "update":
            self._replace(view, answer["view"])
        elif answer["response_action"] == "clear":
            view.is_open = False
        else:
            assert answer["response_action"] == "errors", answer
            inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
            assert answer["errors"].keys() <= inputs, "errors are shown at inputs only"

    # The API

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        args = await _arguments(request)
        self.calls.append((method, copy.deepcopy(args)))
        scripted = self._script[method].popleft() if self._script[method] else {}
        if scripted.get("status"):
            headers = {"Retry-After": str(scripted.get("retry_after", 1))}
            body = {"ok": False, "error": scripted.get("error", "ratelimited")}
            return web.json_response(body, status=scripted["status"], headers=headers)
        try:
            token = request.headers.get("Authorization", "")
            answer = self._answer(method, token, args, scripted.get("error"))
        except Refusal as refusal:
            body = {"ok": False, "error": refusal.code}
            if refusal.messages:
                body["response_metadata"] = {"messages": list(refusal.messages)}
            return web.json_response(body)
        return web.json_response({"ok": True, **answer})

    def _answer(self, method: str, authorization: str, args: Json, error: str | None) -> Json:
        if error:
            raise Refusal(error)
        if method not in self._methods:
            raise Refusal("unknown_method")
        required, optional, run = self._methods[method]
        token = self.app_token if method == "apps.connections.open" else self.bot_token
        if not token or authorization != f"Bearer {token}":
            raise Refusal("invalid_auth")
        if missing := required - args.keys():
            raise Refusal("invalid_arguments", f"[ERROR] missing required field: {min(missing)}")
        if unknown := args.keys() - required - optional:
            raise Refusal("invalid_arguments", f"[ERROR] no such argument: {min(unknown)}")
        return run(args)

    def _auth_test(self, args: Json) -> Json:
        del args
        return {"url": self.address, "team": "Brightwater", "team_id": TEAM, "user_id": BOT}

    def _connections_open(self, args: Json) -> Json:
        del args
        return {"url": self.address.replace("http", "ws") + "/socket"}

    def _views_open(self, args: Json) -> Json:
        self._use(args["trigger_id"])
        return {"view": self._new_view(args["view"])}

    def _views_push(self, args: Json) -> Json:
        self._use(args["trigger_id"])
        if not self.open_views:
            raise Refusal("not_found")
        if len(self.open_views) >= 3:
            raise Refusal("push_limit_reached")
        return {"view": self._new_view(args["view"])}

    def _views_update(self, args: Json) -> Json:
        view = self.views.get(args["view_id"])
        if view is None or not view.is_open:
            raise Refusal("not_found")
        if args.get("hash", view.view["hash"]) != view.view["hash"]:
            raise Refusal("hash_conflict")
        self._replace(view, args["view"])
        return {"view": view.view}

    def _post_message(self, args: Json) -> Json:
        if args["channel"][0] != "D" and args["channel"] not in self.bot_channels:
            raise Refusal("not_in_channel")
        _check(message_problems(args), "invalid_blocks")
        message = {**args, "user": BOT, "ts": self._timestamp()}
        self.messages[args["channel"]].append(message)
        return {"channel": args["channel"], "ts": message["ts"], "message": message}

    def _post_ephemeral(self, args: Json) -> Json:
        if args["channel"] not in self.bot_channels:
            raise Refusal("channel_not_found")
        _check(message_problems(args), "invalid_blocks")
        self.whispers.append(args)
        return {"message_ts": self._timestamp()}

    def _delete(self, args: Json) -> Json:
        held = self.messages[args["channel"]]
        found = [message for message in held if message["ts"] == args["ts"]]
        if not found:
            raise Refusal("message_not_found")
        held.remove(found[0])
        return {"channel": args["channel"], "ts": args["ts"]}

    def _conversations_open(self, args: Json) -> Json:
        if "," in args["users"] or not args["users"].startswith("U"):
            raise Refusal("user_not_found")
        return {"channel": {"id": f"D{args['users'][1:]}"}}

    def _history(self, args: Json) -> Json:
        since = float(args.get("oldest", 0))
        held = [m for m in reversed(self.messages[args["channel"]]) if float(m["ts"]) > since]
        start = int(args.get("cursor") or 0)
        size = min(int(args.get("limit", 100)), self.page_size)
        more = str(start + size) if start + size < len(held) else ""
        page = held[start : start + size]
        return {"messages": page, "response_metadata": {"next_cursor": more}}

    # Inside

    def _use(self, name: str) -> None:
        trigger = self._triggers.get(name)
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self.clock - trigger.made > TRIGGER_SECONDS:
            raise Refusal("expired_trigger_id")
        trigger.used = True

    def _new_view(self, view: Json) -> Json:
        _check(view_problems(view), "invalid_arguments")
        made = {**view, "id": self.new_id("V"), "hash": self.new_id("hash."), "team_id": TEAM}
        self.views[made["id"]] = OpenView(made, "")
        return made

    def _replace(self, view: OpenView, by: Json) -> None:
        """Update a view; inputs that keep their ids keep what was typed or held."""
        _check(view_problems(by), "invalid_arguments")
        held = view.values()
        view.view = {**by, "id": view.view["id"], "hash": self.new_id("hash."), "team_id": TEAM}
        view.typed = {
            block["block_id"]: held[block["block_id"]]
            for block in view.blocks
            if block["type"] == "input"
            and block["element"]["action_id"] in held.get(block["block_id"], {})
        }

    def _timestamp(self) -> str:
        return f"{self.clock:.0f}.{next(self._numbers):06d}"

    async def _answered(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        message = await request.json()
        self.calls.append(("response_url", copy.deepcopy(message)))
        scripted = self._script["response_url"].popleft() if self._script["response_url"] else {}
        if scripted.get("status"):
            return web.Response(status=scripted["status"], text=scripted.get("error", "error"))
        if name not in self._answers or self._answers[name] >= ANSWERS_PER_URL:
            return web.Response(status=404, text="used_url")
        self._answers[name] += 1
        original = self._originals.get(name)
        if message.get("delete_original"):
            return self._remove(original)
        if message_problems(message):
            return web.Response(status=400, text="invalid_blocks")
        if message.get("replace_original") and original is not None:
            original.update(text=message["text"], blocks=message.get("blocks", []))
        else:  # a command's response_url has no original: this adds a message
            self.whispers.append(message)
        return web.Response(text="ok")

    def _remove(self, original: Json | None) -> web.Response:
        for held in (self.whispers, *self.messages.values()):
            if original in held:
                held.remove(original)
                return web.Response(text="ok")
        return web.Response(status=404, text="message_not_found")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets)})
        async for received in socket:
            if received.type is WSMsgType.TEXT:
                answer = json.loads(received.data)
                self.acks[answer["envelope_id"]] = answer.get("payload") or {}
        return socket


async def _arguments(request: web.Request) -> Json:
    """Read arguments as Slack does: a query, a form with JSON inside, or JSON."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args.update(await request.json())
    else:
        args.update(await request.post())
    for key in ("view", "blocks"):
        if isinstance(args.get(key), str):
            args[key] = json.loads(args[key])
    args.pop("token", None)
    return args


def _initial(element: Json) -> Json:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": element.get("initial_value")}
    return {"type": element["type"], "selected_option": element.get("initial_option")}


def _check(problems: list[str], code: str) -> None:
    if problems:
        raise Refusal(code, *(f"[ERROR] {problem}" for problem in problems))
