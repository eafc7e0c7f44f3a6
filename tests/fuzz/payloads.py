"""Deliveries as Slack might send them on its worst day: every field may be missing or absurd."""

from __future__ import annotations

import json
import random
from typing import Any

from bot.slack.bolt import LISTENERS
from tests.slack_double import TEAM, SlackDouble

Json = dict[str, Any]

_TEXTS = (
    "",
    " ",
    "Try Tidewatch, it is the best",
    "help",
    "privacy",
    "rules",
    "ask may I post my salary?",
    "suspicious",
    "reply",
    "ideas",
    "\u202eevil\u202c \U000e0041 \ud83d",
    "🏳️‍🌈" * 40,
    "<!channel> <@U0BOT> <#C0GENERAL|general> &amp;lt;b&amp;gt;",
    "a" * 4_000,
    "union pay strike",
    "{}[]()\\\"'`%s%n{0}${x}",
    "\x00\x07\x1b[31m",
    "ひらがな café Ünïcödé العربية",
)
_STRANGE: tuple[object, ...] = (None, "", 0, -1, True, [], {}, [None], {"": None}, "x" * 300, 1e308)


class Heard:
    """Stands in for the Bolt app while listeners register, and writes down what they listen to."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {}
        for listener in LISTENERS:
            listener.register(self, None)

    def __getattr__(self, kind: str) -> Any:  # noqa: ANN401 -- whatever Bolt's app has
        def listens(name: str, **_: object) -> Any:  # noqa: ANN401 -- as above
            self.names.setdefault(kind, []).append(str(name))
            return lambda function: function

        return listens


class Payloads:
    """Makes deliveries, one after the other, always the same ones for a seed."""

    def __init__(self, slack: SlackDouble, seed: int) -> None:
        """`slack` makes triggers and response addresses that would work."""
        self._slack = slack
        self._luck = random.Random(seed)  # noqa: S311 -- absurd fields, no secrets
        self._number = 0
        self._names = Heard().names
        self._callbacks = [
            name
            for kind, names in self._names.items()
            if kind not in {"action", "event"}
            for name in names
        ]
        # The bot ends, as it should, when Slack says that it was removed.
        ends = {"app_uninstalled", "tokens_revoked"}
        self._events = [name for name in self._names["event"] if name not in ends]

    def form(self) -> tuple[str, Json]:
        """Return how the next delivery is sent, `form` or `json`, and what is in it."""
        self._number += 1
        kind = self._luck.choice(("command", "action", "action", "submission", "shortcut", "event"))
        made: Json = getattr(self, f"_{kind}")()
        spoilt = self._spoil(made) if self._luck.random() < 0.8 else made
        if kind == "event":
            return "json", spoilt
        if kind == "command":
            words = {k: str(v) for k, v in spoilt.items() if isinstance(v, (str, int))}
            return "form", {k: v.encode("utf-8", "replace").decode() for k, v in words.items()}
        return "form", {"payload": json.dumps(spoilt)}

    def _command(self) -> Json:
        return {
            "command": "/checkpost",
            "text": self._text(),
            "team_id": TEAM,
            "user_id": self._user(),
            "channel_id": self._luck.choice(("C0GENERAL", "D0MARTA", "C0NOWHERE")),
            "trigger_id": self._slack.modals.new_trigger(),
            "response_url": self._slack.new_response_url(),
        }

    def _action(self) -> Json:
        action = {
            "action_id": self._luck.choice(self._names["action"]),
            "block_id": self._luck.choice(("finding:employee-disclosure#0", "check:c1", "x")),
            "type": self._luck.choice(("button", "overflow", "static_select")),
            "value": self._luck.choice((f"employee-disclosure#0 {self._number}", "me", "on", "")),
            "selected_option": {"value": self._text()[:75]},
            "action_ts": "1.1",
        }
        where: Json = (
            {"view": self._view(), "container": {"type": "view", "view_id": "V1"}}
            if self._luck.random() < 0.6
            else {
                "channel": {"id": "D0MARTA"},
                "container": {"type": "message", "channel_id": "D0MARTA", "message_ts": "1.1"},
                "message": {"ts": "1.1", "text": self._text(), "blocks": []},
                "response_url": self._slack.new_response_url(),
            }
        )
        return {"type": "block_actions", "actions": [action], **where, **self._who()}

    def _submission(self) -> Json:
        kind = self._luck.choice(("view_submission", "view_submission", "view_closed"))
        return {"type": kind, "view": self._view(), **self._who()}

    def _shortcut(self) -> Json:
        message = {"type": "message", "user": self._user(), "ts": "1.1", "text": self._text()}
        return {
            "type": self._luck.choice(("shortcut", "message_action")),
            "callback_id": self._luck.choice(self._callbacks),
            "message": message,
            "channel": {"id": "C0GENERAL"},
            "response_url": self._slack.new_response_url(),
            **self._who(),
        }

    def _event(self) -> Json:
        event = {
            "type": self._luck.choice(self._events),
            "user": self._luck.choice((self._user(), {"id": self._user(), "deleted": True})),
            "tab": self._luck.choice(("home", "messages")),
            "text": self._text(),
            "channel": "D0MARTA",
            "channel_type": self._luck.choice(("im", "channel")),
            "ts": self._slack.time.stamp(),
            "thread_ts": self._luck.choice((None, "1.1")),
            "subtype": self._luck.choice(
                (None, "message_changed", "message_deleted", "file_share")
            ),
        }
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": self._slack.time.new_id("Ev"),
            "event": {key: value for key, value in event.items() if value is not None},
        }

    def _view(self) -> Json:
        held = json.dumps({"chain": "c1", "rule": "employee-disclosure", "channel": "#x"})
        block = self._luck.choice(("draft", "draft:2", "shared", "text", "word", "seen"))
        element = {"type": "plain_text_input", "action_id": block, "initial_value": self._text()}
        return {
            "id": f"V{self._luck.randrange(9)}",
            "type": self._luck.choice(("modal", "modal", "home")),
            "hash": "hash.1",
            "callback_id": self._luck.choice(self._callbacks),
            "private_metadata": self._luck.choice((held, "", "{", "[]", '"x"', "null")),
            "blocks": [{"type": "input", "block_id": block, "element": element}],
            "state": {"values": {block: {block: {"type": "x", "value": self._text()}}}},
        }

    def _who(self) -> Json:
        return {
            "user": {"id": self._user(), "team_id": TEAM},
            "team": self._luck.choice(({"id": TEAM}, None)),
            "enterprise": self._luck.choice(({"id": "E1"}, None)),
            "trigger_id": self._slack.modals.new_trigger(),
        }

    def _user(self) -> str:
        return self._luck.choice(("U0MARTA", "U0HANNE", "U0RASHID", "W0GRID", "U0BOT"))

    def _text(self) -> str:
        return self._luck.choice(_TEXTS)

    def _spoil(self, thing: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
        """Return a copy of which some part, however deep, is missing or absurd."""
        if isinstance(thing, dict) and thing:
            name = self._luck.choice(list(thing))
            luck = self._luck.random()
            if luck < 0.4:
                return {key: value for key, value in thing.items() if key != name}
            if luck < 0.45:
                return {**thing, name: self._luck.choice(_STRANGE)}
            return {**thing, name: self._spoil(thing[name])}
        if isinstance(thing, list) and thing:
            return [self._spoil(thing[0]), *thing[1:]]
        return self._luck.choice(_STRANGE)
