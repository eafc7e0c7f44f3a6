"""How long a draft is, in the unit its platform counts in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

import regex  # type: ignore[import-untyped]  # the library ships no types

from bot.policy.counting.marks import LINK, written_emoji
from bot.policy.entities.suffixes import registered

Span = tuple[int, int]

# twitter-text configuration v3: these ranges weigh 1 (0-4351, 8192-8205, 8208-8223, 8242-8247),
# everything else 2.
_HEAVY_LETTER = re.compile("[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_HEAVY = 2
_LONGEST_NFC = 3  # code points that one becomes in NFC at most (Unicode's stability policy)

_REMOTE = regex.compile(r"(?<![\w@/])(@[\w.-]+)@[\w-]+(?:\.[\w-]+)+")

# X links a host without a scheme too, where it ends in a public suffix.
_BARE = re.compile(
    r"(?i)(?<![\w@＠#＃$./-])((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,10}[a-z]{2,24})(?![\w@+-])"
    r"(?::\d{1,5})?(?:[/?](?:[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’])?)?",
)
_DOT_IN_WORD = re.compile(r"\.(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What one platform takes of pictures; None means no limit.

    `alt` is how long an alternative text may be, in characters, `megabytes` how large the file,
    `narrowest` the least width in pixels. A picture taller than `tallest` or wider than `widest`,
    such as `4:5`, is cropped.
    """

    alt: int | None = None
    megabytes: int | None = None
    narrowest: int | None = None
    tallest: str | None = None
    widest: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How one platform counts and how much it allows; None means no limit.

    `count` is the unit, `link` the flat length of every link, `mention` is `local` where a remote
    mention counts without its server. `picture` is what it takes of pictures, `compose` the address
    that opens its composer, in which `{text}` stands for the post. All of it comes from
    `rules/platforms.yaml`.
    """

    count: Literal["characters", "graphemes", "x"] = "characters"
    characters: int | None = None
    hashtags: int | None = None
    link: int | None = None
    mention: Literal["whole", "local"] = "whole"
    compose: str = ""
    picture: PictureLimits | None = None


def length(text: str, limits: Limits) -> int:
    """Return the length of `text` in the platform's own unit."""
    if limits.count == "x":
        text = unicodedata.normalize("NFC", text)
    if limits.mention == "local":
        text = _REMOTE.sub(r"\1", text)
    flat = 0
    if limits.link is not None:
        text, links = LINK.subn("", text)
        if limits.count == "x":
            text, bare = _without_hosts(text)
            links += bare
        flat = links * limits.link
    return flat + _UNITS[limits.count](text)


def may_be_over(text: str, most: int, limits: Limits) -> bool:
    """Whether `text` could be longer than `most`: a bound that costs nothing."""
    heaviest = _HEAVY * _LONGEST_NFC if limits.count == "x" and not text.isascii() else 1
    return heaviest * len(text) + _most_links(text, limits) * (limits.link or 0) > most


def _most_links(text: str, limits: Limits) -> int:
    if limits.link is None:
        return 0
    bare = len(_DOT_IN_WORD.findall(text)) if limits.count == "x" else 0
    return text.count("://") + bare


def _without_hosts(text: str) -> tuple[str, int]:
    """Return the text without its links that have no scheme, and how many there were."""
    count = 0

    def taken_out(found: re.Match[str]) -> str:
        nonlocal count
        if not _is_host(found[1].lower()):
            return found[0]
        count += 1
        return ""

    return (_BARE.sub(taken_out, text) if "." in text else text), count


@lru_cache(maxsize=1024)
def _is_host(name: str) -> bool:
    found = registered(name)
    return bool(found.name and found.suffix)


def over(text: str, limits: Limits) -> Span | None:
    """Return the span that does not fit any more, or None when all of `text` does.

    The cut is at a grapheme, so no emoji and no accented letter is split.
    """
    most = limits.characters
    if most is None or length(text, limits) <= most:
        return None
    edges = _edges_beyond(text, most, limits)
    low, high = 0, len(edges)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[: edges[middle - 1]], limits) <= most:
            low = middle
        else:
            high = middle - 1
    return (edges[low - 1] if low else 0, len(text))


def _edges_beyond(text: str, most: int, limits: Limits) -> list[int]:
    """Return where graphemes end, up to one with which the text is too long already."""
    edges: list[int] = []
    clusters = regex.finditer(r"\X", text)
    reach = max(most, 1)
    while more := [match.end() for match in islice(clusters, reach)]:
        edges += more
        if length(text[: edges[-1]], limits) > most:
            break
        reach = len(edges)
    return edges


def _graphemes(text: str) -> int:
    if text.isascii() and "\r" not in text:
        return len(text)
    return len(regex.findall(r"\X", text))


def _weights(text: str) -> int:
    if text.isascii():
        return len(text)
    found = written_emoji(text)
    return _weigh(text) - _weigh("".join(found)) + _HEAVY * len(found)


def _weigh(text: str) -> int:
    return len(text) + len(_HEAVY_LETTER.findall(text))


_UNITS: dict[str, Callable[[str], int]] = {
    "characters": len,
    "graphemes": _graphemes,
    "x": _weights,
}
