"""What has another shape than Slack's deliveries is turned away; what is only missing is not."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from bot.slack.soundness import is_delivery, reads_sound

PRESSED = {"type": "block_actions", "actions": [{"action_id": "keep"}], "user": {"id": "U1"}}


@pytest.mark.parametrize(
    "delivery",
    [
        PRESSED,
        {**PRESSED, "team": None, "view": None, "channel": None},
        {"type": "event_callback", "event": {"type": "user_change", "user": {"id": "U1"}}},
        {"type": "event_callback", "event": {"type": "message", "user": "U1", "text": "Hi"}},
        {"type": "view_submission", "view": {"type": "modal", "state": {"values": {"draft": {}}}}},
        {  # blocks and actions have names of our own, which mean nothing there
            "type": "view_submission",
            "view": {"type": "modal", "state": {"values": {"value": {"text": {"value": "hi"}}}}},
        },
        {"command": "/checkpost", "text": ""},
    ],
)
def test_what_slack_sends_is_sound(delivery: object) -> None:
    assert is_delivery(delivery)


@pytest.mark.parametrize(
    "delivery",
    [
        None,
        [],
        {**PRESSED, "actions": []},
        {**PRESSED, "actions": ["keep"]},
        {**PRESSED, "actions": [{"action_id": ["keep"]}]},
        {**PRESSED, "user": 7},
        {"type": "event_callback", "event": None},
        {"type": "event_callback", "event": "message"},
        {"type": "view_submission", "view": None},
        {"type": "view_submission", "view": {"type": "modal", "state": {"values": {"draft": []}}}},
        {
            "type": "view_submission",
            "view": {"type": "modal", "state": {"values": {"a": {"b": 1}}}},
        },
        {"type": "view_submission", "view": {"id": "V1"}},
    ],
)
def test_what_slack_never_sends_is_turned_away(delivery: object) -> None:
    assert not is_delivery(delivery)


def test_what_is_nested_without_end_is_turned_away() -> None:
    assert not reads_sound('{"event": ' + "[" * 100_000 + "]" * 100_000 + "}")
    deep: object = {"type": "command"}
    for _ in range(40):
        deep = {"state": deep}
    assert not is_delivery(deep)


@pytest.mark.parametrize("body", ["", "{", "payload=%7B", "nothing to see", "payload=[1]"])
def test_a_body_that_is_no_delivery_is_turned_away(body: str) -> None:
    assert not reads_sound(body)


def test_forms_and_json_are_read_alike() -> None:
    assert reads_sound(json.dumps(PRESSED))
    assert reads_sound(urlencode({"payload": json.dumps(PRESSED)}))
    assert reads_sound(urlencode({"command": "/checkpost", "text": "union & pay"}))
