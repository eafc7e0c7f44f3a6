"""From the body of a page to the words a reader would see, and the day it says it is from.

The page may be hostile, so it is read once from front to back: every search either moves on or
ends the reading, and nothing is looked at again. What is never closed hides the rest of the page,
as it would in a browser.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html import unescape

_RAW = frozenset({"script", "style", "title"})
_HIDDEN = frozenset({"template", "noscript", "svg"})
_BREAKS = frozenset({"p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4", "section", "article"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATED = frozenset({"article:published_time", "date", "datepublished", "dc.date", "pubdate"})
_MOST_CHARACTERS = 50_000
_MOST_OF_A_TAG = 2000

_OPENS = re.compile(r"<(?:(!--)|[!?]|(/?)([a-zA-Z][^\s/>]*+)|/)")
_REST = re.compile(r"""((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""")
_ATTRIBUTE = re.compile(
    r"""(?:^|[\s"'/])([^\s"'>/=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))"""
)
_RAW_ENDS = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in _RAW}


class _Words:
    """Collects what is shown, and the date a page gives itself."""

    def __init__(self, body: str) -> None:
        self.shown: list[str] = []
        self.dated: date | None = None
        self._body = body
        self._hidden: list[str] = []
        self._open: Counter[str] = Counter()

    def read(self) -> None:
        """Read the page to its end."""
        at = 0
        while (found := _OPENS.search(self._body, at)) is not None:
            self._show(self._body[at : found.start()])
            at = self._behind(found)
        self._show(self._body[at:])

    def _behind(self, found: re.Match[str]) -> int:
        """Take in one tag or comment and return where reading goes on."""
        comment, slash, name = found.groups()
        if comment:
            end = self._body.find("-->", found.start() + len("<!"))
            return end + len("-->") if end >= 0 else len(self._body)
        rest = _REST.match(self._body, found.end())
        if rest is None:
            return len(self._body)
        if name and slash:
            self._close(name.lower())
        elif name:
            return self._start(name.lower(), rest)
        return rest.end()

    def _start(self, tag: str, rest: re.Match[str]) -> int:
        if tag in _BREAKS:
            self.shown.append("\n")
        if tag in {"meta", "time"} and self.dated is None:
            self._note_day(tag, rest.group(1)[:_MOST_OF_A_TAG])
        if rest.group(1).endswith("/"):
            return rest.end()
        if tag in _RAW:
            end = _RAW_ENDS[tag].search(self._body, rest.end())
            return end.start() if end else len(self._body)
        if tag in _HIDDEN:
            self._hidden.append(tag)
            self._open[tag] += 1
        return rest.end()

    def _close(self, tag: str) -> None:
        if self._open[tag]:
            while (last := self._hidden.pop()) != tag:
                self._open[last] -= 1
            self._open[tag] -= 1

    def _show(self, text: str) -> None:
        if text and not self._hidden:
            self.shown.append(re.sub(r"\s", " ", _unescaped(text)))

    def _note_day(self, tag: str, attributes: str) -> None:
        known = {
            found.group(1).lower(): found.group(2) or found.group(3) or found.group(4) or ""
            for found in _ATTRIBUTE.finditer(attributes)
        }
        label = (known.get("property") or known.get("name") or known.get("itemprop") or "").lower()
        if tag == "meta" and label not in _DATED:
            return
        found = _DAY.search(known.get("content" if tag == "meta" else "datetime", ""))
        try:
            self.dated = date.fromisoformat(found.group()) if found else None
        except ValueError:
            self.dated = None


def words_of(body: str, *, html: bool) -> tuple[str, date | None]:
    """Return the text of a page, one paragraph a line, and its own date where it gives one.

    Takes time in proportion to the page, whatever the page holds.
    """
    if not html:
        return _lines(body), None
    words = _Words(body)
    words.read()
    return _lines("".join(words.shown)), words.dated


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a numeric entity of thousands of digits
        return text


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text[: 4 * _MOST_CHARACTERS].splitlines())
    return "\n".join(line for line in lines if line)[:_MOST_CHARACTERS]
