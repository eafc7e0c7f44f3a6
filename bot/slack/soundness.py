"""Whether a delivery has the shape that Slack documents, as far as anybody here relies on it.

What is optional may be missing or null anywhere. A field of another kind never comes from Slack,
and Bolt itself breaks over it, so such a delivery is turned away at the door.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

_THING, _NAMED, _LIST, _WORD = (dict,), (dict, str), (list,), (str,)

_KINDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(
        (
            "container",
            "element",
            "event",
            "message",
            "previous_message",
            "selected_option",
            "state",
            "values",
            "view",
            "assistant_thread",
            "context",
            "tokens",
        ),
        _THING,
    ),
    **dict.fromkeys(("channel", "enterprise", "team", "user", "label", "text"), _NAMED),
    **dict.fromkeys(
        ("actions", "attachments", "authorizations", "blocks", "files", "selected_options"), _LIST
    ),
    **dict.fromkeys(
        (
            "action_id",
            "block_id",
            "bot_id",
            "callback_id",
            "channel_id",
            "channel_type",
            "command",
            "event_id",
            "event_ts",
            "hash",
            "id",
            "message_ts",
            "private_metadata",
            "response_url",
            "subtype",
            "tab",
            "team_id",
            "thread_ts",
            "trigger_id",
            "ts",
            "type",
            "user_id",
            "value",
        ),
        _WORD,
    ),
}
_DEEPEST = 30


def reads_sound(body: str) -> bool:
    """Return whether a request's body is JSON, or a form with JSON in it, of the right shape."""
    try:
        if body.lstrip().startswith("{"):
            return is_delivery(json.loads(body))
        form = {name: values[0] for name, values in parse_qs(body, strict_parsing=True).items()}
        told = json.loads(form["payload"]) if "payload" in form else form
        return bool(told) and is_delivery(told)
    except (ValueError, RecursionError):
        return False


def is_delivery(thing: Any) -> bool:  # noqa: ANN401 -- whatever JSON holds
    """Return whether `thing` is sound, and holds what its own type cannot do without."""
    if not isinstance(thing, dict) or not is_sound(thing):
        return False
    match thing.get("type"):
        case "block_actions":
            return any(action.get("action_id") for action in thing.get("actions") or [])
        case "view_submission" | "view_closed":
            return bool((thing.get("view") or {}).get("type"))
        case "event_callback":
            return bool((thing.get("event") or {}).get("type"))
    return True


def is_sound(thing: Any, depth: int = 0) -> bool:  # noqa: ANN401 -- whatever JSON holds
    """Return whether every known field below `thing` is of its kind, or null."""
    if depth > _DEEPEST:
        return False
    if isinstance(thing, list):
        return all(is_sound(each, depth + 1) for each in thing)
    if not isinstance(thing, dict):
        return True
    return all(
        (value is None or isinstance(value, _KINDS.get(name, (object,))))
        and _holds_things(name, value)
        and is_sound(_without_our_names(name, value), depth + 1)
        for name, value in thing.items()
    )


def _holds_things(name: str, value: object) -> bool:
    """Whether a list, or what was typed into a modal, holds objects only."""
    if isinstance(value, list) and _KINDS.get(name) is _LIST:
        return all(isinstance(each, dict) for each in value)
    if name == "values" and isinstance(value, dict):
        return all(
            isinstance(block, dict) and all(isinstance(each, dict) for each in block.values())
            for block in value.values()
        )
    return True


def _without_our_names(name: str, value: object) -> object:
    """Return a modal's state as the elements in it: blocks and actions have names of our own."""
    if name != "values" or not isinstance(value, dict):
        return value
    return [element for block in value.values() for element in block.values()]
