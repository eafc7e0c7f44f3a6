"""From the body of a page to the words a reader would see, and the day it says it is from."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

_HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "title"})
_BREAKS = frozenset({"p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4", "section", "article"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATED = frozenset({"article:published_time", "date", "datepublished", "dc.date", "pubdate"})
_MOST_CHARACTERS = 50_000


class Words(HTMLParser):
    """Collects what is shown, the title, and the date a page gives itself."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.dated: date | None = None
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where hidden parts begin, where lines break, and any date."""
        if tag in _HIDDEN:
            self._hidden.append(tag)
        if tag in _BREAKS:
            self.shown.append("\n")
        known = {name: value or "" for name, value in attrs}
        label = (known.get("property") or known.get("name") or known.get("itemprop") or "").lower()
        if tag == "meta" and label in _DATED:
            self._note_day(known.get("content", ""))
        elif tag == "time":
            self._note_day(known.get("datetime", ""))

    def handle_endtag(self, tag: str) -> None:
        """Note where hidden parts end."""
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._hidden:
            self.shown.append(re.sub(r"\s", " ", data))

    def _note_day(self, text: str) -> None:
        found = _DAY.search(text)
        if self.dated is None and found is not None:
            try:
                self.dated = date.fromisoformat(found.group())
            except ValueError:
                self.dated = None


def words_of(body: str, *, html: bool) -> tuple[str, date | None]:
    """Return the text of a page, one paragraph a line, and its own date where it gives one."""
    if not html:
        return _lines(body), None
    words = Words()
    words.feed(body)
    words.close()
    return _lines("".join(words.shown)), words.dated


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text[: 4 * _MOST_CHARACTERS].splitlines())
    return "\n".join(line for line in lines if line)[:_MOST_CHARACTERS]
