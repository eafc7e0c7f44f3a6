from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Which scopes a method needs, from its reference page; None where any token will do.
SCOPES: dict[str, str | tuple[str, ...] | None] = {
    "apps_connections_open": None,
    "auth_test": None,
    # Who may look after the rules: the members of the private comms channel, asked each time.
    "conversations_info": "groups:read",
    "conversations_members": "groups:read",
    # The same, and the digest's channels, which may be open ones.
    "users_conversations": ("groups:read", "channels:read"),
    # A change to the rules is signed with its author's name, for the colleagues who read it later.
    "users_info": "users:read",
    "users_list": "users:read",
    "chat_delete": "chat:write",
    "chat_update": "chat:write",
    "chat_postEphemeral": "chat:write",
    "chat_postMessage": "chat:write",
    # Before a message is sent once more: whether it stands there already. The digest's too.
    "conversations_history": ("im:history", "channels:history", "groups:history"),
    "conversations_open": "im:write",
    # A draft that came as a message is read back from its thread: no copy of it is kept.
    "conversations_replies": "im:history",
    # The agent view: messages to begin with, in the conversation with the bot.
    "assistant_threads_setSuggestedPrompts": "assistant:write",
    # What is kept about a person, sent to them as a file they ask for; the digest's picture.
    # A picture that its author gives the bot to look at; nobody else's, and nothing is kept.
    "files_info": "files:read",
    "files_upload_v2": "files:write",
    "views_open": None,
    "views_publish": None,
    "views_push": None,
    "views_update": None,
}


@pytest.fixture
def manifest() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((ROOT / "manifest.json").read_text("utf-8"))
    return read


def methods_called() -> set[str]:
    """Every attribute in bot/slack that is named like a Web API method."""
    found = set()
    for file in (ROOT / "bot" / "slack").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr.split("_")[0] in {
                *("apps", "auth", "chat", "conversations", "files", "reactions", "users"),
                *("views", "assistant", "bookmarks", "pins", "team", "usergroups"),
            }:
                found.add(node.attr)
    return found


def _scopes(method: str) -> tuple[str, ...]:
    scopes = SCOPES[method] or ()
    return (scopes,) if isinstance(scopes, str) else scopes


def test_every_scope_is_used_and_every_method_has_its_scope(manifest: dict[str, Any]) -> None:
    called = {name for name in methods_called() if "_" in name}

    needed = {scope for name in called for scope in _scopes(name)}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed | {"commands"}
    assert list(manifest["oauth_config"]["scopes"]) == ["bot"]


def test_the_command_arrives_as_it_was_typed(manifest: dict[str, Any]) -> None:
    [command] = manifest["features"]["slash_commands"]

    assert command["command"] == "/checkpost"
    assert command["should_escape"] is False


def test_every_event_has_its_listener(manifest: dict[str, Any]) -> None:
    listeners = ROOT / "bot" / "slack" / "listeners" / "events"
    source = "\n".join(file.read_text("utf-8") for file in listeners.glob("*.py"))

    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        # Messages of every kind of conversation are one type, and only the bot's own is asked for.
        assert f'app.event("{event.removesuffix(".im")}"' in source


# Least and most characters, or entries, by where they stand; `[]` is every entry of a list.
LIMITS = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (175, 4_000),
    "features.bot_user.display_name": (1, 80),
    "features.agent_view.agent_description": (1, 300),
    "features.slash_commands": (1, 50),
    "features.slash_commands[].command": (2, 32),
    "features.slash_commands[].description": (1, 2_000),
    "features.slash_commands[].usage_hint": (1, 1_000),
    "features.shortcuts": (1, 10),
    "features.shortcuts[].name": (1, 24),
    "features.shortcuts[].callback_id": (1, 255),
    "features.shortcuts[].description": (1, 150),
    "oauth_config.scopes.bot": (1, 255),
    "settings.event_subscriptions.bot_events": (1, 100),
}


def standing_at(place: str, node: dict[str, Any]) -> list[Any]:
    """Return everything that stands at a place of the manifest."""
    name, _, rest = place.partition(".")
    below = node[name.removesuffix("[]")]
    entries = below if name.endswith("[]") else [below]
    return [each for one in entries for each in standing_at(rest, one)] if rest else entries


@pytest.mark.parametrize(("place", "limits"), LIMITS.items())
def test_the_manifest_keeps_slacks_limits(
    manifest: dict[str, Any], place: str, limits: tuple[int, int]
) -> None:
    """As Slack's published schema has them: github.com/slackapi/manifest-schema, version 2.0.0.

    No package carries that; `make types` holds keys, kinds, scopes and events to the types of
    @slack/web-api, which know no lengths.
    """
    least, most = limits

    assert [each for each in standing_at(place, manifest) if not least <= len(each) <= most] == []


def test_an_agent_is_reached_by_socket_messages_and_buttons(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False
    assert "assistant_view" not in manifest["features"]
