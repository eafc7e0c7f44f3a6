"""Names of settings that mean nothing, and which one was likely meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

_OURS = "CHECKPOST_"
_LIKE_OURS = 0.6
# Of other programs' names only those that are a slip of the finger away from one of these.
_LIKE_OTHERS = 0.94


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is set and that nothing reads; `meant` is empty where none comes near."""

    name: str
    meant: str = ""

    def __str__(self) -> str:
        """Name it, and ask whether the other was meant."""
        return f"{self.name} (did you mean {self.meant}?)" if self.meant else self.name


def unknown_among(given: Iterable[str], known: frozenset[str]) -> Iterator[Unknown]:
    """Yield each name of `given` that is none of `known` (in capitals) but was meant to be one.

    Whatever begins with CHECKPOST_ was; another name where it comes near one that is not given.
    """
    names = {name.upper() for name in given}
    for name in sorted(names - known):
        if name.startswith(_OURS):
            yield Unknown(name, _meant(name, known))
        elif near := get_close_matches(name, known - names, 1, _LIKE_OTHERS):
            yield Unknown(name, near[0])


def _meant(name: str, known: frozenset[str]) -> str:
    bare = name.removeprefix(_OURS)
    if bare in known:
        return bare
    ours = [each.removeprefix(_OURS) for each in known if each.startswith(_OURS)]
    return next((_OURS + near for near in get_close_matches(bare, ours, 1, _LIKE_OURS)), "")
