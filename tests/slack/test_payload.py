from __future__ import annotations

from typing import Any

import pytest

from bot.slack.payload import given
from bot.slack.typed import unescape
from bot.verdict import Platform


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("&amp;amp;", "&amp;"),
        ("&quot; &#39;", "&quot; &#39;"),
    ],
)
def test_a_commands_text_is_unescaped_once(sent: str, typed: str) -> None:
    assert unescape(sent) == typed


@pytest.mark.parametrize(
    ("body", "team"),
    [
        ({"team_id": "T1"}, "T1"),
        ({"team": {"id": "T1"}}, "T1"),
        ({"team_id": "T1", "enterprise_id": "E1"}, "E1"),
        ({"team": None, "enterprise": {"id": "E1"}}, "E1"),
        ({"team_id": "T1", "context_enterprise_id": "E1"}, "E1"),
        ({"team_id": "T1", "authorizations": [{"enterprise_id": "E1", "team_id": "T1"}]}, "E1"),
        ({"team_id": "T1", "authorizations": [{"enterprise_id": None}]}, "T1"),
        ({"team_id": "T1", "authorizations": []}, "T1"),
        ({"team": {"id": "T1", "enterprise_id": "E1"}}, "E1"),
        ({"team": None, "user": {"id": "U1", "team_id": "T1"}}, "T1"),
        ({"team": None}, None),
    ],
)
def test_a_persons_team_is_the_same_in_every_payload(body: dict[str, Any], team: str) -> None:
    assert given(body).team == team


def test_a_delivery_without_a_trigger_is_known_by_all_that_is_in_it() -> None:
    typed = {"command": "/checkpost", "user_id": "U1", "text": "The tide is in"}

    named = {given(body).delivery for body in (typed, dict(typed), {**typed, "text": "It is out"})}

    assert len(named) == 2


def test_a_press_on_a_message_is_known_without_its_container() -> None:
    pressed = given(
        {
            "type": "block_actions",
            "channel": {"id": "D1"},
            "message": {"ts": "2.0", "thread_ts": "1.0"},
            "actions": [{"action_id": "keep"}],
        }
    )

    assert (pressed.channel, pressed.message, pressed.thread) == ("D1", "2.0", "1.0")
    assert pressed.in_conversation


def view(initial: str | None, typed: dict[str, Any] | None) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "draft"}
    if initial is not None:
        element["initial_value"] = initial
    values = {} if typed is None else {"draft": {"draft": typed}}
    block = {"type": "input", "block_id": "draft", "element": element}
    return {"id": "V1", "blocks": [block], "state": {"values": values}}


@pytest.mark.parametrize(
    ("kind", "initial", "typed", "draft"),
    [
        ("view_submission", "before", {"value": "now"}, "now"),
        ("view_submission", "before", {"value": ""}, ""),
        ("view_submission", "before", {"value": None}, "before"),
        ("view_submission", "before", None, "before"),
        ("view_submission", None, None, ""),
        ("block_actions", "before", {"value": "now"}, "now"),
        ("block_actions", "before", {"value": None}, ""),  # the author emptied it
        ("block_actions", "before", None, "before"),
    ],
)
def test_the_draft_is_what_stands_in_the_input(
    kind: str, initial: str | None, typed: dict[str, Any] | None, draft: str
) -> None:
    seen = given({"type": kind, "view": view(initial, typed)}).seen

    assert seen is not None
    assert seen.draft == draft


def test_a_window_without_the_input_has_no_draft() -> None:
    seen = given({"type": "block_actions", "view": {"id": "V1", "blocks": []}}).seen

    assert seen is not None
    assert (seen.draft, seen.platform, seen.chain) == (None, Platform.OTHER, None)


@pytest.mark.parametrize("metadata", ["", "no json", "[1]", '{"other": 1}'])
def test_metadata_that_makes_no_sense_is_no_chain(metadata: str) -> None:
    seen = given({"view": {"id": "V1", "private_metadata": metadata}}).seen

    assert seen is not None
    assert seen.chain is None


def test_a_delivery_without_a_trigger_is_told_from_others() -> None:
    first = given({"view": {"id": "V1", "hash": "h1"}, "actions": [{"action_ts": "1"}]})
    second = given({"view": {"id": "V1", "hash": "h1"}, "actions": [{"action_ts": "2"}]})

    assert first.delivery != second.delivery
