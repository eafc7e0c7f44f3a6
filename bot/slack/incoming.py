"""A message in the bot's own conversation, read from the event that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.slack.payload import DIRECT, MESSAGE, Given, pictures_of, team_of
from bot.slack.seen import Payload

_WRITTEN = {None, "file_share", "me_message", "thread_broadcast"}


class Kind(StrEnum):
    """What happened to a message."""

    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a person wrote to the bot, changed there or took back.

    `files` says that files came with it, pictures or others. Of what was taken back there is no
    text.
    `at` is the moment of it, in epoch seconds: events may come in another order.
    """

    kind: Kind
    given: Given
    at: float
    files: bool = False

    @property
    def on_top(self) -> bool:
        """Whether it stands in the conversation itself and not in a thread."""
        return self.given.thread == self.given.message


def incoming(body: Payload) -> Incoming | None:
    """Read an event; None for whatever is no person's doing in a direct conversation."""
    event = body.get("event") or {}
    channel = str(event.get("channel") or "")
    if not channel.startswith(DIRECT) or (event.get("channel_type") or "im") != "im":
        return None
    subtype, message = event.get("subtype"), event.get("message") or {}
    before = event.get("previous_message") or {}
    if subtype in _WRITTEN:
        return _read(body, event, Kind.SENT)
    if subtype == "message_changed" and message.get("subtype") == "tombstone":
        # What was answered in a thread leaves a stone there.
        return _read(body, {**before, "text": ""}, Kind.DELETED)
    if subtype == "message_changed" and message.get("text") != before.get("text"):
        return _read(body, message, Kind.EDITED)
    if subtype == "message_deleted":
        return _read(body, {**before, "text": ""}, Kind.DELETED)
    return None


def _read(body: Payload, message: Payload, kind: Kind) -> Incoming | None:
    event, at, user = body["event"], message.get("ts"), message.get("user")
    if not at or not user or message.get("bot_id") or message.get("subtype") not in _WRITTEN:
        return None
    given = Given(
        delivery=body.get("event_id") or f"{event['channel']}:{event.get('event_ts') or at}",
        user=str(user),
        team=team_of({**body, "user": {"team_id": message.get("team")}}),
        kind=MESSAGE,
        channel=str(event["channel"]),
        message=str(at),
        thread=str(message.get("thread_ts") or at),
        raw=str(message.get("text") or ""),
        author=str(user),
        pictures=pictures_of(message),
    )
    # Of an edit Slack's own `edited` knows the second alone.
    moment = at if kind is Kind.SENT else event.get("event_ts") or event.get("ts")
    return Incoming(kind, given, _seconds(moment), files=bool(message.get("files")))


def _seconds(stamp: object) -> float:
    try:
        return float(str(stamp))
    except ValueError:
        return 0.0
