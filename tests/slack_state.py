"""What the double of Slack holds: triggers, modals, messages, and answers to response_urls."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

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
class Time:
    """The double's clock in epoch seconds, and its numbering."""

    now: float = 1_800_000_000.0
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def new_id(self, kind: str) -> str:
        return f"{kind}{next(self.numbers):08d}"

    def stamp(self) -> str:
        return f"{self.now:.0f}.{next(self.numbers):06d}"


@dataclass
class OpenView:
    """A modal on somebody's screen, with what they typed.

    `submitting` is set while a submission is out: Slack draws its answer before anything else.
    `user` is on whose screen it is, where the test said so.
    """

    view: Json
    user: str = ""
    typed: dict[str, dict[str, Json]] = field(default_factory=dict)
    is_open: bool = True
    submitting: asyncio.Event | None = None

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


class Modals:
    """Triggers, and the views they open."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self.views: dict[str, OpenView] = {}
        self._triggers: dict[str, float | None] = {}  # when it was made, None once used
        self._users: dict[str, str] = {}

    @property
    def on_screen(self) -> list[OpenView]:
        return [view for view in self.views.values() if view.is_open]

    def new_trigger(self, user: str = "") -> str:
        trigger = self._time.new_id("trigger.")
        self._users[trigger] = user
        self._triggers[trigger] = self._time.now
        return trigger

    def open(self, trigger: str, view: Json) -> Json:
        self._use(trigger)
        check(view_problems(view), "invalid_arguments")
        made = self._stamped(view, self._time.new_id("V"))
        self.views[made["id"]] = OpenView(made, self._users[trigger])
        return made

    def push(self, trigger: str, view: Json) -> Json:
        user = self._users.get(trigger)
        theirs = [each for each in self.on_screen if each.user == user]
        if not theirs:
            raise Refusal("not_found")
        if len(theirs) >= 3:
            raise Refusal("push_limit_reached")
        below = theirs[-1].view["id"]
        made = self.open(trigger, view)
        made["previous_view_id"] = below
        return made

    def update(self, view_id: str, by: Json, state: str | None) -> Json:
        view = self.views.get(view_id)
        if view is None or not view.is_open:
            raise Refusal("not_found")
        if state not in {None, view.view["hash"]}:
            raise Refusal("hash_conflict")
        self.replace(view, by)
        return view.view

    def replace(self, view: OpenView, by: Json) -> None:
        """Update a view; inputs that keep their ids keep what was typed or held."""
        check(view_problems(by), "invalid_arguments")
        held = view.values()
        below = view.view.get("previous_view_id")
        view.view = self._stamped(by, view.view["id"])
        view.view["previous_view_id"] = below
        view.typed = {
            block["block_id"]: held[block["block_id"]]
            for block in view.blocks
            if block["type"] == "input"
            and block["element"]["action_id"] in held.get(block["block_id"], {})
        }

    def answer(self, answer: Json, view: OpenView) -> None:
        """Do what the answer to a submission says."""
        if not answer or answer["response_action"] == "clear":
            view.is_open = False
        elif answer["response_action"] == "update":
            self.replace(view, answer["view"])
        else:
            assert answer["response_action"] == "errors", answer
            inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
            assert answer["errors"].keys() <= inputs, "errors are shown at inputs only"

    def _use(self, trigger: str) -> None:
        if trigger not in self._triggers:
            raise Refusal("invalid_trigger_id")
        made = self._triggers[trigger]
        if made is None:
            raise Refusal("exchanged_trigger_id")
        if self._time.now - made > TRIGGER_SECONDS:
            raise Refusal("expired_trigger_id")
        self._triggers[trigger] = None

    def _stamped(self, view: Json, view_id: str) -> Json:
        return {**view, "id": view_id, "hash": self._time.new_id("hash."), "team_id": TEAM}


class Mail:
    """Messages of channels and of persons, and the answers that a response_url takes."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self.messages: dict[str, list[Json]] = defaultdict(list)
        self.whispers: list[Json] = []
        self._answers: dict[str, int] = {}
        self._originals: dict[str, Json] = {}

    def new_response_url(self, original: Json | None) -> str:
        name = self._time.new_id("url")
        self._answers[name] = 0
        if original is not None:
            self._originals[name] = original
        return name

    def post(self, channel: str, message: Json) -> Json:
        check(message_problems(message), "invalid_blocks")
        thread = message.get("thread_ts")
        if thread and all(held["ts"] != thread for held in self.messages[channel]):
            raise Refusal("thread_not_found")
        posted = {**message, "user": BOT, "bot_id": "B0BOT", "ts": self._time.stamp()}
        self.messages[channel].append(posted)
        return posted

    def whisper(self, message: Json) -> None:
        check(message_problems(message), "invalid_blocks")
        self.whispers.append(message)

    def answer(self, name: str, message: Json) -> tuple[int, str]:
        """Answer through a response_url; return Slack's status and word."""
        if self._answers.get(name, ANSWERS_PER_URL) >= ANSWERS_PER_URL:
            return 404, "used_url"
        self._answers[name] += 1
        original = self._originals.get(name)
        if message.get("delete_original"):
            return (200, "ok") if self.remove(original) else (404, "message_not_found")
        if message_problems(message):
            return 400, "invalid_blocks"
        if message.get("replace_original") and original is not None:
            original.update(text=message["text"], blocks=message.get("blocks", []))
        else:  # a command's response_url has no original: this adds a message
            self.whispers.append(message)
        return 200, "ok"

    def remove(self, message: Json | None) -> bool:
        for held in (self.whispers, *self.messages.values()):
            if message in held:
                held.remove(message)
                return True
        return False


def check(problems: list[str], code: str) -> None:
    """Refuse what has problems."""
    if problems:
        raise Refusal(code, *(f"[ERROR] {problem}" for problem in problems))


def _initial(element: Json) -> Json:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": element.get("initial_value")}
    if element["type"] == "datepicker":
        return {"type": element["type"], "selected_date": element.get("initial_date")}
    return {"type": element["type"], "selected_option": element.get("initial_option")}
