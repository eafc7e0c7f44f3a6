"""What became of a change to the rules: saved, taken back, or handed over to be committed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.policy.changes.propose import Proposal


class HandedOver(StrEnum):
    """Why a change is given to people to commit, instead of being written here."""

    READ_ONLY = "read_only"
    REPLICAS = "replicas"


@dataclass(frozen=True, slots=True)
class Saved:
    """A change that was made. `mark` is the hash of its file, as `undo` wants it.

    `live` is False where a mistake elsewhere, made meanwhile, keeps the new set from being taken.
    """

    proposal: Proposal
    path: str
    mark: str
    live: bool


class Undone(StrEnum):
    """What became of an undo."""

    DONE = "done"
    GONE = "gone"
    CHANGED = "changed"
    NEEDED = "needed"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class Made:
    """A change that stands in the folder: its path from there, who and when, why, its mark."""

    path: str
    who_and_when: str
    why: str
    mark: str
