"""What goes wrong leaves no word of a draft behind either, nor who wrote it.

The real bot at its most talkative meets failures one after the other; then everything on its disk
is searched byte by byte: databases with their write-ahead logs, the store of the durable
workflows, the log, temporary files, and what a crash may leave.
"""

from __future__ import annotations

import os
import random
import resource
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

from tests.e2e.disk import ours, traces
from tests.e2e.stage import RUN
from tests.faults.ground import MARKER, Ground, ground
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, told, until
from tests.model_server import Respond, answers, fails, hangs, review, tone
from tests.slack_double import OpenView
from tests.slack_person import Json, Person, read

pytestmark = pytest.mark.e2e

_SAID_ALSO = "of Xantippe Zebrafinch in the quagmire, +351 912 345 678, by Tidewatch,"
NEEDLES = {
    *("kumquats", "Xantippe", "Zebrafinch", "quagmire", "912 345 678", "912345678", "Tidewatch"),
    *("are a joke", "U0MIRA"),
}


@dataclass
class Model:
    """A model that can be told to misbehave, and whose words quote the draft then."""

    does: str = "answers"
    asked: int = 0

    async def respond(self, request: web.Request, asked: Json) -> web.StreamResponse:
        words = " ".join(str(message["content"]) for message in asked["messages"])
        found = MARKER.search(words)
        self.asked += self.does == "hangs" and found is not None
        way: dict[str, Respond] = {
            "answers": answers(review(tone_findings=[tone(found[0])] if found else [])),
            "fails": fails(500, words),
            "refuses": fails(400, words, "content_filter"),
            "babbles": answers("{" + words),
            "hangs": hangs(),
        }
        return await way[self.does](request, asked)


@dataclass
class Scene:
    """A bot, its model, and somebody with drafts of the same distinctive words."""

    here: Ground
    model: Model
    person: Person
    number: int = 0

    async def check(self, does: str = "answers") -> tuple[OpenView, Promise]:
        self.model.does = does
        self.number += 1
        marker = f"Their kumquats {self.number:05d}"
        view = await checked(self.here, self.person, f"{marker} {_SAID_ALSO}")
        return view, Promise(marker, self.person.user, "command")

    async def comes(self, promise: Promise) -> None:
        await until(lambda: answered(self.here, promise) == 1, seconds=60)


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    (folder / "tmp").mkdir()
    more = {"CHECKPOST_LOG_LEVEL": "debug", "TMPDIR": str(folder / "tmp")}
    model, luck = Model(), random.Random(1)  # noqa: S311 -- no secrets
    url = f"sqlite:///{folder}/checkpost.db"
    async with ground(url, folder, luck, model.respond, more, RUN) as here:
        yield Scene(here, model, await somebody(here))


def found(folder: Path) -> list[tuple[Path, str | bytes]]:
    """Return each file with a trace in it, and the trace."""
    return [*traces(folder, NEEDLES)]


async def test_failures_that_the_bot_lives_through_leave_no_word(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        here = stage.here
        assert here.bot.process
        pid = here.bot.process.pid

        for trouble in ("fails", "refuses", "babbles"):
            view, _ = await stage.check(trouble)
            await until(lambda view=view: "AI is still reading" not in read(view.view))  # type: ignore[misc]  # it is called at once
            await stage.person.close(view)
        assert found(tmp_path) == []

        refused = {"error": "restricted_action"}
        here.slack.enqueue("chat.postMessage", refused, refused)
        view, promise = await stage.check()
        await stage.person.close(view)
        await until(lambda: "restricted_action" in here.bot.said() or answered(here, promise) == 1)

        stage.model.does = "hangs"
        view, promise = await stage.check("hangs")
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        full, _ = await stage.check()
        await until(lambda: "could not start" in read(full.view))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        assert found(tmp_path) == []
        after, _ = await stage.check()
        await until(lambda: told(after))

        assert here.bot.stop() == 0
    assert found(tmp_path) == []


async def test_a_process_that_dies_in_a_check_leaves_no_word_and_no_dump(tmp_path: Path) -> None:
    # As generous as the system lets us be: the bot has to say no itself.
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    async with scene(tmp_path) as stage:
        here = stage.here
        assert here.bot.process
        assert resource.prlimit(here.bot.process.pid, resource.RLIMIT_CORE) == (0, 0)
        view, begun = await stage.check("hangs")
        await stage.person.close(view)
        await until(lambda: stage.model.asked >= 1)
        os.kill(here.bot.process.pid, signal.SIGSEGV)
        assert here.bot.process.wait(10) == -signal.SIGSEGV
        assert found(tmp_path) == []

        await here.bot.start()
        view, promise = await stage.check()
        await stage.person.close(view)
        for each in (promise, begun):
            await stage.comes(each)
        assert "Fatal Python error: Segmentation fault" in here.bot.said()
        assert here.bot.stop() == 0

    assert [file for file in ours(tmp_path) if file.name.startswith("core")] == []
    assert found(tmp_path) == []
