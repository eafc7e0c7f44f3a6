"""Short common words, so that a hashtag of several of them is recognised as several."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.languages.lists import every


@lru_cache(maxsize=2048)
def is_several(tag: str) -> bool:
    """Whether a hashtag's letters, lower-case, are three or more common words, or two long ones."""
    parts = _fewest(tag)
    if parts is None:
        return False
    shortest = min(map(len, parts))
    return len(parts) > 2 or (len(parts) == 2 and shortest > 2)  # noqa: PLR2004 -- as described


def _fewest(tag: str) -> list[str] | None:
    common = every("joined")
    best: list[list[str] | None] = [[], *[None] * len(tag)]
    for end in range(1, len(tag) + 1):
        for start in range(max(0, end - _longest()), end):
            before, word = best[start], tag[start:end]
            if before is not None and word in common:
                here = best[end]
                if here is None or len(before) + 1 < len(here):
                    best[end] = [*before, word]
    return best[len(tag)]


@cache
def _longest() -> int:
    return max(map(len, every("joined")))
