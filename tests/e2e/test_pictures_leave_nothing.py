"""Pictures through the real bot before a strict Slack: of none of them a byte is left.

In the window, by shortcut and as a message; whole, broken, and with the bot killed while it reads.
What reads words is a stand-in in the process where the real one would run.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.slack.listeners.shortcuts.check import MESSAGE
from tests.e2e.disk import traces
from tests.e2e.stage import RUN
from tests.e2e.test_guarded_leaves_nothing import at_rest
from tests.e2e.watched import Watched
from tests.faults.ground import Ground, ground
from tests.pictures.made import DEVICE, TAKEN, photo
from tests.slack_double import OpenView
from tests.slack_person import Json, Person, read

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

WORDS = ("Xantippe Balthazar, badge 4711", "call zebrafinch on +351 912 345 678")
NAME = "okapi-at-the-quagmire.jpg"
DRAFT = "Try Tidewatch, it is the best"
PHOTO = photo()
NEEDLES: tuple[str | bytes, ...] = (
    *(*WORDS, "Xantippe", "Balthazar", "zebrafinch", "912 345 678", "912345678"),
    *(NAME, "okapi", "quagmire", "38.7, -9.1", *TAKEN.values()),
    # Three letters may stand in what is encrypted, too, by chance.
    *(value for value in DEVICE.values() if len(value) > 5),
    *(PHOTO[start : start + 48] for start in range(0, len(PHOTO), len(PHOTO) // 8)),
)


@dataclass
class Scene:
    """The bot, somebody before it, and where all of its files are."""

    ground: Ground
    marta: Person
    watched: Watched
    folder: Path

    def given(self, content: bytes = PHOTO) -> Json:
        """Let Marta give Slack a picture."""
        told = {"name": NAME, "title": NAME, "mimetype": "image/jpeg"}
        return self.ground.slack.hold(self.marta.user, content, **told)

    async def window(self, *shows: str) -> OpenView:
        """Return the window on top, once it says all of this."""
        await until(lambda: any(self._tops(shows)))
        return next(self._tops(shows))

    def _tops(self, shows: tuple[str, ...]) -> Iterator[OpenView]:
        views = self.ground.slack.open_views[-1:]
        return (view for view in views if all(each in read(view.blocks) for each in shows))

    async def close(self) -> None:
        """Close all windows."""
        for view in reversed(self.ground.slack.open_views):
            await self.marta.close(view)

    def left(self) -> list[object]:
        """Return what is on the disk of any picture at this moment."""
        return [*traces(self.folder, NEEDLES)]


async def until(happens: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not happens():  # noqa: ASYNC110 -- a double without events
            await asyncio.sleep(0.02)


@asynccontextmanager
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Start the bot, with everything that it could write to inside one folder."""
    folder, watched = tmp_path / "bot", Watched(tmp_path / "watched", *WORDS)
    (folder / "tmp").mkdir(parents=True)
    settings = {
        **watched.settings,
        "CHECKPOST_LOG_LEVEL": "debug",
        "TMPDIR": str(folder / "tmp"),
        "HOME": str(folder),
    }
    url = f"sqlite:///{folder / 'checkpost.db'}"
    luck = random.Random(8)  # noqa: S311 -- for how long the model thinks
    async with ground(url, folder, luck, None, settings, RUN) as under:
        marta = under.person("U0MARTA")
        await marta.command("The tide is in")
        there = Scene(under, marta, watched, folder)
        await marta.press(await there.window("OK, go on"), "deal_ok")
        await there.window("Nothing stands out")
        await there.close()
        yield there


async def test_a_picture_leaves_no_byte_wherever_it_is_looked_at(tmp_path: Path) -> None:
    async with scene(tmp_path) as there:
        written = there.watched.written()
        await in_the_window(there)
        await by_shortcut(there)
        await as_a_message(there)
        await broken(there)

        await at_rest(there.ground.bot)
        assert there.watched.written() == written, "nothing opens a file for a picture"
        assert any(".checkpost" in name for name in written), "what is opened is seen"
        assert there.ground.bot.stop() == 0
        assert there.left() == []


async def test_a_bot_that_is_killed_while_it_reads_leaves_no_byte_either(tmp_path: Path) -> None:
    async with scene(tmp_path) as there:
        written = there.watched.written()
        there.watched.hold()
        await there.marta.shortcut(MESSAGE, user="U0MARTA", text="", files=[there.given()])
        await there.watched.is_read()
        there.ground.bot.kill()
        assert there.left() == []

        there.watched.let_go()
        await there.ground.bot.start()
        await at_rest(there.ground.bot)
        assert there.left() == []
        assert there.watched.written() == written, "nothing opens a file for a picture"


async def in_the_window(there: Scene) -> None:
    """Look at a picture above a draft, and take the copy without metadata."""
    marta = there.marta
    await marta.command(DRAFT)
    await marta.choose(await there.window("Tidewatch"), "menu", "Look at a picture")
    page = await there.window("alternative text")
    marta.fill(page, picture_file=there.given()["id"], picture_alt="Photo of our desk")
    there.watched.hold()
    await marta.submit(page)
    await there.watched.is_read()
    assert there.left() == [], "nor while it is being read"
    there.watched.let_go()
    await marta.press(await there.window("912 345 678", "38.7, -9.1"), "picture_clean")
    await there.window("It is in our conversation.")
    await there.close()


async def by_shortcut(there: Scene) -> None:
    """Look at a picture of one's own, and take the copy with its findings drawn."""
    await there.marta.shortcut(MESSAGE, user="U0MARTA", text="", files=[there.given()])
    await there.marta.press(await there.window("912 345 678"), "picture_marked")
    await there.window("It is in our conversation.")
    await there.close()


async def as_a_message(there: Scene) -> None:
    """Send the bot a draft with a picture, and press for AI, to which this one does not go."""
    file = there.given()
    await there.marta.write_to_bot(DRAFT, subtype="file_share", files=[file])
    messages = there.ground.slack.direct("U0MARTA")
    await until(lambda: "912 345 678" in read(messages[-1].get("blocks", [])))
    assert "Ask AI about it" not in read(messages[-1]["blocks"])
    # A card that an earlier version drew may still offer it.
    host = urlsplit(there.ground.bot.settings["OPENAI_BASE_URL"]).netloc
    late = {"type": "button", "action_id": "picture_ai", "block_id": "late", "action_ts": "1.1"}
    late["value"] = f"{file['id']} {host}"
    await there.marta.act_on(messages[-1], late, "D0MARTA")
    await there.window("It went nowhere")
    await there.close()


async def broken(there: Scene) -> None:
    """Look at half a picture, and at what is none."""
    for content, says in ((PHOTO[: len(PHOTO) // 2], "cut off"), (b"okapi", "no picture")):
        await there.marta.shortcut(MESSAGE, user="U0MARTA", text="", files=[there.given(content)])
        await there.window(says)
        await there.close()
