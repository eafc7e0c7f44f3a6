"""A process is killed while questions are open, and the next one goes on with them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import create_engine, text

from storage.urls import parse_url
from tests.forked import Program
from tests.postgres import fresh_database
from tests.workflows.asks import SHARED
from tests.workflows.processes import KEY, wait_for

RUNNER = Path(__file__).with_name("ask_runner.py")


class Process:
    """One run of ask_runner.py."""

    def __init__(self, folder: Path, *, seconds: float = 60.0, **given: object) -> None:
        plain = {"asks": "", "answers": "", "waits": "", "slowly": "0", "key": KEY}
        plain |= {"seconds": str(seconds)}
        plain |= {"url": f"sqlite:///{folder}/checkpost.db", "folder": str(folder)}
        plain |= {name: str(value) for name, value in given.items()}
        self.child = Program(RUNNER, json.dumps(plain))

    def __enter__(self) -> Self:
        said = self.child.stdout.readline()
        assert said == "ready\n", self.child.communicate()[1][-2000:]
        return self

    def __exit__(self, *_: object) -> None:
        self.child.kill()
        self.child.communicate()


def carried(folder: Path) -> list[str]:
    return (folder / "carried").read_text("utf-8").splitlines()


@pytest.mark.e2e
def test_a_question_and_its_answer_survive_two_kills(url: str, tmp_path: Path) -> None:
    with Process(tmp_path, url=url, asks="yes"):
        [asked] = wait_for(tmp_path / "carried", 1)
    ask_id = asked.rpartition(" ")[2]

    with Process(tmp_path, url=url, answers=ask_id, slowly=60):
        wait_for(tmp_path / "carried", 2)
    with Process(tmp_path, url=url):
        wait_for(tmp_path / "carried", 3)

    assert carried(tmp_path) == [
        asked,
        "close #legal-help:1",
        "tell U0MIRA Say it without the name 0",
    ]
    engine = create_engine(parse_url(url).url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT by_user, answer FROM decisions")).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("U0HANNE", "change")]


@pytest.mark.e2e
def test_a_wait_that_ended_while_nobody_ran_is_over(tmp_path: Path) -> None:
    with Process(tmp_path, asks="yes", seconds=4.0):
        wait_for(tmp_path / "carried", 1)

    with Process(tmp_path, seconds=4.0):
        found = wait_for(tmp_path / "carried", 4)

    assert [line.split()[0] for line in found[:4]] == ["ask", "remind", "close", "ask"]
    assert found[3].startswith("ask #comms-policy:1")


@pytest.mark.e2e
@pytest.mark.parametrize("dies", [False, True])
def test_of_two_replicas_one_reminds_also_where_the_other_dies_for_good(
    tmp_path: Path, *, dies: bool
) -> None:
    url = fresh_database()
    lives = Process(tmp_path, seconds=2.0, url=url)
    asks = Process(tmp_path, seconds=2.0, url=url, asks="yes")
    with lives, asks:
        wait_for(tmp_path / "carried", 1)
        if dies:
            asks.child.kill()
        wait_for(tmp_path / "carried", 4)
        time.sleep(0.5)  # for what would come twice

    assert [line.split()[0] for line in carried(tmp_path)] == ["ask", "remind", "close", "ask"]


@pytest.mark.e2e
def test_what_was_shared_cannot_be_read_without_the_key(tmp_path: Path) -> None:
    with Process(tmp_path, asks="yes"):
        wait_for(tmp_path / "carried", 1)

    kept = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.name != "carried"}
    for private in (SHARED, "Osprey", "U0MIRA", "May I say this?"):
        assert [name for name, data in kept.items() if private.encode() in data] == []


@pytest.mark.e2e
def test_an_answer_that_two_replicas_are_given_is_heard_once(tmp_path: Path) -> None:
    url = fresh_database()
    with Process(tmp_path, url=url, asks="yes"):
        [asked] = wait_for(tmp_path / "carried", 1)
        ask_id = asked.rpartition(" ")[2]
        with Process(tmp_path, url=url, waits=ask_id), Process(tmp_path, url=url, waits=ask_id):
            wait_for(tmp_path / "carried", 2)
        with Process(tmp_path, url=url, answers=ask_id):
            wait_for(tmp_path / "carried", 4)

    assert carried(tmp_path) == [
        asked,
        "tell U0MIRA The launch moved 0",
        "close #legal-help:1",
        "tell U0MIRA Say it without the name 1",
    ]
