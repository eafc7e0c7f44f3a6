"""The store on SQLite and on PostgreSQL: the same code, the same answers."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.migrate import prepare_file
from storage.people import KEYED
from storage.records import (
    AttemptRecord,
    AuthorRecord,
    CheckRecord,
    Counts,
    DecisionRecord,
    FindingRecord,
    StepRecord,
)
from storage.schema import metadata
from storage.store import Store
from storage.tables import about_people
from storage.urls import DatabaseUrl, parse_url

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
MIRA = "a1" * 32
JONAS = "b2" * 32
AI = "api.openai.example"


def check(check_id: str = "c1", **changes: object) -> CheckRecord:
    plain = CheckRecord(
        check_id=check_id,
        hour=NINE,
        author_key=MIRA,
        platform="linkedin",
        purpose="post",
        surface="command",
        verdict="fix",
        ruleset="sha256:1",
        review_status="ok",
        findings=(
            FindingRecord("employee-disclosure", "3", "disclosure", "fix", "rule"),
            FindingRecord("superlative", "1", "claim", "polish", "rule"),
        ),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test's shorthand


async def actions(store: Store) -> dict[str, str | None]:
    """What is known of every finding, by check and rule."""
    wanted = text("SELECT check_id, rule, action FROM findings")
    found = await store.read(lambda connection: connection.execute(wanted).all())
    return {f"{row.check_id} {row.rule}": row.action for row in found}


async def test_nobody_has_chosen_anything_at_first(store: Store) -> None:
    assert await store.author(MIRA) is None


async def test_the_first_acceptance_of_the_deal_stands(store: Store) -> None:
    await store.accept_deal(MIRA, NINE, AI)
    await store.accept_deal(MIRA, NINE + timedelta(days=3), AI)

    assert await store.author(MIRA) == AuthorRecord(MIRA, accepted_at=NINE, ai_host=AI)


async def test_the_last_host_that_a_deal_named_stands(store: Store) -> None:
    for host in (AI, "ai.elsewhere.example", ""):
        await store.accept_deal(MIRA, NINE, host)

    assert await store.author(MIRA) == AuthorRecord(MIRA, NINE, ai_host="ai.elsewhere.example")


async def test_a_language_is_chosen_and_let_go_of_again(store: Store) -> None:
    assert await store.language(MIRA) == ""

    await store.set_preferences(MIRA, language="pt")
    assert await store.language(MIRA) == "pt"

    await store.set_preferences(MIRA, language="")
    assert await store.author(MIRA) == AuthorRecord(MIRA)


async def test_a_moment_comes_back_in_utc_whatever_zone_it_had(store: Store) -> None:
    ten = datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=1)))
    await store.accept_deal(MIRA, ten, AI)

    author = await store.author(MIRA)

    assert author is not None
    assert author.accepted_at == NINE
    assert author.accepted_at.tzinfo is UTC


async def test_a_choice_leaves_the_other_choices_alone(store: Store) -> None:
    await store.set_preferences(MIRA, ai_review=False)
    await store.accept_deal(MIRA, NINE, AI)
    await store.set_preferences(MIRA, messages=False)
    await store.set_preferences(JONAS, messages=False)

    chosen = AuthorRecord(MIRA, NINE, ai_review=False, messages=False, ai_host=AI)
    assert await store.author(MIRA) == chosen
    assert await store.author(JONAS) == AuthorRecord(JONAS, messages=False)


async def test_a_check_stored_again_changes_nothing(store: Store) -> None:
    await store.add_check(check())
    await store.mark_action("c1", MIRA, "superlative", 0, "kept")
    await store.add_check(check(verdict="clear", findings=()))

    assert await store.counts() == Counts(checks=1, findings=2, authors=0, oldest=NINE)
    assert (await actions(store))["c1 superlative"] == "kept"


async def test_a_check_without_findings_is_stored(store: Store) -> None:
    await store.add_check(check(findings=()))

    assert await store.counts() == Counts(checks=1, findings=0, authors=0, oldest=NINE)


@pytest.mark.parametrize("number", [0, 1])
async def test_one_finding_is_marked_by_its_rule_and_number(store: Store, number: int) -> None:
    twice = FindingRecord("superlative", "1", "claim", "polish", "rule")
    await store.add_check(check(findings=(*check().findings, twice)))

    assert await store.mark_action("c1", MIRA, "superlative", number, "kept")

    wanted = text("SELECT action FROM findings ORDER BY position")
    found = await store.read(lambda connection: [*connection.scalars(wanted)])
    assert found == [None, *("kept" if place == number else None for place in (0, 1))]


@pytest.mark.parametrize(
    ("check_id", "author", "rule", "number"),
    [
        ("c2", MIRA, "superlative", 0),
        ("c1", JONAS, "superlative", 0),
        ("c1", MIRA, "hashtag-case", 0),
        ("c1", MIRA, "superlative", 1),
    ],
)
async def test_nothing_is_marked_that_is_not_there_or_not_theirs(
    store: Store, check_id: str, author: str, rule: str, number: int
) -> None:
    await store.add_check(check())

    assert not await store.mark_action(check_id, author, rule, number, "kept")
    assert set((await actions(store)).values()) == {None}


async def test_many_checks_at_once_are_all_stored(store: Store) -> None:
    await asyncio.gather(*(store.add_check(check(f"c{number}")) for number in range(60)))

    assert (await store.counts()).checks == 60


async def test_a_forgotten_person_leaves_no_row_and_others_stay(store: Store) -> None:
    await store.accept_deal(MIRA, NINE, AI)
    await store.accept_deal(JONAS, NINE, AI)
    await store.add_check(check("c1"))
    await store.add_check(check("c2", author_key=JONAS))

    assert await store.forget(MIRA) == 4

    assert await store.author(MIRA) is None
    assert await store.counts() == Counts(checks=1, findings=2, authors=1, oldest=NINE)
    assert await store.forget(MIRA) == 0


async def test_a_mark_is_taken_off_again(store: Store) -> None:
    await store.add_check(check())

    for action in ("kept", None):
        assert await store.mark_action("c1", MIRA, "superlative", 0, action)

    assert await actions(store) == {"c1 employee-disclosure": None, "c1 superlative": None}


async def test_ones_latest_checks_come_newest_first_also_within_an_hour(store: Store) -> None:
    for name in ("zoe", "ann", "max", "bob", "kim", "eve"):
        await store.add_check(check(name))
        await store.add_check(check(f"{name}-jonas", author_key=JONAS))
    await store.add_check(check("later", hour=NINE + timedelta(hours=1)))
    await store.add_check(check("ann"))  # again, after a crash

    latest = await store.recent(MIRA, 5)

    assert [one.check_id for one in latest] == ["later", "eve", "kim", "bob", "max"]
    assert latest[1] == check("eve")


async def test_the_order_of_checks_starts_anew_with_every_hour_and_person(store: Store) -> None:
    for name in ("a", "b"):
        await store.add_check(check(name))
        await store.add_check(check(f"nobody-{name}", author_key=""))
    await store.add_check(check("jonas", author_key=JONAS))
    await store.add_check(check("ten", hour=NINE + timedelta(hours=1)))

    rows = await store.read(
        lambda connection: connection.execute(text("SELECT check_id, number FROM checks")).all()
    )

    assert {row.check_id: row.number for row in rows} == {
        "a": 1, "b": 2, "jonas": 1, "ten": 1, "nobody-a": 1, "nobody-b": 1,
    }  # fmt: skip


async def test_old_checks_go_and_recent_ones_stay(store: Store) -> None:
    await store.add_check(check("old"))
    await store.add_check(check("new", hour=NINE + timedelta(days=2)))

    assert await store.delete_older_than(NINE + timedelta(days=1)) == 3

    later = NINE + timedelta(days=2)
    assert await store.counts() == Counts(checks=1, findings=2, authors=0, oldest=later)


async def test_choices_go_with_the_last_check_of_somebody_who_stopped_coming(store: Store) -> None:
    future = datetime.now(UTC) + timedelta(days=200)
    await store.accept_deal(MIRA, NINE, AI)
    await store.accept_deal(JONAS, NINE, AI)
    await store.add_check(check("c1", author_key=JONAS, hour=future))

    await store.delete_older_than(datetime.now(UTC) + timedelta(days=1))

    assert await store.author(MIRA) is None
    assert await store.author(JONAS) is not None


async def test_the_first_secret_of_a_name_stands(store: Store) -> None:
    assert await store.secret("author_key") is None
    assert await store.keep_secret("author_key", "sealed-1") == "sealed-1"
    assert await store.keep_secret("author_key", "sealed-2") == "sealed-1"


async def test_a_secret_is_replaced_only_by_whoever_knows_what_stands(store: Store) -> None:
    await store.keep_secret("author_key", "sealed-1")

    await store.replace_secret("author_key", "sealed-0", "sealed-9")
    assert await store.secret("author_key") == "sealed-1"

    await store.replace_secret("author_key", "sealed-1", "sealed-2")
    assert await store.secret("author_key") == "sealed-2"


async def test_two_processes_may_open_an_empty_database_at_once(url: str) -> None:
    stores = await asyncio.gather(*(Store.open(url) for _ in range(4)))

    for store in stores:
        await store.ping()
        await store.close()


def test_those_that_begin_the_same_file_together_all_succeed(tmp_path: Path) -> None:
    together = threading.Barrier(4)

    def begin(file: DatabaseUrl) -> None:
        together.wait()
        prepare_file(file)

    # SQLite refuses one in eighty that change the journal together, so this takes many.
    with ThreadPoolExecutor(4) as threads:
        for number in range(60):
            file = parse_url(f"sqlite:///{tmp_path}/{number}.db")
            list(threads.map(begin, [file] * 4))


async def test_what_is_stored_is_there_after_reopening(url: str) -> None:
    first = await Store.open(url)
    await first.add_check(check())
    await first.close()

    second = await Store.open(url)

    assert (await second.counts()).checks == 1
    await second.close()


async def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="time zone"):
        await store.accept_deal(MIRA, datetime(2026, 11, 20), AI)  # noqa: DTZ001 -- that is the point


async def test_what_was_spent_adds_up_by_day_and_survives_a_restart(url: str) -> None:
    today, tomorrow = NINE.date(), NINE.date() + timedelta(days=1)
    first = await Store.open(url)
    await asyncio.gather(*(first.spend(today, 100) for _ in range(5)))
    await first.close()

    second = await Store.open(url)
    await second.spend(today, 2**31)
    spent = [await second.spent(today), await second.spent(tomorrow)]
    await second.delete_older_than(NINE + timedelta(days=1))
    gone = await second.spent(today)
    await second.close()

    assert (spent, gone) == ([500 + 2**31, 0], 0)


def decision(ask_id: str = "ask1", **changes: object) -> DecisionRecord:
    plain = DecisionRecord(
        ask_id, 0, NINE, "#legal-help", "codename", "confidential", "fine", "U0HANNE", JONAS
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test's shorthand


async def test_a_decision_is_kept_once_with_who_and_when(store: Store) -> None:
    await store.add_decision(decision())
    await store.add_decision(decision(answer="wait", by_user="U0RASHID"))
    await store.add_decision(decision(number=1, at=NINE + timedelta(hours=1)))

    assert [(each.number, each.by_user, each.at) for each in await store.decided()] == [
        (1, "U0HANNE", NINE + timedelta(hours=1)),
        (0, "U0HANNE", NINE),
    ]


async def test_who_decided_can_be_forgotten_and_the_companys_answer_stays_until_it_is_old(
    store: Store,
) -> None:
    await store.add_decision(decision())
    await store.add_decision(decision("ask2", by_key=MIRA, at=NINE - timedelta(days=9)))
    await store.add_decision(decision("ask3", by_key=MIRA, at=NINE - timedelta(hours=1)))

    assert await store.forget(JONAS) == 1
    await store.add_decision(decision())  # once more, as after a crash
    assert await store.delete_older_than(NINE - timedelta(days=1)) == 1

    whose = [(each.ask_id, each.by_user, each.by_key) for each in await store.decided()]
    assert whose == [("ask1", "", ""), ("ask3", "U0HANNE", MIRA)]
    assert (await store.held(JONAS)).rows["decisions"] == 0


async def test_every_row_of_a_person_is_read_some_at_a_time_and_nobody_elses(store: Store) -> None:
    for number in range(7):
        hour = NINE - timedelta(hours=number // 2)
        await store.add_check(check(f"c{number}", hour=hour))
        await store.add_watched(f"c{number}", ["on-trial"])
        step = StepRecord(MIRA, "comment", f"topic-{number}", "tagged", NINE.date())
        await store.add_step(step)
    await store.add_check(check("theirs", author_key=JONAS))
    await store.add_decision(decision(by_key=MIRA))
    await store.accept_deal(MIRA, NINE, "")

    told: dict[str, list[dict[str, object]]] = {}
    async for table, rows in store.rows_of(MIRA, at_once=2):
        assert len(rows) <= 2
        told.setdefault(table, []).extend(rows)

    assert {table: len(rows) for table, rows in told.items()} == (await store.held(MIRA)).rows
    ids = [row["check_id"] for row in told["checks"]]
    assert ids == ["c6", "c4", "c5", "c2", "c3", "c0", "c1"], "oldest first"
    assert await store.checks_of(MIRA) == 7


async def test_steps_add_up_by_person_and_day_and_are_forgotten_with_them(store: Store) -> None:
    day, later = date(2026, 11, 20), date(2026, 11, 27)
    step = StepRecord("a1", "question", "client", "unanswered", day)
    for each in (step, step, replace(step, author_key="b2"), replace(step, day=later)):
        await store.add_step(each)

    week = await store.steps_between("question", day, later)
    assert sorted((row.author_key, row.times) for row in week) == [("a1", 2), ("b2", 1)]
    assert await store.steps_between("campaign", day, later) == ()

    assert await store.forget("a1") == 2
    assert [row.author_key for row in await store.steps_between("question", day, later)] == ["b2"]
    assert await store.delete_older_than(datetime(2026, 12, 1, tzinfo=UTC)) == 1


async def test_attempts_are_counted_until_they_end_or_are_set_aside(store: Store) -> None:
    work, step = "check-c1", "1 review"
    for _ in range(2):
        await store.begin_attempt(work, step, NINE)
    await store.begin_attempt("sched-retention-1", step, NINE)
    begun = await store.attempt_at(work, step)
    assert begun == AttemptRecord(work, step, 2, "", NINE)
    assert await store.aside() == ()

    await store.end_attempt("sched-retention-1", step)
    await store.set_aside(work, step, "0a1b2c3d", NINE)
    await store.end_attempt("check-c2", step)

    assert await store.attempt_at("sched-retention-1", step) is None
    assert [(each.work, each.reference) for each in await store.aside()] == [("check", "0a1b2c3d")]
    assert await store.delete_attempts_before(NINE) == 0
    assert await store.delete_attempts_before(NINE + timedelta(seconds=1)) == 1


async def test_of_many_people_those_are_known_of_whom_there_is_any_row(store: Store) -> None:
    await store.accept_deal(MIRA, NINE, AI)
    await store.add_step(StepRecord(JONAS, "rewrite", "", "adopted", NINE.date()))
    others = [f"{number:064d}" for number in range(600)]

    assert await store.known([*others, MIRA, JONAS]) == {MIRA, JONAS}
    await store.forget(MIRA)
    assert await store.known([MIRA, JONAS]) == {JONAS}


def test_every_table_with_somebody_in_it_is_told_of_and_forgotten() -> None:
    persons = {"author_key", "nominee_key", "by_key", "by_user"}
    named = {name for name, table in metadata.tables.items() if persons & set(table.c.keys())}

    assert named == {table.name for table in KEYED}
    assert set(about_people()) == named | {"findings", "watched"}, "by their check"
