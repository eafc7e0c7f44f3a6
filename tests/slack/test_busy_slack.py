"""Slack says 429: every kind of call waits as long as it was told, and gives up without a crash."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.slack.calling import SlackTrouble
from bot.slack.cards.modal import page_view
from bot.slack.directory import Directory
from bot.slack.gateway import Gateway
from tests.slack.conftest import COMMS, Bench
from tests.slack_state import Json

BUSY: dict[str, Any] = {"status": 429, "retry_after": 0}
PAGE, SAYS = page_view("Checkpost", "A page"), {"text": "A message"}
HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}
PROMPTS = [{"title": "Help", "message": "help"}]

Call = Callable[[Bench], Awaitable[object]]


def trigger(bench: Bench, user: str = "U0MARTA") -> str:
    return bench.double.modals.new_trigger(user)


def slack(bench: Bench) -> Gateway:
    return bench.services.slack


def directory(bench: Bench) -> Directory:
    return Directory(bench.client)


def standing(bench: Bench) -> str:
    """A message of the bot's that is there."""
    return str(bench.double.mail.post("D0MARTA", {"channel": "D0MARTA", **SAYS})["ts"])


def window(bench: Bench, user: str = "U0MARTA") -> str:
    return str(bench.double.modals.open(trigger(bench, user), PAGE)["id"])


async def push(bench: Bench) -> object:
    window(bench, "U0HANNE")
    return await slack(bench).push_view(trigger(bench, "U0HANNE"), PAGE)


async def fetch(bench: Bench) -> object:
    held = bench.double.hold("U0MARTA", b"pixels")
    return await slack(bench).fetch_own(held["id"], "U0MARTA", 100)


CALLS: dict[str, tuple[str, Call]] = {
    "open_view": ("views.open", lambda b: slack(b).open_view(trigger(b), PAGE)),
    "push_view": ("views.push", push),
    "update_view": ("views.update", lambda b: slack(b).update_view(window(b), PAGE)),
    "publish_home": ("views.publish", lambda b: slack(b).publish_home("U0MARTA", HOME)),
    "respond": ("response_url", lambda b: slack(b).respond(b.double.new_response_url(), SAYS)),
    "whisper": ("chat.postEphemeral", lambda b: slack(b).whisper("C0GENERAL", "U0MARTA", SAYS)),
    "direct_channel": ("conversations.open", lambda b: slack(b).direct_channel("U0MARTA")),
    "send": ("chat.postMessage", lambda b: slack(b).send("D0MARTA", SAYS)),
    "post": ("chat.postMessage", lambda b: slack(b).post("D0MARTA", SAYS)),
    "edit": ("chat.update", lambda b: slack(b).edit("D0MARTA", standing(b), SAYS)),
    "delete": ("chat.delete", lambda b: slack(b).delete("D0MARTA", standing(b))),
    "replies": ("conversations.replies", lambda b: slack(b).replies("D0MARTA", standing(b))),
    "holds_block": ("conversations.history", lambda b: slack(b).holds_block("D0MARTA", "b", 0)),
    "find_block": ("conversations.history", lambda b: slack(b).find_block("D0MARTA", "b", 0)),
    "send_file": (
        "files.getUploadURLExternal",
        lambda b: slack(b).send_file("D0MARTA", "a.json", "{}", "Yours"),
    ),
    "send_picture": (
        "files.getUploadURLExternal",
        lambda b: slack(b).send_picture("D0MARTA", "a.png", b"pixels", "Yours"),
    ),
    "upload": (
        "files.getUploadURLExternal",
        lambda b: slack(b).upload("a.png", b"pixels", "A chart"),
    ),
    "fetch_own": ("files.info", fetch),
    "suggest": (
        "assistant.threads.setSuggestedPrompts",
        lambda b: slack(b).suggest("D0MARTA", "Ask me", PROMPTS),
    ),
}


DIRECTORY: dict[str, tuple[str, Call]] = {
    "joined": ("users.conversations", lambda b: directory(b).joined()),
    "find": ("users.conversations", lambda b: directory(b).find("#comms-policy")),
    "channel": ("conversations.info", lambda b: directory(b).channel(COMMS)),
    "is_member": ("conversations.members", lambda b: directory(b).is_member(COMMS, "U0HANNE")),
    "locale": ("users.info", lambda b: directory(b).locale("U0HANNE")),
    "name": ("users.info", lambda b: directory(b).name("U0HANNE")),
}
ALL = {**CALLS, **DIRECTORY}


@pytest.mark.parametrize(("kind", "calls"), [(Gateway, CALLS), (Directory, DIRECTORY)])
def test_no_call_is_missing_here(kind: type, calls: dict[str, tuple[str, Call]]) -> None:
    known = {name for name, _ in inspect.getmembers(kind, inspect.iscoroutinefunction)}

    assert {name for name in known if not name.startswith("_")} == calls.keys()


async def made(bench: Bench, times: int) -> dict[str, object]:
    """Make all calls side by side, each refused `times` times; return what came of them."""
    for method, _ in ALL.values():
        bench.double.enqueue(method, *[BUSY] * times)
    done = await asyncio.gather(*(call(bench) for _, call in ALL.values()), return_exceptions=True)
    return dict(zip(ALL, done, strict=True))


async def test_every_call_is_made_again_when_slack_has_time(bench: Bench) -> None:
    done = await made(bench, 1)

    assert {name for name, each in done.items() if isinstance(each, BaseException)} == set()
    assert {method for method, _ in ALL.values() if len(bench.double.called(method)) < 2} == set()


async def test_a_slack_that_stays_busy_is_trouble_that_may_pass(bench: Bench) -> None:
    done = await made(bench, 3)

    troubles = {name: each for name, each in done.items() if isinstance(each, SlackTrouble)}
    assert troubles.keys() == ALL.keys()
    assert all(each.passing for each in troubles.values())
