"""Somebody whose Slack account is deactivated is forgotten, and nobody else is."""

from __future__ import annotations

import pytest

from storage.problem import StoreProblem
from tests.slack.conftest import Bench
from tests.slack_double import TEAM

MARTA = f"{TEAM}/U0MARTA"


def gone(**changed: object) -> dict[str, object]:
    return {"type": "user_change", "user": {"id": "U0MARTA", "team_id": TEAM, **changed}}


async def test_a_deactivated_person_is_forgotten(bench: Bench) -> None:
    bench.accept()
    assert MARTA in bench.store.authors

    reply = await bench.marta.event(gone(deleted=True))
    await bench.settled()

    assert reply.status == 200
    assert MARTA not in bench.store.authors
    assert bench.let_go == [MARTA], "their open questions go as well"


@pytest.mark.parametrize("user", [{}, {"deleted": False}, {"deleted": True, "id": None}])
async def test_any_other_change_forgets_nobody(bench: Bench, user: dict[str, object]) -> None:
    bench.accept()

    await bench.marta.event(gone(**user))
    await bench.settled()

    assert MARTA in bench.store.authors
    assert bench.let_go == []


async def test_a_database_that_is_away_for_a_moment_is_asked_again(bench: Bench) -> None:
    bench.accept()
    bench.store.enqueue(StoreProblem("The database is away."))

    await bench.marta.event(gone(deleted=True))
    await bench.settled()

    assert MARTA not in bench.store.authors
