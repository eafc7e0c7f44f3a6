"""All evidence for a draft: approved statements first, then the pages that the draft links to."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.evidence.links import LinkReader, Page
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


class Evidence:
    """Finds passages for statements. Without a link reader no page is ever fetched."""

    def __init__(self, facts: FactSearch, links: LinkReader | None = None) -> None:
        """Nothing is read yet."""
        self._facts = facts
        self._links = links

    async def find(
        self, draft: Draft, stated: Sequence[str]
    ) -> Sequence[Sequence[FactPassage | PagePassage]]:
        """Return for each statement the passages that may speak to it, approved ones first."""
        paragraphs = await self._paragraphs(draft.text)
        return [
            (*self._facts.passages(text, draft.platform), *_closest(text, paragraphs))
            for text in stated
        ]

    async def _paragraphs(self, text: str) -> list[PagePassage]:
        if self._links is None:
            return []
        links = list(dict.fromkeys(link.rstrip(".,;:!?") for link in _LINK.findall(text)))
        pages = await asyncio.gather(*map(self._links.read, links[:MOST_LINKS]))
        return [
            PagePassage(f"page-{number}-{line}", paragraph[:_MOST_CHARACTERS], page.url, page.dated)
            for number, page in enumerate(pages, 1)
            if page is not None
            for line, paragraph in enumerate(_paragraphs_of(page), 1)
        ]


def _paragraphs_of(page: Page) -> list[str]:
    return page.text.split("\n")


def _closest(text: str, paragraphs: Sequence[PagePassage]) -> list[PagePassage]:
    wanted = telling_words(text)
    shared = [(len(wanted & telling_words(one.text)), one) for one in paragraphs]
    close = sorted((pair for pair in shared if pair[0] >= _LEAST_SHARED), key=lambda pair: -pair[0])
    return [one for _, one in close[:_MOST_FROM_A_PAGE]]
