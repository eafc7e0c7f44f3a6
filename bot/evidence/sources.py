"""All evidence for a draft: approved statements first, then the pages that the draft links to."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.evidence.links import LinkReader
from bot.evidence.search import FactPassage, FactSearch, telling_words
from bot.verdict import Draft

MOST_LINKS = 3

_LINK = re.compile(r"https://[^\s<>\"')\]|]+", re.IGNORECASE)
_LEAST_SHARED = 2
_MOST_FROM_A_PAGE = 2
_MOST_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class PagePassage:
    """A paragraph of a page that the draft links to: nobody approved it, it never expires."""

    id: str
    text: str
    source: str
    dated: date | None
    wording: str = ""
    owner: str = ""
    expired: bool = False
    approved: bool = False


class LinkedPage(Protocol):
    """A page that was read."""

    @property
    def url(self) -> str:
        """Where it was found in the end."""
        ...

    @property
    def text(self) -> str:
        """Its words, one paragraph a line."""
        ...

    @property
    def dated(self) -> date | None:
        """The day it says it is from, where it says one."""
        ...


class Evidence:
    """Finds passages for statements. Without a link reader no page is ever fetched."""

    def __init__(self, facts: FactSearch, links: LinkReader | None = None) -> None:
        """Nothing is read yet."""
        self._facts = facts
        self._links = links

    async def pages(self, draft: Draft) -> Sequence[LinkedPage]:
        """Read the first pages that the draft links to; those that cannot be read are left out."""
        if self._links is None:
            return ()
        links = list(dict.fromkeys(link.rstrip(".,;:!?") for link in _LINK.findall(draft.text)))
        read = await asyncio.gather(*map(self._links.read, links[:MOST_LINKS]))
        return [page for page in read if page is not None]

    async def find(
        self, draft: Draft, stated: Sequence[str], pages: Sequence[LinkedPage] | None = None
    ) -> Sequence[Sequence[FactPassage | PagePassage]]:
        """Return for each statement the passages that may speak to it, approved ones first."""
        paragraphs = _paragraphs(await self.pages(draft) if pages is None else pages)
        return [
            (
                *self._facts.passages(text, draft.platform, draft.language),
                *_closest(text, paragraphs),
            )
            for text in stated
        ]


def _paragraphs(pages: Sequence[LinkedPage]) -> list[PagePassage]:
    return [
        PagePassage(f"page-{number}-{line}", paragraph[:_MOST_CHARACTERS], page.url, page.dated)
        for number, page in enumerate(pages, 1)
        for line, paragraph in enumerate(page.text.split("\n"), 1)
    ]


def _closest(text: str, paragraphs: Sequence[PagePassage]) -> list[PagePassage]:
    wanted = telling_words(text)
    shared = [(len(wanted & telling_words(one.text)), one) for one in paragraphs]
    close = sorted((pair for pair in shared if pair[0] >= _LEAST_SHARED), key=lambda pair: -pair[0])
    return [one for _, one in close[:_MOST_FROM_A_PAGE]]
