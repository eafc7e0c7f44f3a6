"""Whatever a delivery holds, the door says whether it is sound, and what is sound can be read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.slack.fetching import is_slacks
from bot.slack.incoming import incoming
from bot.slack.payload import given as read
from bot.slack.soundness import _KINDS, is_delivery, reads_sound
from bot.slack.typed import as_typed, unescape
from tests.spoiling import spoiled

FIELDS = (
    *_KINDS,
    *("actions", "type", "private_metadata", "initial_option", "initial_value", "selected_option"),
    *(
        "selected_date",
        "selected_user",
        "mimetype",
        "element",
        "optional",
        "enterprise_id",
        "blocks",
    ),
)
WORDS = ("block_actions", "view_submission", "message_action", "input", "modal", "home", "D1", "{}")
texts = st.sampled_from((*WORDS, "", "message_changed", "im", "[[[", "image/png")) | st.text(
    max_size=10
)
things = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS) | texts, inner, max_size=6)
    ),
    max_leaves=6,
)
bodies = st.dictionaries(st.sampled_from(FIELDS), things, max_size=4)
MANY = settings(max_examples=300)
SOME = settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])

PRESSED: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "trigger_id": "1.2",
    "actions": [{"action_id": "fix", "value": "1", "selected_option": {"value": "x"}}],
    "container": {"message_ts": "1.1", "thread_ts": "1.0", "channel_id": "D1"},
    "view": {
        "id": "V1",
        "type": "modal",
        "hash": "h",
        "private_metadata": '{"chain": "c1"}',
        "blocks": [{"type": "input", "block_id": "draft", "element": {"action_id": "draft"}}],
        "state": {"values": {"draft": {"draft": {"type": "plain_text_input", "value": "Tide"}}}},
    },
}
SAID: dict[str, Any] = {
    "type": "event_callback",
    "event_id": "Ev1",
    "team_id": "T1",
    "event": {
        "type": "message",
        "subtype": "message_changed",
        "channel": "D1",
        "channel_type": "im",
        "event_ts": "2.0",
        "message": {"user": "U1", "ts": "1.0", "text": "Tide", "files": [{"id": "F1"}]},
        "previous_message": {"user": "U1", "ts": "1.0", "text": "Tides"},
    },
}


@st.composite
def bent(draw: st.DrawFn, whole: dict[str, Any]) -> dict[str, Any]:
    """Put something else in place of one part of a delivery, however deep it lies."""
    copy: dict[str, Any] = json.loads(json.dumps(whole))
    place: Any = copy
    while True:
        inner = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw(st.sampled_from(inner))
        if not isinstance(place[key], dict | list) or not place[key] or draw(st.booleans()):
            place[key] = draw(things)
            return copy
        place = place[key]


@SOME
@given(body=bodies | bent(PRESSED) | bent(SAID))
@example(body=PRESSED)
@example(body=SAID)
def test_what_the_door_lets_in_can_be_read(body: dict[str, Any]) -> None:
    assume(is_delivery(body))

    told = read(body)
    message = incoming(body)

    assert isinstance(told.delivery, str)
    assert message is None or message.given.channel


@MANY
@given(
    body=st.text(max_size=60)
    | things.map(json.dumps)
    | things.map(lambda thing: urlencode({"payload": json.dumps(thing)}))
    | spoiled(json.dumps(PRESSED, indent=0))
)
@example(body='{"a": ' + "[" * 100_000)
@example(body="payload=" + "[" * 100_000)
def test_the_door_answers_whatever_stands_there(body: str) -> None:
    assert reads_sound(body) in {True, False}


@MANY
@given(text=st.text(max_size=60) | spoiled("<@U1|mira> &amp;lt; <https://a.example|a> <!here>"))
def test_any_text_of_slacks_is_read(text: str) -> None:
    assert isinstance(as_typed(unescape(text)), str)


@MANY
@given(address=st.text(max_size=40) | spoiled("https://files.slack.com/files-pri/T1-F1/a.png", 1))
@example(address="https://[::1")
@example(address="https://files.slack.com:99999999/a")
def test_no_address_of_a_file_breaks_the_look_at_its_host(address: str) -> None:
    assert is_slacks(address, "https://slack.com/api/") in {True, False}
