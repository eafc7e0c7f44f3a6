"""Reading rules/drills: one habit a file, every mistake with its place and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

import yaml

from bot.policy.files.beside_files import told_beside
from bot.policy.files.company_file import VERSION
from bot.policy.files.desk import Desk
from bot.policy.files.folder import Folder
from bot.policy.files.listing import Listing
from bot.policy.files.nodes import pairs
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Flag, Text
from bot.policy.files.source import place_of
from bot.vocabulary.habit import Choice, Habit, Page

FOLDER = "drills"
_FEWEST, _MOST = 2, 3
_LONGEST = 150  # characters of a choice; the buttons below only number them
_ID = Text(
    pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*", hint="Use small letters, digits and hyphens.", most=60
)


_ADDRESS = Text(pattern=r"https://\S+", hint="Use an https address.", most=500)
CHOICE = Record(
    "a choice",
    {
        "text": Field(Text(most=_LONGEST), "The answer, in a line.", required=True),
        "right": Field(Flag(), "Whether it is the right one."),
    },
    Choice,
)
HOW = Record(
    "how",
    {
        "title": Field(Text(most=150), "What the page is about.", required=True),
        "url": Field(
            Text(pattern=r"https://\S+", hint="Use an https address.", most=500),
            "Where.",
            required=True,
        ),
    },
    Page,
)


def _habit(version: object = None, **values: Any) -> Habit:  # noqa: ANN401 -- shapes made them
    del version
    return Habit(**values)


HABIT = Record(
    "a drill",
    {
        "version": VERSION,
        "id": Field(_ID, "Its name, which never changes.", required=True),
        "title": Field(Text(most=150), "What it is about.", required=True),
        "question": Field(Text(most=500), "What is asked.", required=True),
        "choices": Field(
            Listing(CHOICE), "Two or three answers, one of them right.", required=True
        ),
        "why": Field(Text(most=1_000), "Why it is right, in a sentence or two.", required=True),
        "how": Field(HOW, "A page that says how it is done."),
    },
    _habit,
)


def read_habits(folder: Folder) -> tuple[Habit, ...]:
    """Return the habits in the order of their files; one with a mistake is left out."""
    desk = folder.desk
    desk.reassurance = "Your other drills keep working."
    found: dict[str, Habit] = {}
    for file in sorted((folder.path / FOLDER).glob("*.yaml")):
        root = folder.root(f"{FOLDER}/{file.name}")
        habit = _sound(root, desk) if root else None
        if root is None or habit is None:
            continue
        if habit.id in found:
            desk.error(place_of(root), f"the id {habit.id} is taken. Give it its own.")
        else:
            found[habit.id] = habit
    return tuple(_spoken(folder, list(found.values())))


def _spoken(folder: Folder, habits: Sequence[Habit]) -> Iterator[Habit]:
    """Yield the drills with what the files beside them say in other languages."""
    must = (text for habit in habits for text in habit.texts)
    told = told_beside(folder, FOLDER, must)
    for habit in habits:
        others = {name: habit.told(partial(told.told, name)) for name in told.languages}
        yield replace(habit, others=others)


def _sound(root: yaml.Node, desk: Desk) -> Habit | None:
    habit = cast("Habit | None", HABIT.read(root, "a drill", desk))
    if habit is None:
        return None
    place = place_of((pairs(root, "a drill", desk) or {})["choices"].value)
    right = sum(choice.right for choice in habit.choices)
    if not _FEWEST <= len(habit.choices) <= _MOST:
        desk.error(place, f"it has {len(habit.choices)} choices. Give two or three.")
    elif right != 1:
        desk.error(place, f"{right} choices are right. Say `right: true` of exactly one.")
    else:
        return habit
    return None
