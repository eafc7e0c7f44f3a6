"""Which figures may be shown: from enough people, rounded, and with nobody left by subtraction.

Cells below the threshold are hidden (primary suppression). Where a total is known, what is hidden
in it could be computed by difference, so more cells are hidden until what is left passes the
threshold itself (complementary suppression: Cox 1980, "Suppression methodology and statistical
disclosure control"). What is shown is rounded as well, so that no difference is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

FEWEST = 5
"""People, and so checks as well: a check has one author."""
ROUND_TO = 5
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something happened, and to whom (keyed hashes). Never shown and never stored."""

    count: int = 0
    people: frozenset[str] = frozenset()

    def __add__(self, other: Tally) -> Tally:
        """Return both together; somebody in both is one person."""
        return Tally(self.count + other.count, self.people | other.people)

    @property
    def may_be_shown(self) -> bool:
        """Whether enough people stand behind the count."""
        return self.count >= FEWEST and len(self.people) >= FEWEST


def together(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all of them."""
    tallies = tuple(tallies)
    people = (tally.people for tally in tallies)
    return Tally(sum(tally.count for tally in tallies), frozenset().union(*people))


def tallied(rows: Iterable[tuple[Key, int, str]]) -> dict[Key, Tally]:
    """Return tallies from rows of a key, a count and a person, in one pass."""
    counts: dict[Key, int] = defaultdict(int)
    people: dict[Key, set[str]] = defaultdict(set)
    for key, count, person in rows:
        counts[key] += count
        people[key].add(person)
    return {key: Tally(count, frozenset(people[key])) for key, count in counts.items()}


def rounded(count: int) -> int:
    """Return a shown count as it is told: to the nearest five, and never nought."""
    return max(ROUND_TO, ROUND_TO * round(count / ROUND_TO))


def may_show(
    cells: Mapping[Key, Tally],
    sums: Iterable[Collection[Key]],
    hide: Collection[Key] = (),
) -> frozenset[Key]:
    """Return the cells that may be shown.

    Each of `sums` names cells whose total is, or could be, known to readers. `hide` are cells that
    stay hidden whatever their size. Of each sum, what is hidden is nobody at all, or passes the
    threshold together; where even the whole sum does not, do not show the total.
    """
    lines = [tuple(line) for line in sums]
    shown = {key for key, tally in cells.items() if key not in hide and tally.may_be_shown}
    settled = False
    while not settled:
        settled = True
        for line in lines:
            hidden = together(cells[key] for key in line if key not in shown)
            left = [key for key in line if key in shown]
            if hidden.count and not hidden.may_be_shown and left:
                shown.remove(min(left, key=lambda key: (_size(cells[key]), str(key))))
                settled = False
    return frozenset(shown)


def _size(tally: Tally) -> tuple[int, int]:
    return len(tally.people), tally.count
