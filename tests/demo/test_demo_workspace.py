"""The demo's people and channels, and whether they fit the organisation file."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.demo.people import BOT_ID, CHANNELS, COMMS, PEOPLE
from bot.demo.workspace import make_access, workspace_config

_RULES = Path(__file__).resolve().parents[2] / "rules" / "organization.yaml"


def test_every_channel_the_organisation_names_is_there_to_ask_in() -> None:
    company = yaml.safe_load(_RULES.read_text(encoding="utf-8"))
    named = {*company["contacts"].values(), *company["channels"].values()}
    assert named <= {f"#{channel.name}" for channel in CHANNELS}


def test_the_channel_of_the_comms_team_is_private() -> None:
    config = workspace_config(make_access(3000))
    channels = config["channels"]
    assert isinstance(channels, list)
    (comms,) = [channel for channel in channels if channel["name"] == "comms-policy"]
    assert comms["is_private"]
    assert set(comms["members"]) == {*COMMS, BOT_ID}


def test_ids_are_unique() -> None:
    ids = [thing.id for thing in (*PEOPLE, *CHANNELS)]
    assert len(ids) == len(set(ids))


def test_the_bot_is_reached_over_socket_mode_unless_an_address_is_given() -> None:
    access = make_access(3000)
    socket, http = (
        workspace_config(access, request_url=url)["app"]
        for url in (None, "http://127.0.0.1:8080/slack/events")
    )
    assert isinstance(socket, dict)
    assert isinstance(http, dict)
    assert (socket["mode"], http["mode"]) == ("socket", "events")
    assert http["requestUrl"] == "http://127.0.0.1:8080/slack/events"


def test_credentials_are_new_each_time_and_never_shown() -> None:
    first, second = make_access(3000), make_access(3000)
    assert first.bot_token != second.bot_token
    assert first.bot_token not in repr(first)
    assert first.bot_token.startswith("xoxb-")
    assert first.app_token.startswith("xapp-")
