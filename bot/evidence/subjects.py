"""What people ask about whatever a policy calls it: known questions, by subject."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("questions.yaml")
_ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Subject:
    """Questions about one matter. `topics` are those of the rules about it.

    `protects` marks that of working life, and `elsewhere` what no policy on posting speaks of.
    """

    name: str
    asked: tuple[str, ...]
    topics: frozenset[str] = frozenset()
    protects: bool = False

    @property
    def elsewhere(self) -> bool:
        """Whether no policy on posting speaks of it."""
        return self.name == _ELSEWHERE


@cache
def shipped() -> tuple[Subject, ...]:
    """Return the subjects that come with Checkpost."""
    import yaml  # noqa: PLC0415 -- only a question needs it

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    read = yaml.load(_FILE.read_text("utf-8"), Loader=loader)  # noqa: S506 -- our own file, and this loader makes strings only
    return tuple(
        Subject(name, tuple(one["asked"]), frozenset(one.get("topics", ())), "protects" in one)
        for name, one in read.items()
    )
