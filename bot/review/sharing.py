"""Four questions before sharing what somebody else published; no model is needed for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from bot.messages import say
from bot.review.hygiene import without_invisible
from bot.review.outcome import ChecklistItem
from bot.verdict import Draft, Purpose

KIND = "share"

LITTLE = 8
"""Words beside a link up to which a draft is little more than that link: a cue, not a thought."""

_LINK = re.compile(r"(?:https?://|(?<![\w.@/-])www\.)[^\s<>\"')\]|]+", re.IGNORECASE)
_TAG = re.compile(r"(?<!\w)[#@]\w+")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_LONGEST_HOST = 80


class SeenPage(Protocol):
    """A linked page that was read."""

    @property
    def url(self) -> str:
        """Where it was found in the end."""
        ...

    @property
    def dated(self) -> date | None:
        """The day it says it is from, where it says one."""
        ...


def is_share(draft: Draft) -> bool:
    """Whether the draft passes something on: it is meant to, or is little more than a link."""
    if draft.purpose is Purpose.SHARE:
        return True
    rest, links = _LINK.subn(" ", draft.text)
    return links > 0 and sum(1 for _ in _WORD.finditer(_TAG.sub(" ", rest))) <= LITTLE


def share_questions(draft: Draft, pages: Sequence[SeenPage] = ()) -> tuple[ChecklistItem, ...]:
    """Return the four questions for a draft that shares, each about its first link; else nothing.

    They follow the moves that fact checkers teach: stop, investigate the source, find better
    coverage, trace to the original. `pages` are the linked pages that were read, for their dates.
    """
    if not is_share(draft):
        return ()
    link = _LINK.search(draft.text)
    start, end = _trimmed(link) if link else (0, len(draft.text))
    text = draft.text[start:end]
    host = _host(text) if link else ""
    dated = next((page.dated for page in pages if page.dated is not None), None)
    return tuple(
        ChecklistItem(KIND, message, start, end, text) for message in _questions(host, dated)
    )


def _questions(host: str, dated: date | None) -> Iterator[str]:
    yield say("sharing.stop")
    says = f" {say('sharing.dated', date=dated)}" if dated is not None else ""
    whom = say("sharing.source", host=host) if host else say("sharing.source_unnamed")
    yield f"{whom}{says}"
    yield say("sharing.coverage")
    yield say("sharing.original")


def _trimmed(link: re.Match[str]) -> tuple[int, int]:
    return link.start(), link.start() + len(link.group().rstrip(".,;:!?…"))


def _host(link: str) -> str:
    address = link if "://" in link else f"https://{link}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return without_invisible(host).removeprefix("www.")[:_LONGEST_HOST]
