"""A guarded check through the real bot, store and durable engine: afterwards nothing of it is left.

Every file of the bot's folder is searched byte by byte: the database and its journal, the store of
the durable workflows, the log at its most talkative, and temporary files.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
import sqlite3
from pathlib import Path

import pytest

from bot.demo.people import BOT_ID
from tests.e2e.disk import ours, traces
from tests.e2e.stage import Bot, Stage, stage
from tests.local_workspace import Human, Json, find_element, shown
from tests.model_server import ModelServer
from tests.model_server import answers as answering

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

PLAIN = "Our kumquat shift has unpaid overtime since Maytide, and the zebrafinch union meets at six"
MIXED = "They cut our wages in the quagmire depot. Call the foreman Xantippe: +351 912 345 678"
AGAIN = "My boss Balthazar steals our tips, every wintry fortnight"
DISTINCTIVE = (
    *("kumquat", "Maytide", "zebrafinch", "quagmire", "Xantippe", "912 345 678", "912345678"),
    *("Balthazar", "wintry", "fortnight", "unpaid overtime", "personal-phone"),
)


async def test_a_guarded_check_leaves_no_row_no_line_and_no_byte(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    async with ModelServer() as model:
        settings = {
            "OPENAI_BASE_URL": model.base_url,
            "CHECKPOST_LOG_LEVEL": "debug",
            "TMPDIR": str(temporary),
        }
        async with stage(tmp_path, settings=settings) as running, running.somebody() as human:
            await at_rest(running.bot)
            before, asked = counts(tmp_path), len(model.requests)
            assert before["checks"] > 0, "an ordinary check leaves its row, so the store works"
            said = running.bot.said()

            windows = await guarded_checks(running, human)

            await at_rest(running.bot)
            assert counts(tmp_path) == before
            assert len(model.requests) == asked
            assert running.bot.said() == said
            assert len(await answers(human)) == 2, "what was written to the bot is answered there"
            assert running.bot.stop() == 0
            assert await answers(human) == [], "and the answers go with the process that knows them"
        needles = {*DISTINCTIVE, PLAIN, MIXED, AGAIN, *check_ids(windows)}
        assert [*traces(tmp_path, needles)] == []


async def test_no_byte_of_a_question_is_left_either(tmp_path: Path) -> None:
    said = {"answered": False, "answer": "", "quotes": []}
    async with ModelServer(usually=answering(said)) as model:
        settings = {"OPENAI_BASE_URL": model.base_url, "CHECKPOST_LOG_LEVEL": "debug"}
        async with stage(tmp_path, settings=settings) as running, running.somebody() as human:
            asked = len(model.requests)
            await human.command("ask May I name a customer, the one with the okapi?")
            await human.modal(answered)
            await human.close()
            await human.command("ask Where does the okapi sleep?")
            await human.modal(lambda view: "The policy does not say." in shown(view))
            await at_rest(running.bot)
            assert len(model.requests) == asked + 1
            assert counts(tmp_path)["steps"] == 1, "that a topic found no answer is counted"
            assert running.bot.stop() == 0
        assert [*traces(tmp_path, {"okapi"})] == []


async def test_the_search_would_find_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"\x00kumquat\x00")
    (tmp_path / "b.log").write_text(base64.b64encode(b"the kumquat shift").decode())
    (tmp_path / "c.json").write_text(json.dumps("a\u00e7\u00e3o"))
    needles = {"kumquat", "kumquat shift", "a\u00e7\u00e3o"}
    found = {file.name for file, _ in traces(tmp_path, needles)}
    assert found == {"a.db", "b.log", "c.json"}


def answered(view: Json) -> bool:
    """Whether the clause is there and AI has nothing more to say."""
    return "only if they agreed" in shown(view) and "still reading" not in shown(view)


async def guarded_checks(running: Stage, human: Human) -> list[Json]:
    """Check a plain draft, one with a leak in it, and one that is written over another.

    The first two are sent to the bot as messages as well.
    """
    windows = []
    await human.command(PLAIN)
    windows.append(await human.modal(lambda view: "Nothing stands out" in shown(view)))
    await human.close()
    await human.no_modal()
    await human.command(MIXED)
    windows.append(await human.modal(lambda view: "somebody's number" in shown(view)))
    field = find_element(windows[-1], "draft")
    assert field is not None
    await human.submit(rewritten(windows[-1], AGAIN))
    windows.append(await human.modal(lambda view: "Nothing stands out" in shown(view)))
    await human.close()
    await human.no_modal()
    windows.append(await guarded_question(human))
    return [*windows, *await guarded_messages(running, human)]


async def guarded_question(human: Human) -> Json:
    """Ask the policy about one's working life."""
    await human.command(f"ask May I post this? {PLAIN}?")
    window = await human.modal(lambda view: "you may talk about your pay" in shown(view))
    await human.close()
    await human.no_modal()
    return window


async def guarded_messages(running: Stage, human: Human) -> list[Json]:
    """Send two guarded drafts to the bot."""
    channel = await running.conversation(human)
    await human.write_to_bot(channel, PLAIN)
    await human.write_to_bot(channel, MIXED)
    cards = await human.said_there(BOT_ID, lambda found: len(found) == 2)
    # Two messages at once are answered in whichever order they are read.
    plain, mixed = sorted(cards, key=lambda card: "somebody's number" in shown(card))
    assert "Nothing stands out" in shown(plain)
    assert "somebody's number" in shown(mixed)
    return cards


async def answers(human: Human) -> list[Json]:
    """Return what the bot says in the direct conversation."""
    return [message for message in await human.direct_messages() if message["user"] == BOT_ID]


def rewritten(view: Json, text: str) -> Json:
    """Return what the window's fields hold once the draft is another one."""
    block = next(
        block for block in view["blocks"] if block.get("element", {}).get("action_id") == "draft"
    )
    return {block["block_id"]: {"draft": {"type": "plain_text_input", "value": text}}}


async def at_rest(bot: Bot) -> None:
    """Wait until the bot's own files no longer change."""
    async with asyncio.timeout(60):
        last: object = None
        while (now := sizes(bot.folder)) != last:
            last = now
            await asyncio.sleep(1)


def sizes(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_size for file in ours(folder)}


def counts(folder: Path) -> dict[str, int]:
    """Return how many rows each table of each database holds."""
    found: dict[str, int] = {}
    for file in ours(folder):
        if file.read_bytes()[:15] != b"SQLite format 3":
            continue
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            tables = database.execute("select name from sqlite_master where type = 'table'")
            for (table,) in tables.fetchall():
                [number] = database.execute(f'select count(*) from "{table}"').fetchone()  # noqa: S608 -- the database's own names
                found[table] = number
        database.close()
    return found


def check_ids(windows: list[Json]) -> set[str]:
    """Return the ids that the windows carry: one that is kept tells that there was a check."""
    kept = ("private_metadata", "blocks")
    carried = " ".join(json.dumps(view.get(part, "")) for view in windows for part in kept)
    return set(re.findall(r"[0-9a-f]{16,}|[0-9a-f-]{36}", carried))
