"""What became of findings when their draft was checked again, in whatever order checks ended."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import permutations

import psycopg
import pytest

from storage.records import FindingRecord
from storage.store import Store
from tests.postgres import fresh_database
from tests.storage.test_store import JONAS, MIRA, actions, check


def found(*rules: str) -> tuple[FindingRecord, ...]:
    return tuple(FindingRecord(rule, "1", "claim", "fix", "rule") for rule in rules)


async def checked(
    store: Store, check_id: str, *rules: str, parent: str | None = None, edited: bool = True
) -> None:
    """Add a check of Mira's that found these rules, as the coach does."""
    added = check(check_id, parent=parent, edited=edited, findings=found(*rules))
    await store.add_check(added)
    await store.mark_chain(check_id, MIRA, frozenset(rules))


async def test_only_findings_that_are_gone_are_marked_fixed(store: Store) -> None:
    await checked(store, "c1", "disclosure", "superlative")

    await checked(store, "c2", "superlative", "hashtag-case", parent="c1")

    assert await actions(store) == {
        "c1 disclosure": "fixed",
        "c1 superlative": None,
        "c2 superlative": None,
        "c2 hashtag-case": None,
    }


async def test_what_is_found_but_kept_with_no_row_of_its_own_is_not_fixed(store: Store) -> None:
    await checked(store, "c1", "hostile")
    await store.add_check(check("c2", parent="c1", findings=found("rival-attack")))

    await store.mark_chain("c2", MIRA, frozenset({"rival-attack", "hostile"}))

    assert await actions(store) == {"c1 hostile": None, "c2 rival-attack": None}


async def test_what_ai_found_is_fixed_only_where_it_read_again(store: Store) -> None:
    claim = replace(found("growth")[0], source="claim")
    await store.add_check(check("c1", findings=(claim, *found("disclosure"))))

    await store.add_check(check("c2", parent="c1", findings=()))
    await store.mark_chain("c2", MIRA, frozenset(), read=False)
    assert await actions(store) == {"c1 growth": None, "c1 disclosure": "fixed"}

    await store.add_check(check("c3", parent="c1", findings=()))
    await store.mark_chain("c3", MIRA, frozenset(), read=True)
    assert await actions(store) == {"c1 growth": "fixed", "c1 disclosure": "fixed"}


async def test_nothing_of_a_text_that_is_as_it_was_is_fixed(store: Store) -> None:
    await checked(store, "c1", "too-long", "disclosure")

    await checked(store, "c2", parent="c1", edited=False)

    assert set((await actions(store)).values()) == {None}


@pytest.mark.parametrize("late", ["kept", None])
async def test_an_answer_to_a_finding_of_a_text_that_is_as_it_was_fixes_nothing(
    store: Store, late: str | None
) -> None:
    await checked(store, "c1", "too-long", "disclosure")
    await store.mark_action("c1", MIRA, "too-long", 0, "not_relevant")
    await checked(store, "c2", "disclosure", parent="c1", edited=False)

    await store.mark_action("c1", MIRA, "too-long", 0, late)

    assert await actions(store) == {
        "c1 too-long": late,
        "c1 disclosure": None,
        "c2 disclosure": None,
    }


async def test_a_clear_check_marks_everything_fixed(store: Store) -> None:
    await checked(store, "c1", "disclosure", "superlative")

    await checked(store, "c2", parent="c1")

    assert set((await actions(store)).values()) == {"fixed"}


async def test_nobody_marks_findings_of_another_person(store: Store) -> None:
    await checked(store, "c1", "disclosure")
    await store.add_check(check("c2", author_key=JONAS, parent="c1", findings=()))

    await store.mark_chain("c2", JONAS, frozenset())

    assert await actions(store) == {"c1 disclosure": None}


async def test_what_the_author_said_of_a_finding_stands_unless_they_kept_it(store: Store) -> None:
    await checked(store, "c1", "a", "b", "c")
    for rule, said in (("a", "rule_wrong"), ("b", "not_relevant"), ("c", "kept")):
        await store.mark_action("c1", MIRA, rule, 0, said)

    await checked(store, "c2", parent="c1")

    assert await actions(store) == {"c1 a": "rule_wrong", "c1 b": "not_relevant", "c1 c": "fixed"}


async def test_a_fix_that_was_put_back_is_none(store: Store) -> None:
    await checked(store, "c1", "disclosure", "superlative")
    await checked(store, "c2", parent="c1")
    await checked(store, "c3", parent="c2")

    await checked(store, "c4", "disclosure", parent="c3")

    assert await actions(store) == {
        "c1 disclosure": None,
        "c1 superlative": "fixed",
        "c4 disclosure": None,
    }


async def test_a_fix_that_was_put_back_and_made_again_counts_once(store: Store) -> None:
    for check_id, rules, parent in (
        ("c1", ["disclosure"], None),
        ("c2", [], "c1"),
        ("c3", ["disclosure"], "c2"),
        ("c4", [], "c3"),
    ):
        await checked(store, check_id, *rules, parent=parent)

    assert await actions(store) == {"c1 disclosure": None, "c3 disclosure": "fixed"}


# By the number of a check: what it found, the one before it, and whether its text is another.
EDITED = {
    "1": (["disclosure", "superlative"], None, True),
    "2": (["superlative"], "1", True),
    "3": (["disclosure"], "2", True),
    "4": (["typo"], "3", True),
}
EDITED_ENDED = {
    "1 disclosure": None,
    "1 superlative": None,
    "2 superlative": "fixed",
    "3 disclosure": "fixed",
    "4 typo": None,
}
PARTLY = {
    "1": (["too-long", "disclosure"], None, True),
    "2": (["disclosure"], "1", False),
    "3": (["typo"], "2", True),
    "4": ([], "3", False),
}
PARTLY_ENDED = {
    "1 too-long": None,
    "1 disclosure": None,
    "2 disclosure": "fixed",
    "3 typo": None,
}
# Two checks continue the same one: where two windows show it.
FORKED = {
    "1": (["disclosure", "superlative"], None, True),
    "2": ([], "1", True),
    "3": (["disclosure"], "1", True),
    "4": (["disclosure"], "1", False),
}
FORKED_ENDED = {
    "1 disclosure": None,
    "1 superlative": "fixed",
    "3 disclosure": None,
    "4 disclosure": None,
}


@pytest.mark.parametrize("first", ["kept", "not_relevant"])
@pytest.mark.parametrize("late", ["kept", None])
async def test_what_is_said_or_taken_back_of_a_fixed_finding_leaves_it_fixed(
    store: Store, first: str, late: str | None
) -> None:
    await checked(store, "c1", "disclosure", "superlative")
    await store.mark_action("c1", MIRA, "disclosure", 0, first)
    await checked(store, "c2", "superlative", parent="c1")

    assert await store.mark_action("c1", MIRA, "disclosure", 0, late)
    assert await store.mark_action("c1", MIRA, "superlative", 0, late)

    assert await actions(store) == {
        "c1 disclosure": "fixed",
        "c1 superlative": late,
        "c2 superlative": None,
    }


@pytest.mark.parametrize(
    ("chain", "ended"),
    [(EDITED, EDITED_ENDED), (PARTLY, PARTLY_ENDED), (FORKED, FORKED_ENDED)],
    ids=["edited", "partly edited", "forked"],
)
async def test_checks_that_end_in_another_order_leave_the_same(
    store: Store,
    chain: dict[str, tuple[list[str], str | None, bool]],
    ended: dict[str, str | None],
) -> None:
    orders = ["".join(order) for order in permutations("1234")]
    for order in orders:
        for number in order:
            rules, parent, edited = chain[number]
            before = f"{order} {parent}" if parent else None
            await checked(store, f"{order} {number}", *rules, parent=before, edited=edited)

    assert await actions(store) == {
        f"{order} {finding}": action for order in orders for finding, action in ended.items()
    }


async def test_two_replicas_that_mark_one_chain_at_once_do_so_one_after_the_other() -> None:
    store = await Store.open(url := fresh_database())
    await checked(store, "c1", "disclosure")
    await store.add_check(check("c2", parent="c1", findings=()))
    held = psycopg.connect(url)
    held.execute("SELECT 1 FROM findings FOR UPDATE")
    with psycopg.connect(url, autocommit=True) as looking:
        # It has read that nothing comes after it, and cannot write yet.
        second = asyncio.create_task(store.mark_chain("c2", MIRA, frozenset()))
        await until_waiting(looking, 1)
        third = asyncio.create_task(checked(store, "c3", "disclosure", parent="c2"))
        await until_waiting(looking, 2, third)
    held.close()
    await asyncio.gather(second, third)

    assert await actions(store) == {"c1 disclosure": None, "c3 disclosure": None}
    await store.close()


async def until_waiting(
    looking: psycopg.Connection, many: int, task: asyncio.Task[None] | None = None
) -> None:
    """Wait until so many connections wait for others, or the task has ended without."""
    waiting = "SELECT count(*) FROM pg_stat_activity"
    waiting += " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    async with asyncio.timeout(20.0):  # a deadline and no measurement
        while looking.execute(waiting).fetchone() != (many,):
            if task and task.done():
                return
            await asyncio.sleep(0.01)
