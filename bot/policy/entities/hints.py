"""A cheap first look: whether a text holds any of some words, so that most texts need no second."""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick_rs


class Hints:
    """Some lower-case pieces of text, looked for together in one pass."""

    def __init__(self, pieces: Iterable[str]) -> None:
        """Every text that the closer look would find something in must hold one of `pieces`."""
        self._finder = ahocorasick_rs.AhoCorasick([*pieces])

    def stand_in(self, lower: str) -> bool:
        """Whether one of them stands in `lower`, a text in lower case."""
        return bool(self._finder.find_matches_as_indexes(lower))
