"""Alerts about things: from five people on, once, and without a trace of who or what they wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.alerts import ENOUGH, KEEP_SIGHTINGS, Once, Watch
from bot.check import Asked, Surface
from bot.keys import Keys
from bot.policy.entities.suspects import suspects
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft
from storage.store import Store
from tests.fakes import FakeSightings
from tests.policy.writing import COMPANY, live, ruleset
from tests.postgres import fresh_database

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
FAKE = "Refunds at https://paypa1.com/x?id=7"
CRISIS = "We had a data breach"
LISTED = COMPANY.replace("lists:\n", 'lists:\n  crisis_words: ["data breach", evacuat*]\n')
SHORT = live("kind: detect\nentities: [url_shortener]", '"https://bit.ly/3x"', topic="link-safety")


@dataclass
class FakeAlarms:
    """Remembers what it told; an exception in `failures` is raised first."""

    told: list[str] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    async def host(self, host: str) -> None:
        self._tell(host)

    async def crisis(self) -> None:
        self._tell("crisis")

    def _tell(self, what: str) -> None:
        if self.failures:
            raise self.failures.pop()
        self.told.append(what)


@dataclass
class Watching:
    """A watch over a database, with Brightwater's rules."""

    store: Store
    keys: Keys
    rules: RuleSet
    watch: Watch
    alarms: FakeAlarms
    now: datetime = NINE

    async def check(self, person: int, draft: str, at: datetime | None = None) -> None:
        self.now = at or self.now
        given = Draft(draft)
        reading = self.rules.read(given, self.now)
        asked = Asked(
            check_id="c1",
            delivery="d1",
            user=f"U{person}",
            team="T1",
            draft=given,
            reading=reading,
            surface=Surface.COMMAND,
            at=self.now,
        )
        await self.watch.saw(asked, self.keys.author_key("T1", f"U{person}"))

    async def rows(self) -> str:
        return await self.store.read(
            lambda connection: str(
                [
                    *connection.execute(text("SELECT * FROM sightings")),
                    *connection.execute(text("SELECT * FROM told")),
                ]
            )
        )


def watching_over(store: Store, keys: Keys, rules: RuleSet) -> Watching:
    alarms = FakeAlarms()
    once = Once(store, lambda: made.now)
    watch = Watch(store=store, keys=keys, once=once, alarms=alarms, rules=lambda: rules)
    made = Watching(store, keys, rules, watch, alarms)
    return made


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    return ruleset(tmp_path_factory.mktemp("rules"), SHORT, company=LISTED)


@pytest.fixture(params=["sqlite", "postgresql"])
async def bench(
    request: pytest.FixtureRequest, tmp_path: Path, rules: RuleSet
) -> AsyncIterator[Watching]:
    sqlite = f"sqlite:///{tmp_path}/checkpost.db"
    store = await Store.open(sqlite if request.param == "sqlite" else fresh_database())
    yield watching_over(store, Keys(["k" * 32], b"s" * 32), rules)
    await store.close()


async def test_the_fifth_person_with_the_same_host_is_an_alert_and_the_sixth_is_none(
    bench: Watching,
) -> None:
    for person in range(ENOUGH - 1):
        await bench.check(person, FAKE)
        await bench.check(person, FAKE)
    before = list(bench.alarms.told)

    for person in range(ENOUGH - 1, ENOUGH + 3):
        await bench.check(person, f"Look: paypa1.com/{person}")

    assert before == []
    assert bench.alarms.told == ["paypa1.com"]


async def test_neither_a_host_nor_a_word_of_a_draft_is_kept(bench: Watching) -> None:
    for person in range(ENOUGH):
        await bench.check(person, f"{FAKE} {CRISIS}")

    rows = await bench.rows()
    assert "paypa1" not in rows
    assert "breach" not in rows
    assert rows.count("'host'") == ENOUGH


async def test_a_guarded_check_never_counts(bench: Watching) -> None:
    with structlog.testing.capture_logs() as logged:
        for person in range(ENOUGH):
            await bench.check(person, f"Our union is at paypa1.com, after a data breach {person}")

    assert bench.alarms.told == []
    assert await bench.rows() == "[]"
    assert logged == []


async def test_what_was_seen_a_week_ago_counts_no_more_and_is_deleted(bench: Watching) -> None:
    for person in range(ENOUGH - 1):
        await bench.check(person, FAKE)

    await bench.check(ENOUGH, FAKE, NINE + KEEP_SIGHTINGS + HOUR)
    await bench.store.delete_sightings_before(NINE + HOUR)

    assert bench.alarms.told == []
    assert (await bench.rows()).count("'host'") == 1


async def test_the_same_host_is_told_again_after_seven_days(bench: Watching) -> None:
    later = NINE + KEEP_SIGHTINGS + HOUR
    for at in (NINE, later):
        for person in range(ENOUGH):
            await bench.check(person, FAKE, at)

    assert bench.alarms.told == ["paypa1.com"] * 2


async def test_an_alert_that_could_not_be_told_is_told_with_the_next_check(
    bench: Watching,
) -> None:
    bench.alarms.failures.append(RuntimeError(FAKE))
    for person in range(ENOUGH + 1):
        await bench.check(person, FAKE)

    assert bench.alarms.told == ["paypa1.com"]


async def test_five_people_with_a_crisis_word_in_an_hour_are_an_alert_once_a_day(
    bench: Watching,
) -> None:
    for person in range(ENOUGH + 2):
        await bench.check(person, CRISIS)
    for person in range(ENOUGH):
        await bench.check(person, CRISIS, NINE + 2 * HOUR)

    assert bench.alarms.told == ["crisis"]


async def test_people_spread_over_hours_are_no_crisis(bench: Watching) -> None:
    for person in range(ENOUGH * 2):
        await bench.check(person, CRISIS, NINE + person * HOUR)

    assert bench.alarms.told == []


async def test_words_that_are_usual_are_no_crisis(bench: Watching) -> None:
    for hour in range(72):
        for person in range(4):
            await bench.check(person, CRISIS, NINE + hour * HOUR)

    for person in range(ENOUGH):
        await bench.check(person, CRISIS, NINE + 73 * HOUR)

    assert bench.alarms.told == []


async def test_a_forgotten_person_counts_no_more(bench: Watching) -> None:
    for person in range(ENOUGH - 1):
        await bench.check(person, FAKE)
    key = bench.keys.author_key("T1", "U0")

    held = (await bench.store.held(key)).rows["sightings"]
    await bench.store.forget(key)
    await bench.check(ENOUGH, FAKE)

    assert held == 1
    assert bench.alarms.told == []
    assert (await bench.store.held(key)).rows["sightings"] == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 30 * 24)), max_size=25))
async def test_no_alert_ever_comes_from_fewer_than_five_people_in_a_week(
    rules: RuleSet, checks: list[tuple[int, int]]
) -> None:
    store = cast("Store", FakeSightings())
    bench = watching_over(store, Keys(["k" * 32], b"s" * 32), rules)
    seen: list[tuple[int, datetime]] = []
    for person, hours in sorted(checks, key=lambda each: each[1]):
        at = NINE + hours * HOUR
        seen.append((person, at))
        before = len(bench.alarms.told)
        await bench.check(person, FAKE, at)
        lately = {who for who, when in seen if when >= at - KEEP_SIGHTINGS}
        assert len(bench.alarms.told) == before or len(lately) >= ENOUGH


async def test_news_is_told_once_by_two_replicas_and_again_when_it_changed(
    bench: Watching,
) -> None:
    told: list[str] = []
    replicas = [Once(bench.store, lambda: NINE), Once(bench.store, lambda: NINE)]
    for state in ("broken", "well", "broken"):
        for once in replicas:

            async def tell(state: str = state) -> None:
                told.append(state)

            await once.tell("rules", state, timedelta(days=1), tell)

    assert told == ["broken", "well", "broken"]


async def test_news_is_rather_told_twice_than_lost() -> None:
    store, told = FakeSightings(), list[str]()
    store.away = True

    async def tell() -> None:
        told.append("told")

    await Once(store, lambda: NINE).tell("rules", "well", HOUR, tell)

    assert told == ["told"]


@pytest.mark.parametrize(
    ("draft", "warned_of", "found"),
    [
        ("https://me:pw@paypa1.com:80/x", [], ("paypa1.com",)),
        ("x", ["https://ana:tide@Example.org/board"], ("example.org",)),
        ("x", ["http://93.184.216.34:8080/login"], ("93.184.216.34",)),
        ("x", ["https://bit.ly/3xYz"], ("bit.ly/3xYz",)),
        ("x", ["http://[::1]/"], ()),
        ("https://brightwater.example", [], ()),
        ("x", ["", "  "], ()),
    ],
)
def test_a_suspicious_address_is_named_without_what_it_carries(
    rules: RuleSet, draft: str, warned_of: list[str], found: tuple[str, ...]
) -> None:
    assert suspects(draft, warned_of, rules.organisation) == found
