"""What a person does and sees in the tests that take something away from the real bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.faults.ground import Ground
from tests.faults.promises import window
from tests.slack_double import OpenView
from tests.slack_person import Person, read


async def somebody(here: Ground) -> Person:
    """Somebody who has accepted the deal."""
    person = here.person("U0MIRA")
    await person.command("The tide is in")
    view = await window(here, "The tide is in")
    await person.press(view, "deal_ok")
    await until(lambda: "AI" in read(view.view) and "deal_ok" not in str(view.view))
    await person.close(view)
    return person


async def until(so: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not so():  # noqa: ASYNC110 -- a screen has no event to wait for
            await asyncio.sleep(0.02)


async def checked(here: Ground, person: Person, marker: str) -> OpenView:
    """Let somebody check a draft; return the window with what the rules say."""
    reply = await person.command(f"{marker} are a joke")
    assert reply.status == 200
    return await window(here, marker, seconds=10)


def told(view: OpenView) -> bool:
    """Whether a window shows what AI said."""
    return "suggested by AI" in read(view.view)
