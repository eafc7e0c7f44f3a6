"""What is kept of the people who write: their choices, checks and steps, as they may ask for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from bot.check import PastCheck
from bot.keeping.checks import Store, past_of
from bot.keeping.exporting import Opened, Row, exported
from bot.verdict import Platform
from storage.records import AuthorRecord, StepRecord


class Authors:
    """People by team and Slack id, who are looked up under a keyed hash of these."""

    def __init__(
        self,
        *,
        store: Store,
        author_key: Callable[[str | None, str], str],
        clock: Callable[[], datetime],
        opened: Opened | None = None,
    ) -> None:
        """`author_key` turns (team, user) into a keyed hash; `clock` answers in UTC.

        `opened` answers with a row of a table in the clear, for its person's eyes.
        """
        self.clock = clock
        self._store = store
        self._author_key = author_key
        self._opened = opened or _as_it_is

    async def author(self, team: str | None, user: str) -> AuthorRecord:
        """Return a person's choices, the defaults when they have made none."""
        key = self._author_key(team, user)
        return await self._store.author(key) or AuthorRecord(author_key=key)

    async def may_message(self, team: str | None, user: str) -> bool:
        """Whether this person takes messages from us."""
        return (await self.author(team, user)).messages

    async def takes_ai(self, team: str | None, user: str) -> bool:
        """Whether this person accepted the deal and left AI on, wherever that is."""
        author = await self.author(team, user)
        return author.accepted_at is not None and author.ai_review

    async def language(self, team: str | None, user: str) -> str:
        """Return the language a person chose, empty where they chose none."""
        return await self._store.language(self._author_key(team, user))

    async def accept_deal(self, team: str | None, user: str, *, ai_host: str) -> None:
        """Remember that this person accepted the deal; repeating it changes nothing.

        `ai_host` is where it told them that AI reads their drafts, empty where it told of none.
        """
        await self._store.accept_deal(self._author_key(team, user), self.clock(), ai_host)

    async def set_preferences(
        self,
        team: str | None,
        user: str,
        *,
        ai_review: bool | None = None,
        messages: bool | None = None,
        platform: Platform | None = None,
        language: str | None = None,
    ) -> None:
        """Change a person's choices; what is None stays as it is."""
        await self._store.set_preferences(
            self._author_key(team, user),
            ai_review=ai_review,
            messages=messages,
            platform=platform,
            language=language,
        )

    async def recent(self, team: str | None, user: str, most: int) -> tuple[PastCheck, ...]:
        """Return this person's own latest checks, newest first."""
        found = await self._store.recent(self._author_key(team, user), most)
        return tuple(past_of(check) for check in found)

    async def checks_of(self, team: str | None, user: str) -> int:
        """Return how many checks are kept of this person."""
        return await self._store.checks_of(self._author_key(team, user))

    def export(self, team: str | None, user: str) -> AsyncIterator[str]:
        """Yield all that is kept of this person as JSON, in as many texts as files take."""
        return exported(self._store.rows_of(self._author_key(team, user)), self._opened)

    async def forget(self, team: str | None, user: str) -> int:
        """Delete everything that is kept about this person; return how many rows there were."""
        return await self._store.forget(self._author_key(team, user))

    async def count_step(
        self, team: str | None, user: str, kind: str, name: str, step: str
    ) -> None:
        """Count a step of somebody today, without a word of what it was about."""
        key, today = self._author_key(team, user), self.clock().date()
        await self._store.add_step(StepRecord(key, kind, name, step, today))

    async def count_comment(self, team: str | None, user: str, topic: str) -> None:
        """Count that a comment somebody answered was about this topic; of the comment, nothing."""
        key, today = self._author_key(team, user), self.clock().date()
        await self._store.add_step(StepRecord(key, "comment", topic, "tagged", today))

    async def count_rewrite(self, team: str | None, user: str) -> None:
        """Count that somebody took a rewrite; of its text, nothing."""
        key, today = self._author_key(team, user), self.clock().date()
        await self._store.add_step(StepRecord(key, "rewrite", "", "adopted", today))


def _as_it_is(table: str, row: Row) -> Row:
    del table
    return row
