"""The anonymous profile: a store for the coach that keeps no row about anybody."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Protocol

from storage.records import AuthorRecord, CheckRecord, StepRecord

_MOST = 100_000


class Keeps(Protocol):
    """What is still kept: checks without anybody in them."""

    async def add_check(self, check: CheckRecord) -> None:
        """Store a check; storing the same id again changes nothing."""
        ...

    def rows_of(self, author_key: str) -> AsyncIterator[tuple[str, list[dict[str, object]]]]:
        """Yield every row of a person, by table, some at a time."""
        ...

    async def forget(self, author_key: str) -> int:
        """Delete every row of a person, and return how many there were."""
        ...


class AnonymousStore:
    """The `Store` port of bot.keeping.checks where `CHECKPOST_PROFILE=anonymous`.

    People's choices live in this process's memory alone, so after a restart the deal is shown once
    more. A check is kept for its totals: without its author, its chain and what was found.
    """

    def __init__(self, kept: Keeps) -> None:
        """`kept` is where checks go once nobody is in them."""
        self._kept = kept
        self._authors: OrderedDict[str, AuthorRecord] = OrderedDict()

    async def author(self, author_key: str) -> AuthorRecord | None:
        """Return what this process knows of a person's choices."""
        return self._authors.get(author_key)

    async def keeps(self, author_key: str) -> bool:
        """Answer that it may be kept: nobody is in what is."""
        del author_key
        return True

    async def language(self, author_key: str) -> str:
        """Return the language a person chose while this process runs."""
        return self._before(author_key).language

    async def accept_deal(self, author_key: str, at: datetime, ai_host: str) -> None:
        """Remember until the process ends that a person accepted the deal."""
        before = self._before(author_key)
        told = ai_host or before.ai_host
        self._put(replace(before, accepted_at=before.accepted_at or at, ai_host=told))

    async def set_preferences(self, author_key: str, **given: bool | str | None) -> None:
        """Change what is given, leave the rest, until the process ends."""
        changed = {name: value for name, value in given.items() if value is not None}
        self._put(replace(self._before(author_key), **changed))  # type: ignore[arg-type]  # its own fields

    async def recent(self, author_key: str, most: int) -> tuple[CheckRecord, ...]:
        """Return nothing: nobody's checks can be told apart."""
        del author_key, most
        return ()

    async def checks_of(self, author_key: str) -> int:
        """Return none: nobody's checks can be told apart."""
        del author_key
        return 0

    async def rows_of(self, author_key: str) -> AsyncIterator[tuple[str, list[dict[str, object]]]]:
        """Yield a person's choices, and rows of theirs from before the profile was chosen."""
        chosen = self._authors.get(author_key)
        yield "authors", [asdict(chosen)] if chosen else []
        async for batch in self._kept.rows_of(author_key):
            yield batch

    async def forget(self, author_key: str) -> int:
        """Forget a person's choices, and rows of theirs from before the profile was chosen."""
        self._authors.pop(author_key, None)
        return await self._kept.forget(author_key)

    async def add_check(self, check: CheckRecord) -> None:
        """Keep a check for its totals alone."""
        await self._kept.add_check(replace(check, author_key="", parent=None, findings=()))

    async def add_step(self, record: StepRecord) -> None:
        """Do nothing: a step is somebody's."""

    async def mark_chain(
        self,
        check_id: str,
        author_key: str,
        found: frozenset[str],
        *,
        read: bool = True,
    ) -> None:
        """Do nothing: no finding is kept."""

    async def mark_action(
        self, check_id: str, author_key: str, rule: str, number: int, action: str | None
    ) -> bool:
        """Answer that it is done: no finding is kept, so there is nothing to wait for."""
        del check_id, author_key, rule, number, action
        return True

    def _before(self, author_key: str) -> AuthorRecord:
        return self._authors.get(author_key) or AuthorRecord(author_key)

    def _put(self, author: AuthorRecord) -> None:
        self._authors[author.author_key] = author
        self._authors.move_to_end(author.author_key)
        if len(self._authors) > _MOST:
            self._authors.popitem(last=False)
