"""An old and a new version side by side on one PostgreSQL: each goes on with what the other began.

The new one is this tree with what an upgrade brings: a migration that adds a column and a table,
and a field more in what a check writes down for the time after a crash.
"""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from storage.migrate import known_revisions
from tests.e2e.stage import RUN
from tests.faults.ground import Ground, ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, until
from tests.local_workspace import free_port
from tests.postgres import fresh_database
from tests.slack_person import Person

ROOT = Path(__file__).parents[2]
NEWEST = known_revisions()[-1]
MIGRATION = f'''"""What a later version adds."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{NEWEST}", None, None


def upgrade():
    op.add_column("checks", sa.Column("later", sa.String(32), nullable=True))
    op.create_table("laters", sa.Column("name", sa.String(32), primary_key=True))
'''


def newer_version(folder: Path) -> Path:
    """Make a version of the bot that came later; return where it lies."""
    for package in ("bot", "storage"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    (folder / "storage/migrations/versions/v9999_later.py").write_text(MIGRATION)
    changed(
        folder / "storage" / "tables.py",
        'Column("parent", String(ID), nullable=True),\n',
        'Column("parent", String(ID), nullable=True),\n    Column("later", String(WORD)),\n',
    )
    changed(
        folder / "bot" / "check.py",
        "    parent: str | None = None\n    view_id: str | None = None\n",
        '    parent: str | None = None\n    later: str = "new"\n    view_id: str | None = None\n',
    )
    return folder


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file.name} reads differently now"
    file.write_text(text.replace(old, new), "utf-8")


async def asked(through: Ground, person: Person, marker: str) -> Promise:
    """Let somebody check a draft by one of the versions, and close the window."""
    there = replace(person, events_url=through.person(person.user).events_url)
    await person.close(await checked(through, there, marker))
    return Promise(marker, person.user, "command")


def markers() -> Iterator[str]:
    yield from (f"Their pilots {number:05d}" for number in range(100))


@pytest.mark.e2e
async def test_an_old_and_a_new_version_share_a_database_and_each_others_work(
    tmp_path: Path,
) -> None:
    url, luck = fresh_database(), random.Random(1)  # noqa: S311 -- no secrets
    (tmp_path / "second").mkdir()
    names = markers()
    async with ground(url, tmp_path, luck, takes_its_time(luck, 1.0, 2.0)) as old:
        person = await somebody(old)
        promises = [await asked(old, person, next(names))]
        lives_in = {"PYTHONPATH": str(newer_version(tmp_path / "newer"))}
        settings = {**old.bot.settings, **lives_in, "CHECKPOST_PROMPTS": str(ROOT / "prompts")}
        newer = replace(
            old.bot,
            folder=tmp_path / "second",
            health=free_port(),
            settings=settings,
            program=RUN,  # of its own code
            process=None,
        )
        await newer.start()
        new = replace(old, bot=newer)

        # Each takes up what either put into the queue.
        promises += [await asked(old if n % 2 else new, person, next(names)) for n in range(6)]
        await until(lambda: all(answered(old, each) for each in promises))
        promises.append(await asked(new, person, next(names)))
        newer.kill()
        promises.append(await asked(old, person, next(names)))
        await until(lambda: all(answered(old, each) for each in promises), seconds=60)
        await asyncio.sleep(0.5)  # for what would come twice

        assert [answered(old, each) for each in promises] == [1] * len(promises)
        assert versions(url) == {"9999"}
        assert "Traceback" not in old.bot.said() + newer.said()
        assert old.bot.stop() == 0
        with pytest.raises(AssertionError, match="made by a newer Checkpost"):
            await old.bot.start()


def versions(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT version_num FROM checkpost_schema").fetchall()
        connection.execute("SELECT later FROM checks").fetchall()
    return {row[0] for row in rows}
