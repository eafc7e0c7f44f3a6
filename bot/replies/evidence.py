"""How much each kind of evidence weighs that a reply speaks of the comment, and what is enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

import yaml

from bot.policy.guard.trie import Span
from bot.replies.lists import WEIGHTS

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ENOUGH = 1.0

Ways = Iterator[tuple[str, Iterable[Span]]]
"""Kinds of evidence, each with where it stands in the draft."""


def weighed(ways: Iterable[tuple[str, Iterable[Span]]]) -> Span | None:
    """Return the weightiest place where all evidence together is enough, else None.

    A word counts once for each way in which it speaks.
    """
    weights: dict[int, float] = {}
    places: dict[int, Span] = {}
    for kind, spans in ways:
        seen = set()
        for span in spans:
            start, _ = span
            if start not in seen:
                seen.add(start)
                places.setdefault(start, span)
                weights[start] = weights.get(start, 0) + _weights()[kind]
                if sum(weights.values()) >= _ENOUGH:
                    return places[max(weights, key=lambda each: weights[each])]
    return None


@cache
def _weights() -> Mapping[str, float]:
    file = resources.files("bot.replies") / "phrases" / f"{WEIGHTS}.yaml"
    data: Mapping[str, str] = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 -- our own file, and this loader makes strings only
    return {kind: float(weight) for kind, weight in data.items()}
