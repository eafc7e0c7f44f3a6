"""A small process that runs checks, to be killed: fake reviewer, deliveries kept in a file."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.check import Asked, Outcome, Surface
from bot.coach import Coach
from bot.keys import Keys
from bot.review.outcome import FollowedUp, Review, ReviewStatus
from bot.verdict import Draft, Finding, Platform, Reading, Severity, Source, Suggestion, Verdict
from bot.workflows.check import DurableChecks
from bot.workflows.engine import Engine
from bot.workflows.retention import Retention
from storage.store import Store

FINDING = Finding(
    Source.RULE, "employee-disclosure", "disclosure", Severity.FIX, 4, 12, "Tidewatch",
    "You recommend Tidewatch.", suggestions=(Suggestion("I work at Brightwater. "),),
)  # fmt: skip


def asked(number: int, **changes: object) -> Asked:
    """The check with this number, the same in every process."""
    values: dict[str, object] = {
        "check_id": f"check-{number}",
        "delivery": f"delivery-{number}",
        "user": "U0MIRA",
        "team": "T0BRIGHT",
        "draft": Draft("Try Tidewatch, it is the best", Platform.LINKEDIN),
        "reading": Reading(Verdict.FIX, (FINDING,), ruleset="sha256:1"),
        "surface": Surface.COMMAND,
        "at": datetime(2026, 11, 20, 9, 41, tzinfo=UTC),
        "view_id": "V1",
    }
    return Asked(**{**values, **changes})  # type: ignore[arg-type]  # a test's shorthand


class FileReviewer:
    """Takes its time, and leaves a line for every review it was asked for."""

    host = "models.example"

    def __init__(self, folder: Path, seconds: float) -> None:
        self._log = folder / "reviews"
        self._seconds = seconds

    def hide(self, comment: str) -> str:
        return f"hidden: {len(comment)}"

    async def review(self, draft: Draft, comment: str = "") -> Review:
        del comment
        note(self._log, draft.platform)
        await asyncio.sleep(self._seconds)
        return Review(ReviewStatus.OK, model="fake-1")

    async def follow_up(self, draft: Draft, wish: str) -> FollowedUp:
        del draft, wish  # no workflow asks for this
        return FollowedUp(ReviewStatus.OK)


class FileDelivery:
    """Delivers into a file; looks there first, as the real one looks into the conversation."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._log = folder / "deliveries"
        self._seconds = seconds

    async def deliver(
        self,
        asked: Asked,
        outcome: Outcome,
        view_id: str | None,
        state: str | None = None,
        *,
        again: bool = False,
    ) -> None:
        del state, again
        line = f"{asked.check_id} {outcome.verdict} {outcome.status} {view_id}"
        if line not in lines(self._log):
            note(self._log, line)
        # Delivered, and not yet written down that it was: the worst moment to be killed.
        await asyncio.sleep(self._seconds)

    async def withdraw(self, place: str) -> None:
        note(self._log, f"withdrawn {place}")


def note(file: Path, line: str) -> None:
    """Append a line, in one write."""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{line}\n")


def lines(file: Path) -> list[str]:
    """Every line so far."""
    return file.read_text("utf-8").splitlines() if file.exists() else []


async def run(given: dict[str, object]) -> None:
    """Start the checks that are asked for, and finish until told to stop."""
    url, folder = str(given["url"]), Path(str(given["folder"]))
    store = await Store.open(url)
    keys = await Keys.open(str(given["key"]), None, store)
    mira = keys.author_key("T0BRIGHT", "U0MIRA")
    await store.accept_deal(mira, datetime.now(UTC), FileReviewer.host)
    coach = Coach(
        read=lambda _draft: Reading(Verdict.CLEAR),
        reviewer=FileReviewer(folder, float(str(given["review_seconds"]))),
        store=store,
        author_key=keys.author_key,
        clock=lambda: datetime.now(UTC),
    )
    engine = Engine(url, keys, look_seconds=0.5)
    delivery = FileDelivery(folder, float(str(given["deliver_seconds"])))
    checks = DurableChecks(coach=coach, delivery=delivery, keys=keys, engine=engine)
    retention = Retention(rows=store, engine=engine, clock=coach.clock)
    await engine.launch()
    await retention.run()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    for number in json.loads(str(given["numbers"])):
        started = await checks.start(asked(int(number)))
        sys.stdout.write(f"{'acked' if started else 'known'} {number}\n")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await stop.wait()
    await engine.close(timeout=1.0)
    await store.close()


if __name__ == "__main__":
    asyncio.run(run(json.loads(sys.argv[1])))
