"""What Slack delivers, read once and forgivingly: commands, submissions, actions, closed views."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from bot.slack.cards.sharing import shared_in
from bot.slack.emoji import with_emoji
from bot.slack.seen import Payload, Seen, said_in, seen_in
from bot.slack.typed import as_typed, unescape

COMMAND, SUBMISSION, ACTION = "command", "view_submission", "block_actions"
MESSAGE_SHORTCUT, MESSAGE = "message_action", "message"
DIRECT = "D"  # how Slack's ids of direct conversations begin


@dataclass(frozen=True, slots=True)
class Given:
    """One delivery, of the `kind` that Slack's payload names; a command names none.

    `delivery` is Slack's id of it, or made of all that is in it. `team` is the organisation on
    Enterprise Grid, where payloads of one person name different workspaces or none. `value` is
    what an action carries. `author` wrote the message that a message shortcut was used on, and
    `raw` is that message as Slack holds it, or what stands behind a command. `message` is
    Slack's name of a message, and `thread` that of the one under which it stands. `pictures`
    are the ids of those that came with the message. `shared` is the text that stands on its own
    in the message of an action, whole.
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
    raw: str = field(default="", repr=False)
    value: str = ""
    author: str = ""
    seen: Seen | None = None
    pictures: tuple[str, ...] = ()
    shared: str = ""

    @property
    def text(self) -> str:
        """What was typed, as people see it, in the language that is spoken."""
        held = self.kind in {MESSAGE, MESSAGE_SHORTCUT}
        return as_typed(self.raw) if held else with_emoji(unescape(self.raw))

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
    container, pressed_on = body.get("container") or {}, body.get("message") or {}
    trigger = body.get("trigger_id")
    return Given(
        delivery=trigger or _digest(body),
        user=body.get("user_id") or _id(body.get("user")) or "",
        team=team_of(body),
        kind=body.get("type") or COMMAND,
        trigger=trigger,
        response_url=body.get("response_url"),
        channel=body.get("channel_id") or _id(body.get("channel")) or container.get("channel_id"),
        message=container.get("message_ts") or (pressed_on.get("ts") if action else None),
        thread=container.get("thread_ts") or pressed_on.get("thread_ts"),
        raw=_raw(body),
        value=said_in(action) or "",
        author=pressed_on.get("user") or "",
        seen=seen_in(view, emptied=body.get("type") == ACTION) if _is_modal(view) else None,
        pictures=pictures_of(pressed_on),
        shared=_shared(pressed_on),
    )


def _digest(body: Payload) -> str:
    """Name a delivery without a trigger by all that is in it: Slack repeats it as it was."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


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


def _shared(message: Payload) -> str:
    """Return the text whose parts a message of ours holds, as `part_name` names them."""
    sections = [each for each in message.get("blocks") or () if each.get("block_id")]
    texts = {str(each["block_id"]): (each.get("text") or {}).get("text") for each in sections}
    return with_emoji(unescape(shared_in({name: _words(text) for name, text in texts.items()})))


def _raw(body: Payload) -> str:
    message = body.get("message") if body.get("type") == MESSAGE_SHORTCUT else body
    return _words((message or {}).get("text"))


def _words(said: object) -> str:
    """Return a text; elsewhere in a payload the same field may be an object."""
    return said if isinstance(said, str) else ""


def team_of(body: Payload) -> str | None:
    """Return the organisation or workspace that a payload names, None where it names none.

    Commands, interactions and events each name an organisation in another place.
    """
    team, user = body.get("team"), body.get("user")
    authorized = body.get("authorizations") or [{}]
    for found in (
        body.get("enterprise_id"),
        _id(body.get("enterprise")),
        body.get("context_enterprise_id"),
        authorized[0].get("enterprise_id"),
        team.get("enterprise_id") if isinstance(team, dict) else None,
        body.get("team_id"),
        _id(team),
        user.get("team_id") if isinstance(user, dict) else None,
    ):
        if found:
            return str(found)
    return None


def _is_modal(view: Payload) -> bool:
    """Whether a view is a window; the App Home is a page, over which windows are opened."""
    return bool(view.get("id")) and view.get("type") != "home"


def _id(thing: Payload | str | None) -> str | None:
    """Return what identifies a thing, which Slack names by its id alone in some payloads."""
    return thing.get("id") if isinstance(thing, dict) else thing
