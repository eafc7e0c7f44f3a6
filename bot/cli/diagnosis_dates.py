"""What `checkpost doctor` says about facts that age: platforms' limits, prices, models' names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.cli.diagnosis import Diagnosis, State
from bot.folders import prompts_folder, rules_folder
from bot.limits import read_file
from bot.settings import Settings

OLD = timedelta(days=90)
_AHEAD = timedelta(days=1)  # somewhere it is tomorrow already
_CHECKED = re.compile(r"""\bchecked_on:\s*["']?(\d{4}-\d{2}-\d{2})\b""")


async def look_at_dates(settings: Settings) -> Diagnosis:
    """Look for data that nobody has compared with the world for a quarter of a year."""
    folders = rules_folder(settings), prompts_folder(settings)
    return judged([each for folder in folders for each in dated(folder)], datetime.now(UTC).date())


def dated(folder: Path) -> Iterator[tuple[str, date]]:
    """Yield each `checked_on` of the YAML files in `folder`, with its file's name."""
    for file in sorted(folder.rglob("*.yaml")):
        try:
            text = read_file(file).decode("utf-8", errors="replace")
        except OSError:
            continue  # `rules check` names it
        for found in _CHECKED.finditer(text):
            try:
                yield file.name, date.fromisoformat(found[1])
            except ValueError:
                continue  # `rules check` names it


def judged(found: list[tuple[str, date]], today: date) -> Diagnosis:
    """Say which files hold a date that is too old or to come, the oldest of each."""
    old: dict[str, date] = {}
    early = {name: day for name, day in found if day > today + _AHEAD}
    for name, day in found:
        if today - day > OLD:
            old[name] = min(day, old.get(name, day))
    if not old and not early:
        return Diagnosis(
            "Dates", State.OK, f"every fact was checked in the last 90 days ({len(found)})"
        )
    told = [f"{name} was last checked on {day}" for name, day in sorted(old.items())]
    told += [f"{name} says {day}, which is to come" for name, day in sorted(early.items())]
    says = ", ".join(told)
    remedy = "Compare it with the source that the file names, and write the day as checked_on."
    return Diagnosis("Dates", State.WARN, says, remedy)
