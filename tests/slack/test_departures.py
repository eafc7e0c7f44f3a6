"""Whoever left while the bot did not run is forgotten when it does, and nobody else is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.alerts import Once
from bot.keys import Keys
from bot.slack.client import open_session, web_client
from bot.slack.departures import AT_START, Departures
from bot.slack.directory import Directory
from storage.records import StepRecord
from storage.store import Store
from tests.slack_double import TEAM, SlackDouble

TOKEN = "xoxb-" + "made-up"
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
LOOKED = "users.list"


@dataclass
class Office:
    """A workspace that people leave, and what is kept of them."""

    slack: SlackDouble
    store: Store
    keys: Keys
    departures: Departures
    let_go: list[str]
    now: list[datetime] = field(default_factory=lambda: [NOW])

    async def knows(self, user: str) -> None:
        """Let somebody have used the bot."""
        key = self.keys.author_key(TEAM, user)
        await self.store.accept_deal(key, NOW, "models.example")

    async def is_known(self, user: str) -> bool:
        return bool(await self.store.known([self.keys.author_key(TEAM, user)]))


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    slack = SlackDouble(TOKEN)
    await slack.start()
    slack.page_size = 2
    store = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
    keys = await Keys.open("a-key-for-tests-that-is-long-enough", None, store)
    let_go: list[str] = []
    now = [NOW]

    async def forget(team: str, user: str) -> int:
        let_go.append(f"{team}/{user}")
        return await store.forget(keys.author_key(team, user))

    async with open_session() as session:
        directory = Directory(web_client(TOKEN, slack.base_url, session))
        departures = Departures(
            left=partial(directory.left, 0.0),
            known=store.known,
            author_key=keys.author_key,
            forget=forget,
            once=Once(store, lambda: now[0]),
        )
        yield Office(slack, store, keys, departures, let_go, now)
    await store.close()
    await slack.stop()


async def test_whoever_left_meanwhile_is_forgotten_from_any_page_and_nobody_else(
    office: Office,
) -> None:
    office.slack.names = {"U0MARTA": "Marta", "U0JONAS": "Jonas"}
    office.slack.left = ["U0NEVER", "U0MIRA", "U0LARS", "U0ZOE"]
    for user in ("U0MARTA", "U0MIRA", "U0ZOE"):
        await office.knows(user)
    lars = office.keys.author_key(TEAM, "U0LARS")
    await office.store.add_step(StepRecord(lars, "rewrite", "", "adopted", NOW.date()))

    with capture_logs() as said:
        await office.departures.look(AT_START)

    assert await office.is_known("U0MARTA")
    gone = ["U0LARS", "U0MIRA", "U0ZOE"]
    assert sorted(office.let_go) == [f"{TEAM}/{user}" for user in gone]
    assert [await office.is_known(user) for user in gone] == [False] * 3
    assert len(office.slack.called(LOOKED)) == 3, "page by page"
    [line] = said
    assert (line["event"], line["people"], line["rows"]) == ("departed_forgotten", 3, 3)
    assert not any(user in str(line) for user in gone)


async def test_one_look_an_hour_is_enough_for_all_who_start_and_one_a_day_for_all(
    office: Office,
) -> None:
    for later, again, looks in (
        (timedelta(), AT_START, 1),
        (timedelta(minutes=59), AT_START, 1),
        (timedelta(hours=22), timedelta(hours=23), 1),
        (timedelta(hours=24), timedelta(hours=23), 2),
    ):
        office.now[0] = NOW + later
        await office.departures.look(again)
        assert len(office.slack.called(LOOKED)) == looks, later


@pytest.mark.parametrize("answer", [{"error": "missing_scope"}, {"status": 503}])
async def test_what_slack_does_not_tell_is_asked_again_and_forgets_nobody(
    office: Office, answer: dict[str, object]
) -> None:
    await office.knows("U0MIRA")
    office.slack.left = ["U0MIRA"]
    office.slack.enqueue(LOOKED, answer)

    with capture_logs() as said:
        await office.departures.look(AT_START)
    assert [line["event"] for line in said] == ["departures_unknown"]
    assert await office.is_known("U0MIRA")

    await office.departures.look(timedelta(hours=23))
    assert not await office.is_known("U0MIRA")


async def test_slacks_pace_is_kept_in_the_middle_of_its_list(office: Office) -> None:
    office.slack.left = ["U0LARS", "U0ZOE", "U0MIRA"]
    await office.knows("U0MIRA")
    office.slack.enqueue(LOOKED, {}, {"status": 429, "retry_after": 0})

    await office.departures.look(AT_START)

    assert not await office.is_known("U0MIRA")


async def test_somebody_is_found_under_the_organisation_that_their_workspace_is_in(
    office: Office,
) -> None:
    key = office.keys.author_key("E0BRIGHT", "U0MIRA")
    await office.store.accept_deal(key, NOW, "models.example")
    office.slack.left = ["U0MIRA"]
    office.slack.enterprise = "E0BRIGHT"

    await office.departures.look(AT_START)

    assert not await office.store.known([key])
