"""What people ask of the bot while it is being killed, and what they have seen come of it."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
from dataclasses import dataclass, field

import aiohttp

from tests.faults.ground import OWNERS, Ground
from tests.slack_double import OpenView
from tests.slack_person import Json, Person, read

_THINGS = ("tides", "buoys", "charts", "pilots", "sluices")
_CLOSES = 0.5  # how many close the window before the answer is there
_COMES_SOON_S = 8.0  # through a kill or two
_TWICE = 0.2  # how many events Slack delivers once more although they were acked


@dataclass
class Promise:
    """Something the bot acked. `marker` is how its answer is known, for some a block's id."""

    marker: str
    user: str
    kind: str


@dataclass
class Crowd:
    """People with drafts, each with a marker of its own."""

    ground: Ground
    luck: random.Random
    people: int = 12
    promises: list[Promise] = field(default_factory=list)
    refused: int = 0
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def meet(self) -> None:
        """Let everybody accept the deal."""
        for number in range(self.people):
            person = self._person(number)
            await person.command("The tide is in")
            view = await self._window()
            await person.press(view, "deal_ok")
            await person.close(view)

    async def ask(self, within: float) -> None:
        """Let somebody ask for something, by whatever way, in the next `within` seconds."""
        await asyncio.sleep(self.luck.uniform(0.0, within))
        person = self._person(self.luck.randrange(self.people))
        ways = (self._command, self._command, self._message, self._question, self._wish)
        way = self.luck.choice(ways)
        try:
            await way(person)
        except (aiohttp.ClientError, TimeoutError):
            self.refused += 1  # nobody acked: Slack tells the person that it did not work

    async def _command(self, person: Person) -> None:
        marker = self._marker()
        reply = await person.command(f"{marker} are a joke")
        if reply.status == 200:
            self.promises.append(Promise(marker, person.user, "command"))
        if self.luck.random() < _CLOSES:
            await person.close(await self._window(marker))

    async def _message(self, person: Person) -> None:
        """Write to the bot. Slack delivers again what is not acked, and sometimes what is."""
        marker = self._marker()
        self.promises.append(Promise(marker, person.user, "message"))
        await self._deliver(person, person.leave_for_bot(f"{marker} are a joke"), marker)

    async def _wish(self, person: Person) -> None:
        """Ask for another version of a draft that stands above."""
        marker = self._marker()
        self.promises.append(Promise(marker, person.user, "wish"))
        draft = person.leave_for_bot(f"{marker} are a joke")
        wish = person.leave_for_bot("shorter please", thread_ts=draft["ts"])
        await self._deliver(person, wish, marker)

    async def _deliver(self, person: Person, sent: Json, marker: str) -> None:
        while True:
            try:
                reply = await person.tell(sent, event_id=f"Ev{marker}")
                if reply.status == 200 and self.luck.random() >= _TWICE:
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)

    async def _question(self, person: Person) -> None:
        """Ask the owners about a codename."""
        marker = self._marker()
        await person.command(f"{marker}: Project Heron launches on Monday")
        window = await self._window(marker)
        await person.press(window, "ask")
        form = await self._window(marker, but=window)
        reply = await person.submit(form)
        if reply.status == 200 and reply.body.get("response_action") == "update":
            self.promises.append(Promise(marker, person.user, "question"))
            await self._answer(marker, person.user)

    async def _answer(self, marker: str, user: str) -> None:
        """Let an owner answer a question that stands in their channel, where it comes soon."""
        async with asyncio.timeout(_COMES_SOON_S):
            while not (found := _standing(self.ground, marker)):  # noqa: ASYNC110 -- a screen
                await asyncio.sleep(0.05)
        owner = self.ground.person("U0HANNE")
        # Before the press, which takes the buttons away.
        [row] = [b for b in found[0]["blocks"] if b["type"] == "actions"]
        reply = await owner.press_on(found[0], "ask_fine", channel=OWNERS)
        if reply.status == 200:
            self.promises.append(Promise(f"{row['block_id']}:0", user, "answer"))

    def _person(self, number: int) -> Person:
        return self.ground.person(f"U0P{number:03d}")

    def _marker(self) -> str:
        return f"Their {self.luck.choice(_THINGS)} {next(self._numbers):05d}"

    async def _window(self, marker: str = "", but: OpenView | None = None) -> OpenView:
        return await window(self.ground, marker, but)


async def window(
    ground: Ground, marker: str, but: OpenView | None = None, seconds: float = 3.0
) -> OpenView:
    """Wait for a window of this draft; give up where a kill was quicker."""
    async with asyncio.timeout(seconds):
        while True:
            for view in ground.slack.open_views:
                if view is not but and marker in str(view.view):
                    return view
            await asyncio.sleep(0.02)


def answered(ground: Ground, promise: Promise) -> int:
    """How often a person sees the answer to one thing they asked."""
    if promise.kind == "question":
        return len(_stood(ground, promise.marker))
    sent = ground.slack.direct(promise.user)
    if promise.kind == "answer":
        return sum(f'"block_id": "{promise.marker}"' in json.dumps(m.get("blocks")) for m in sent)
    if promise.kind == "wish":
        return sum(promise.marker in read(m["blocks"]) for m in sent if _is_a_word(m))
    seen = [read(message["blocks"]) for message in sent if _is_ours(message)]
    seen += [read(view.view) for view in ground.slack.open_views]
    return sum(promise.marker in text and "suggested by AI" in text for text in seen)


def _room(ground: Ground) -> list[Json]:
    return [each for each in ground.slack.mail.messages[OWNERS] if _is_ours(each)]


def _standing(ground: Ground, marker: str) -> list[Json]:
    return [each for each in _room(ground) if marker in read(each["blocks"])]


def _stood(ground: Ground, marker: str) -> set[str]:
    """The messages in which a question stood, also those that were answered since."""
    return {
        str(args["ts"])
        for name, args in ground.slack.calls
        if name == "chat.update" and marker in read(args["blocks"])
    }


def _is_a_word(message: dict[str, object]) -> bool:
    return '"block_id": "wish:' in json.dumps(message.get("blocks"))


def _is_ours(message: dict[str, object]) -> bool:
    return bool(message.get("blocks"))
