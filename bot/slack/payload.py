"""What Slack delivers, read once and forgivingly: commands, submissions, actions, closed views."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.slack.cards.inputs import DRAFT, PLATFORM, PURPOSE, edition_of
from bot.slack.cards.replying import COMMENT
from bot.slack.typed import as_typed, unescape
from bot.verdict import Platform, Purpose

Payload = dict[str, Any]

COMMAND, SUBMISSION, ACTION = "command", "view_submission", "block_actions"
MESSAGE_SHORTCUT = "message_action"
DIRECT = "D"  # how Slack's ids of direct conversations begin


@dataclass(frozen=True, slots=True)
class Seen:
    """The modal as its author sees it. `draft` is None where the modal has no input for it.

    `chain` is the check that "Check again" continues. `block` is the block of the draft's input
    and `edition` which text it was given last. `inputs` are all inputs by their block, in
    their order; `held` is what the modal remembers for us. `below` is the modal under this one.
    """

    view_id: str
    state: str | None
    chain: str | None
    draft: str | None
    platform: Platform
    purpose: Purpose = Purpose.POST
    block: str = DRAFT
    edition: int = 0
    inputs: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    below: str | None = None

    @property
    def comment(self) -> str:
        """What a reply answers, empty where there is no input for it."""
        return self.inputs.get(COMMENT, "")


@dataclass(frozen=True, slots=True)
class Given:
    """One delivery, of the `kind` that Slack's payload names; a command names none.

    `delivery` is Slack's id of it. `team` is the organisation on Enterprise Grid, where payloads
    of one person name different workspaces or none. `value` is what an action carries. `author`
    wrote the message that a message shortcut was used on, and `text` is that message. `message` is
    Slack's name of a message, and `thread` that of the one under which it stands. `pictures` are
    the ids of those that came with the message.
    """

    delivery: str
    user: str
    team: str | None
    kind: str = COMMAND
    trigger: str | None = None
    response_url: str | None = None
    channel: str | None = None
    message: str | None = None
    thread: str | None = None
    text: str = ""
    value: str = ""
    author: str = ""
    seen: Seen | None = None
    pictures: tuple[str, ...] = ()

    @property
    def in_conversation(self) -> bool:
        """Whether this is about a draft that was sent to the bot as a message, or its answer."""
        own = self.message == self.thread and self.kind == ACTION
        direct = (self.channel or "").startswith(DIRECT)
        return direct and bool(self.thread) and not own and self.seen is None


def given(body: Payload) -> Given:
    """Read a delivery; whatever is optional may be missing."""
    action = (body.get("actions") or [{}])[0]
    view = body.get("view") or {}
    container = body.get("container") or {}
    trigger = body.get("trigger_id")
    delivery = trigger or f"{view.get('id')}:{view.get('hash')}:{action.get('action_ts')}"
    return Given(
        delivery=delivery,
        user=body.get("user_id") or _id(body.get("user")) or "",
        team=team_of(body),
        kind=body.get("type") or COMMAND,
        trigger=trigger,
        response_url=body.get("response_url"),
        channel=body.get("channel_id") or _id(body.get("channel")) or container.get("channel_id"),
        message=container.get("message_ts"),
        thread=container.get("thread_ts") or (body.get("message") or {}).get("thread_ts"),
        text=_text(body),
        value=_said(action) or "",
        author=(body.get("message") or {}).get("user") or "",
        seen=_seen(view, emptied=body.get("type") == ACTION) if _is_modal(view) else None,
        pictures=pictures_of(body.get("message") or {}),
    )


def pictures_of(message: Payload) -> tuple[str, ...]:
    """Return the ids of the pictures that came with a message."""
    files = message.get("files") or ()
    return tuple(
        str(file["id"])
        for file in files
        if isinstance(file, dict)
        and file.get("id")
        and str(file.get("mimetype")).startswith("image/")
    )


def _text(body: Payload) -> str:
    if body.get("type") == MESSAGE_SHORTCUT:
        return as_typed((body.get("message") or {}).get("text") or "")
    return unescape(body.get("text") or "")


def team_of(body: Payload) -> str | None:
    """Return the organisation or workspace that a payload names, None where it names none."""
    enterprise = body.get("enterprise_id") or _id(body.get("enterprise"))
    team = body.get("team_id") or _id(body.get("team"))
    user = body.get("user")
    found: str | None = enterprise or team
    return found or (user.get("team_id") if isinstance(user, dict) else None)


def _is_modal(view: Payload) -> bool:
    """Whether a view is a window; the App Home is a page, over which windows are opened."""
    return bool(view.get("id")) and view.get("type") != "home"


def _id(thing: Payload | str | None) -> str | None:
    """Return what identifies a thing, which Slack names by its id alone in some payloads."""
    return thing.get("id") if isinstance(thing, dict) else thing


def _seen(view: Payload, *, emptied: bool) -> Seen:
    """Read a modal. In an action's payload a null value is an input that was emptied."""
    values = (view.get("state") or {}).get("values") or {}
    inputs = {
        str(block.get("block_id")): _value(block, values, emptied=emptied)
        for block in view.get("blocks") or []
        if block.get("type") == "input"
    }
    held = _metadata(view)
    block = next((name for name in inputs if edition_of(name) is not None), None)
    return Seen(
        view_id=view["id"],
        state=view.get("hash"),
        chain=held.get("chain"),
        draft=inputs.get(block or ""),
        platform=_platform(inputs.get(PLATFORM)),
        purpose=_purpose(inputs.get(PURPOSE)),
        block=block or DRAFT,
        edition=edition_of(block or DRAFT) or 0,
        inputs=inputs,
        held=held,
        below=view.get("previous_view_id"),
    )


def _value(block: Payload, values: Payload, *, emptied: bool) -> str:
    """Return what an input holds: what was typed or chosen, else what it began with.

    An optional input that comes without a value was emptied; another one was not touched.
    """
    element, name = block.get("element") or {}, block.get("block_id")
    said = (values.get(str(name)) or {}).get(str(element.get("action_id"))) or {}
    held = _said(said)
    if held is not None or (name in values and (emptied or block.get("optional"))):
        return str(held or "")
    option = element.get("initial_option") or {}
    initial = element.get("initial_value") or option.get("value") or element.get("initial_date")
    return str(initial or "")


def _said(said: Payload) -> str | None:
    """Return what stands in an input: a text, a choice's value, a person, boxes or files."""
    if "files" in said:
        return " ".join(str(each.get("id")) for each in said["files"] or ())
    if "selected_options" in said:
        return " ".join(str(each.get("value")) for each in said["selected_options"] or ())
    chosen: str | None = (said.get("selected_option") or {}).get("value")
    for key in ("selected_date", "selected_user", "value"):
        chosen = said.get(key) if chosen is None else chosen
    return chosen


def _metadata(view: Payload) -> dict[str, str]:
    try:
        held = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def _platform(value: str | None) -> Platform:
    return Platform(value) if value in set(Platform) else Platform.OTHER


def _purpose(value: str | None) -> Purpose:
    return Purpose(value) if value in set(Purpose) else Purpose.POST
