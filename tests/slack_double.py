"""A strict double of Slack's Web API on the loopback, for what local-slack lets pass.

It knows the methods the bot may call and nothing else. An unknown method, an unknown or missing
argument, a field over its limit, a used or expired trigger, a closed view, a stale hash, a sixth
answer to one response_url: each gets the error that Slack documents. `enqueue` scripts the next
answer of a method, for errors and rate limits that no state of ours leads to.
"""

from __future__ import annotations

import asyncio
import copy
import json
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack_limits import message_problems, view_problems
from tests.slack_state import TEAM, Json, Mail, Modals, OpenView, Refusal, Time, check

__all__ = ["TEAM", "OpenView", "SlackDouble"]


@dataclass(frozen=True)
class Stall:
    """A method that takes its time: whether a call has `begun`, and when it is `over`."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


class SlackDouble:
    """Slack, as far as the bot may use it."""

    def __init__(self, bot_token: str, app_token: str = "") -> None:
        self.bot_token = bot_token
        self.app_token = app_token
        self.time = Time()
        self.modals = Modals(self.time)
        self.mail = Mail(self.time)
        self.calls: list[tuple[str, Json]] = []
        self.bot_channels = {"C0GENERAL"}
        self.page_size = 100
        # Private channels that the bot was invited to, as conversations.info tells of them.
        self.private: dict[str, Json] = {}
        # Open channels that it was invited to.
        self.public: dict[str, Json] = {}
        self.members: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        self.left: list[str] = []
        self.enterprise = ""
        self.locales: dict[str, str] = {}
        self.homes: dict[str, Json] = {}
        self.uploads: dict[str, Json] = {}
        self.files: dict[str, list[Json]] = defaultdict(list)
        # Files that people gave Slack, as files.info tells of them, with their content.
        self.held: dict[str, tuple[Json, bytes]] = {}
        self.suggested: dict[str, list[Json]] = {}
        self.is_down = False  # every call gets a 503 then
        self.sockets: list[web.WebSocketResponse] = []
        self._connected = asyncio.Condition()
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._script: dict[str, deque[Json]] = defaultdict(deque)
        self._stalled: dict[str, Stall] = {}
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        served = web.Application(client_max_size=4_000_000)
        served.router.add_route("*", "/api/{method}", self._serve)
        served.router.add_post("/response/{name}", self._answered)
        served.router.add_post("/upload/{name}", self._uploaded)
        served.router.add_get("/files/{name}", self._downloaded)
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

    def stall(self, method: str) -> Stall:
        """Let a method take its time, until what is returned is over."""
        self._stalled[method] = Stall()
        return self._stalled[method]

    @property
    def open_views(self) -> list[OpenView]:
        return self.modals.on_screen

    @property
    def whispers(self) -> list[Json]:
        return self.mail.whispers

    def direct(self, user: str) -> list[Json]:
        """The direct messages that a person has from the bot."""
        return self.mail.messages[f"D{user[1:]}"]

    def called(self, method: str) -> list[Json]:
        return [args for name, args in self.calls if name == method]

    def new_response_url(self, original: Json | None = None) -> str:
        return f"{self.address}/response/{self.mail.new_response_url(original)}"

    async def connected(self, times: int) -> None:
        """Wait until the bot has connected over Socket Mode so many times."""
        async with self._connected:
            await asyncio.wait_for(
                self._connected.wait_for(lambda: len(self.sockets) >= times), timeout=5
            )

    async def over_socket(self, kind: str, payload: Json, connection: int = -1) -> Json:
        """Deliver something over one of the connections; return what the bot acked it with."""
        envelope = self.time.new_id("envelope")
        acked: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._acks[envelope] = acked
        await self.sockets[connection].send_json(
            {"type": kind, "envelope_id": envelope, "payload": payload}
        )
        return await asyncio.wait_for(acked, 5)

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        args = await _arguments(request)
        self.calls.append((method, copy.deepcopy(args)))
        await self._when_over(method)
        if method == "views.update":
            await self._answer_drawn(str(args.get("view_id")))
        scripted: Json = {"status": 503} if self.is_down else self._scripted(method)
        if scripted.get("status"):
            headers = {"Retry-After": str(scripted.get("retry_after", 1))}
            body = {"ok": False, "error": scripted.get("error", "ratelimited")}
            return web.json_response(body, status=scripted["status"], headers=headers)
        try:
            token = request.headers.get("Authorization", "")
            answer = self._answer(method, token, args, scripted.get("error"))
        except Refusal as refusal:
            metadata = {"messages": list(refusal.messages)}
            return web.json_response(
                {"ok": False, "error": refusal.code, "response_metadata": metadata}
            )
        return web.json_response({"ok": True, **answer})

    async def _when_over(self, method: str) -> None:
        stall = self._stalled.get(method)
        if stall is not None:
            stall.begun.set()
            await stall.over.wait()

    async def _answer_drawn(self, view_id: str) -> None:
        """Wait until the answer to a submission is on the screen, but for no deadlock's sake."""
        view = self.modals.views.get(view_id)
        if view is not None and view.submitting is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(view.submitting.wait(), 2)

    def _answer(self, method: str, authorization: str, args: Json, error: str | None) -> Json:
        if error:
            raise Refusal(error)
        if method not in _METHODS:
            raise Refusal("unknown_method")
        required, optional, run = _METHODS[method]
        token = self.app_token if method == "apps.connections.open" else self.bot_token
        if not token or authorization != f"Bearer {token}":
            raise Refusal("invalid_auth")
        if missing := required - args.keys():
            raise Refusal("invalid_arguments", f"[ERROR] missing required field: {min(missing)}")
        if unknown := args.keys() - required - optional:
            raise Refusal("invalid_arguments", f"[ERROR] no such argument: {min(unknown)}")
        try:
            return run(self, args)
        except (TypeError, KeyError, AttributeError, IndexError):
            raise Refusal("invalid_arguments", "[ERROR] an argument of another kind") from None

    def _scripted(self, method: str) -> Json:
        return self._script[method].popleft() if self._script[method] else {}

    async def _answered(self, request: web.Request) -> web.Response:
        message = await request.json()
        self.calls.append(("response_url", copy.deepcopy(message)))
        await self._when_over("response_url")
        scripted = self._scripted("response_url")
        if scripted.get("status"):
            headers = {"Retry-After": str(scripted.get("retry_after", 1))}
            return web.Response(status=scripted["status"], text="scripted", headers=headers)
        status, word = self.mail.answer(request.match_info["name"], message)
        return web.Response(status=status, text=word)

    def hold(self, user: str, content: bytes, **told: object) -> Json:
        """Let somebody give Slack a file; return it as messages name it."""
        name = self.time.new_id("F")
        address = f"{self.address}/files/{name}"
        file = {"id": name, "user": user, "mimetype": "image/png", "size": len(content)}
        file |= {"url_private_download": address, **told}
        self.held[name] = (file, content)
        return {key: file[key] for key in ("id", "mimetype")}

    async def _downloaded(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        self.calls.append(("download", {"file": name}))
        if request.headers.get("Authorization") != f"Bearer {self.bot_token}":
            return web.Response(status=302, headers={"Location": f"{self.address}/sign-in"})
        return web.Response(body=self.held[name][1])

    async def _uploaded(self, request: web.Request) -> web.Response:
        scripted = self._scripted("upload")
        if scripted.get("status"):
            return web.Response(status=scripted["status"], text="scripted")
        self.uploads[request.match_info["name"]]["content"] = await request.read()
        return web.Response(text="OK")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets) + 1})
        async with self._connected:
            self.sockets.append(socket)
            self._connected.notify_all()
        async for received in socket:
            if received.type is WSMsgType.TEXT:
                answer = json.loads(received.data)
                self._acks.pop(answer["envelope_id"]).set_result(answer.get("payload") or {})
        return socket


def _auth_test(slack: SlackDouble, args: Json) -> Json:
    del args
    return {"url": slack.address, "team": "Brightwater", "team_id": TEAM, "user_id": "U0BOT"}


def _connections_open(slack: SlackDouble, args: Json) -> Json:
    del args
    return {"url": slack.address.replace("http", "ws") + "/socket"}


def _views_open(slack: SlackDouble, args: Json) -> Json:
    return {"view": slack.modals.open(args["trigger_id"], args["view"])}


def _views_push(slack: SlackDouble, args: Json) -> Json:
    return {"view": slack.modals.push(args["trigger_id"], args["view"])}


def _views_update(slack: SlackDouble, args: Json) -> Json:
    return {"view": slack.modals.update(args["view_id"], args["view"], args.get("hash"))}


def _views_publish(slack: SlackDouble, args: Json) -> Json:
    view = args["view"]
    if view.get("type") != "home" or "title" in view:
        raise Refusal("invalid_arguments", "[ERROR] a home view has no title")
    title = {"type": "plain_text", "text": "Home"}
    check(view_problems({**view, "title": title}), "invalid_arguments")
    slack.homes[args["user_id"]] = {**view, "id": f"VHOME{args['user_id']}"}
    return {"view": slack.homes[args["user_id"]]}


def _post_message(slack: SlackDouble, args: Json) -> Json:
    channel = args["channel"]
    if channel[0] != "D" and channel not in {*slack.bot_channels, *slack.private, *slack.public}:
        raise Refusal("not_in_channel")
    _check_files(slack, args)
    message = slack.mail.post(channel, args)
    return {"channel": channel, "ts": message["ts"], "message": message}


def _post_ephemeral(slack: SlackDouble, args: Json) -> Json:
    if args["channel"] not in {*slack.bot_channels, *slack.public}:
        raise Refusal("channel_not_found")
    slack.mail.whisper(args)
    return {"message_ts": slack.time.stamp()}


def _check_files(slack: SlackDouble, args: Json) -> None:
    shown = (block.get("slack_file") for block in args.get("blocks", []))
    done = [name for name, file in slack.uploads.items() if file.get("done")]
    if not all(file["id"] in done for file in shown if file is not None):
        raise Refusal("invalid_blocks", "[ERROR] invalid slack file")


def _update(slack: SlackDouble, args: Json) -> Json:
    held = slack.mail.messages[args["channel"]]
    message = next((m for m in held if m["ts"] == args["ts"]), None)
    if message is None:
        raise Refusal("message_not_found")
    check(message_problems(args), "invalid_blocks")
    _check_files(slack, args)
    message.update(text=args["text"], blocks=args.get("blocks", []))
    return {"channel": args["channel"], "ts": args["ts"]}


def _delete(slack: SlackDouble, args: Json) -> Json:
    held = slack.mail.messages[args["channel"]]
    if not slack.mail.remove(next((m for m in held if m["ts"] == args["ts"]), None)):
        raise Refusal("message_not_found")
    return {"channel": args["channel"], "ts": args["ts"]}


def _conversations_open(slack: SlackDouble, args: Json) -> Json:
    del slack
    if "," in args["users"] or not args["users"].startswith("U"):
        raise Refusal("user_not_found")
    return {"channel": {"id": f"D{args['users'][1:]}"}}


def _history(slack: SlackDouble, args: Json) -> Json:
    since = float(args.get("oldest", 0))
    held = [m for m in reversed(slack.mail.messages[args["channel"]]) if float(m["ts"]) > since]
    start = int(args.get("cursor") or 0)
    end = start + min(int(args.get("limit", 100)), slack.page_size)
    following = str(end) if end < len(held) else ""
    return {"messages": held[start:end], "response_metadata": {"next_cursor": following}}


def _replies(slack: SlackDouble, args: Json) -> Json:
    held = slack.mail.messages[args["channel"]]
    found = [m for m in held if args["ts"] in {m["ts"], m.get("thread_ts")}]
    if not found:
        raise Refusal("thread_not_found")
    return _page(found, "messages", args, slack.page_size)


def _suggest(slack: SlackDouble, args: Json) -> Json:
    if args["channel_id"][0] != "D":
        raise Refusal("channel_not_found")
    if not 1 <= len(args["prompts"]) <= 4:
        raise Refusal("invalid_arguments", "[ERROR] one prompt to four")
    if any(each.keys() != {"title", "message"} for each in args["prompts"]):
        raise Refusal("invalid_arguments", "[ERROR] a prompt has a title and a message")
    slack.suggested[args["channel_id"]] = args["prompts"]
    return {}


def _upload_url(slack: SlackDouble, args: Json) -> Json:
    if int(args["length"]) <= 0:
        raise Refusal("invalid_arguments", "[ERROR] a file holds something")
    name = slack.time.new_id("F")
    slack.uploads[name] = {"name": args["filename"], "length": int(args["length"])}
    return {"file_id": name, "upload_url": f"{slack.address}/upload/{name}"}


def _upload_done(slack: SlackDouble, args: Json) -> Json:
    files = json.loads(args["files"])
    for each in files:
        held = slack.uploads.get(each["id"], {})
        if len(held.get("content", b"")) != held.get("length"):
            raise Refusal("file_not_found")
        held["done"] = True
        if "channel_id" in args:  # without one the file stands in no channel yet
            slack.files[args["channel_id"]].append({**held, "says": args.get("initial_comment")})
    return {"files": files}


def _file_info(slack: SlackDouble, args: Json) -> Json:
    if args["file"] not in slack.held:
        raise Refusal("file_not_found")
    return {"file": slack.held[args["file"]][0]}


def _joined(slack: SlackDouble, args: Json) -> Json:
    types = set(str(args.get("types")).split(","))
    if not types <= {"private_channel", "public_channel"}:
        raise Refusal("missing_scope")  # the others need scopes that the manifest does not ask for
    private = [each for each in slack.private.values() if each.get("is_private")]
    found = private if "private_channel" in types else []
    if "public_channel" in types:
        found = [*found, *slack.public.values()]
    return _page(found, "channels", args, slack.page_size)


def _info(slack: SlackDouble, args: Json) -> Json:
    if args["channel"] not in slack.private:
        raise Refusal("channel_not_found")
    return {"channel": slack.private[args["channel"]]}


def _members(slack: SlackDouble, args: Json) -> Json:
    if args["channel"] not in slack.private:
        raise Refusal("channel_not_found")
    return _page(slack.members[args["channel"]], "members", args, slack.page_size)


def _user(slack: SlackDouble, args: Json) -> Json:
    if args["user"] not in slack.names:
        raise Refusal("user_not_found")
    name = slack.names[args["user"]]
    told = {"id": args["user"], "name": name.lower(), "profile": {"display_name": name}}
    asked = str(args.get("include_locale")).lower() in {"1", "true"}
    locale = slack.locales.get(args["user"], "en-US")
    return {"user": {**told, "locale": locale} if asked else told}


def _people(slack: SlackDouble, args: Json) -> Json:
    told = {"team_id": TEAM, "enterprise_user": {"enterprise_id": slack.enterprise}}
    held = [{**told, "id": user, "deleted": False} for user in slack.names]
    held += [{**told, "id": user, "deleted": True} for user in slack.left]
    return _page(held, "members", args, slack.page_size)


def _page(held: list[Any], name: str, args: Json, most: int) -> Json:
    start = int(args.get("cursor") or 0)
    end = start + min(int(args.get("limit", 100)), most)
    following = str(end) if end < len(held) else ""
    return {name: held[start:end], "response_metadata": {"next_cursor": following}}


_METHODS: dict[str, tuple[set[str], set[str], Callable[[SlackDouble, Json], Json]]] = {
    "auth.test": (set(), {"team_id"}, _auth_test),
    "apps.connections.open": (set(), set(), _connections_open),
    "views.open": ({"trigger_id", "view"}, set(), _views_open),
    "views.push": ({"trigger_id", "view"}, set(), _views_push),
    "views.update": ({"view_id", "view"}, {"hash"}, _views_update),
    "views.publish": ({"user_id", "view"}, {"hash"}, _views_publish),
    "chat.postMessage": (
        {"channel", "text"},
        {"blocks", "unfurl_links", "unfurl_media", "thread_ts"},
        _post_message,
    ),
    "chat.update": ({"channel", "ts", "text"}, {"blocks"}, _update),
    "chat.postEphemeral": ({"channel", "user", "text"}, {"blocks"}, _post_ephemeral),
    "chat.delete": ({"channel", "ts"}, set(), _delete),
    "conversations.open": ({"users"}, set(), _conversations_open),
    "conversations.info": ({"channel"}, set(), _info),
    "conversations.members": ({"channel"}, {"limit", "cursor"}, _members),
    "users.conversations": (set(), {"types", "exclude_archived", "limit", "cursor"}, _joined),
    "users.list": (set(), {"limit", "cursor"}, _people),
    "users.info": ({"user"}, {"include_locale"}, _user),
    "files.getUploadURLExternal": ({"filename", "length"}, {"alt_txt"}, _upload_url),
    "files.completeUploadExternal": ({"files"}, {"channel_id", "initial_comment"}, _upload_done),
    "files.info": ({"file"}, set(), _file_info),
    "conversations.replies": ({"channel", "ts"}, {"limit", "cursor"}, _replies),
    # With thread_ts the call fails without a word for apps with an agent view.
    "assistant.threads.setSuggestedPrompts": ({"channel_id", "prompts"}, {"title"}, _suggest),
    "conversations.history": ({"channel"}, {"oldest", "limit", "cursor"}, _history),
}


async def _arguments(request: web.Request) -> Json:
    """Read arguments as Slack does: a query, a form with JSON inside, or JSON."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        args.update(await request.json())
    else:
        args.update(await request.post())
    for key in ("view", "blocks"):
        if isinstance(args.get(key), str):
            args[key] = json.loads(args[key])
    args.pop("token", None)
    return args
