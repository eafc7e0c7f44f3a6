"""What people do all day leaves no word of theirs in PostgreSQL's files, nor who did it.

The real bot at its most talkative, on a real server: a check, a word about a rule, a question to a
channel and its answer, a reply, a question to the policy, a picture, the digest, a model that fails
and a kill. Then the database's own files, the write-ahead log that was written meanwhile, the
server's log and the bot's folder are searched byte by byte.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bot.digest.synthetic import fill
from storage.store import Store
from tests.digest.made import shipped
from tests.e2e.disk import traces
from tests.faults.ground import OWNERS, Ground, ground
from tests.faults.promises import window
from tests.faults.scene import until
from tests.faults.test_leaves_nothing import Model
from tests.pictures.made import photo
from tests.postgres import fresh_database
from tests.slack_person import Person, read

_WHO, _NAME = "U0QUILLON", "Quillon Ambrosine"
_SAID = "Project Heron launches on Monday, says Zyxtherine Quorvath. Try Tidewatch"
_COMMENT = "my gazebo of oxblood never came"
_REPLY = "Sorry about the oxblood! Send us a message, Zyxtherine will look."
_ASKED = "ask May I name Zyxtherine Quorvath of the oxblood gazebo in a post?"
_NEEDLES = {"Zyxtherine", "Quorvath", "oxblood", "gazebo", "Quillon", "Ambrosine", _WHO}
_LEARN = "C0GENERAL"


def files_of(url: str, since: float) -> Iterator[Path]:
    """The folders and files that hold a database, its log of writes since a moment, and logs."""
    server = Path(url.partition("host=")[2])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")  # everything to the disk
        row = connection.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row
    yield server / "data" / "base" / str(row[0])
    yield server / "data" / "global"
    yield from (each for each in (server / "data").rglob("*.stat"))
    yield from (
        each for each in (server / "data" / "pg_wal").iterdir() if each.stat().st_mtime >= since
    )
    yield server / "log"


async def shows(here: Ground, *words: str) -> None:
    """Wait until a window shows all of this."""
    await until(
        lambda: any(
            all(each in read(view.view) for each in words) for view in here.slack.open_views
        )
    )


async def close_all(here: Ground, person: Person) -> None:
    for view in reversed(here.slack.open_views):
        await person.close(view)


async def a_draft_and_all_that_can_be_said_of_it(here: Ground, person: Person) -> None:
    """Check it, contest a rule, ask its owners, who answer."""
    await person.command(f"Their kumquats 00001: {_SAID}")
    view = await window(here, "Their kumquats 00001")
    await person.press(view, "deal_ok")
    await shows(here, "suggested by AI")
    await person.press(view, "ask")
    form = await window(here, "Their kumquats 00001", but=view)
    await person.submit(form)
    room = here.slack.mail.messages[OWNERS]
    await until(lambda: any(_SAID in read(each.get("blocks") or []) for each in room))
    await here.person("U0HANNE").press_on(room[-1], "ask_fine", channel=OWNERS)
    await until(lambda: "ask:" in str(here.slack.direct(_WHO)))
    await person.choose(view, "finding", "Not relevant here")
    await shows(here, "Not relevant here ·")
    await close_all(here, person)


async def a_reply_a_question_and_a_picture(here: Ground, person: Person) -> None:
    await person.command("reply")
    await until(lambda: bool(here.slack.open_views))
    view = here.slack.open_views[-1]
    person.fill(view, comment=_COMMENT, draft=_REPLY)
    await person.submit(view)
    await shows(here, "oxblood")
    await close_all(here, person)
    await person.command(_ASKED)
    await until(lambda: bool(here.slack.open_views))
    await close_all(here, person)
    before = len(here.slack.direct(_WHO))
    given = here.slack.hold(_WHO, photo(), mimetype="image/jpeg")
    await person.write_to_bot(_REPLY, subtype="file_share", files=[given])
    await until(lambda: len(here.slack.direct(_WHO)) > before + 1)


async def a_week_of_others(url: str) -> None:
    """Fill in last week's checks, so that its digest is due."""
    store = await Store.open(url)
    await fill(store, shipped(), datetime.now(UTC), weeks=1)
    await store.close()


@pytest.mark.e2e
async def test_a_day_of_everything_leaves_no_word_and_no_name_in_postgresqls_files(
    tmp_path: Path,
) -> None:
    began, url, model = time.time(), fresh_database(), Model()
    (tmp_path / "tmp").mkdir()
    more = {"CHECKPOST_LOG_LEVEL": "debug", "TMPDIR": str(tmp_path / "tmp")}
    more |= {"CHECKPOST_DIGEST_CHANNEL": _LEARN}
    await a_week_of_others(url)
    luck = random.Random(1)  # noqa: S311 -- no secrets
    async with ground(url, tmp_path, luck, model.respond, more=more) as here:
        here.slack.names[_WHO] = _NAME
        person = here.person(_WHO)
        await a_draft_and_all_that_can_be_said_of_it(here, person)
        await a_reply_a_question_and_a_picture(here, person)
        await until(lambda: bool(here.slack.mail.messages[_LEARN]))
        for trouble in ("fails", "babbles", "hangs"):
            model.does = trouble
            await person.command(f"Their kumquats 00002: {_SAID} {trouble}")
            view = await window(here, f"Tidewatch {trouble}", seconds=10)
            if trouble != "hangs":
                await until(lambda view=view: "AI is still reading" not in read(view.view))  # type: ignore[misc]  # called at once
            await close_all(here, person)
        await until(lambda: model.asked > 0)
        here.bot.kill()
        model.does = "answers"
        await here.bot.start()
        await person.command(f"Their kumquats 00003: {_SAID}")
        await shows(here, "suggested by AI")
        assert here.bot.stop() == 0

    kept = list(files_of(url, began))
    assert any("pg_wal" in each.parts for each in kept)
    assert [found for each in [tmp_path, *kept] for found in traces(each, _NEEDLES)] == []
    assert [*traces(kept[0], {"kumquat-free", "not_relevant"})], (
        "the search would find what is there"
    )
