"""Full-text search over approved statements: which of them could speak to a claim."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.languages.lists import every
from bot.verdict import Platform
from bot.vocabulary.facts import Fact

MOST_FOUND = 3

_WORD = re.compile(r"\w+")
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class FactPassage:
    """An approved statement as evidence. `expired` says that it supports nothing any more."""

    id: str
    text: str
    wording: str
    source: str
    owner: str
    dated: date
    expired: bool
    approved: bool = True


class FactSearch:
    """Finds approved statements by their words. Safe to use from several threads."""

    def __init__(self, facts: Iterable[Fact], clock: Callable[[], datetime]) -> None:
        """`clock` answers in the company's time zone, which is whose days are shown."""
        self._clock = clock
        self._lock = threading.Lock()
        self._facts: dict[str, Fact] = {}
        self._index = _new_index()
        self.replace(facts)

    def replace(self, facts: Iterable[Fact]) -> None:
        """Search these from now on."""
        known = {fact.id: fact for fact in facts}
        index = _new_index()
        index.executemany(
            "INSERT INTO facts (id, words) VALUES (?, ?)",
            [(fact.id, _words(fact)) for fact in known.values()],
        )
        with self._lock:
            self._index.close()
            self._index, self._facts = index, known

    def passages(
        self, text: str, platform: Platform, language: str = ""
    ) -> tuple[FactPassage, ...]:
        """Return the statements that share words with `text`, at most three, the closest first.

        Their wording is for a draft of that language, empty where nobody has approved one.
        """
        words = telling_words(text)
        if not words:
            return ()
        query = " OR ".join(f'"{word}"' for word in sorted(words))
        now = self._clock()
        with self._lock:
            rows = self._index.execute(
                "SELECT id FROM facts WHERE facts MATCH ? ORDER BY bm25(facts), id", (query,)
            ).fetchall()
            found = [self._facts[row[0]] for row in rows]
        usable = [fact for fact in found if fact.begun(now) and fact.is_for(platform)]
        return tuple(_passage(fact, now, language) for fact in usable[:MOST_FOUND])

    def close(self) -> None:
        """Let the index go."""
        with self._lock:
            self._index.close()


def _new_index() -> sqlite3.Connection:
    index = sqlite3.connect(":memory:", check_same_thread=False)
    index.execute(
        "CREATE VIRTUAL TABLE facts USING fts5"
        " (id UNINDEXED, words, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    return index


def telling_words(text: str) -> frozenset[str]:
    """Return the words of `text` that tell what it is about, in small letters."""
    words = _WORD.findall(text.casefold())
    return frozenset(
        word
        for word in words
        if word not in every("stop_words") and len(word) >= _LEAST_LETTERS and not word.isdigit()
    )


def _words(fact: Fact) -> str:
    return " ".join((fact.statement, fact.wording, *dict(fact.wordings).values()))


def _passage(fact: Fact, now: datetime, language: str) -> FactPassage:
    return FactPassage(
        id=fact.id,
        text=fact.statement,
        wording=fact.wording_in(language),
        source=fact.source,
        owner=fact.owner,
        dated=fact.valid_from.astimezone(now.tzinfo).date(),
        expired=fact.expired(now),
    )
