"""What a person chose, under the keyed hash of who they are."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, func, select

from storage.database import Database
from storage.records import AuthorRecord
from storage.tables import authors

# Built once: every check runs it, and to build it anew takes half as long as running it.
_AUTHOR = select(*(authors.c[field.name] for field in fields(AuthorRecord))).where(
    authors.c.author_key == bindparam("author_key")
)


class Choices(Database):
    """People's choices. Every method may raise `StoreProblem`."""

    async def author(self, author_key: str) -> AuthorRecord | None:
        """Return a person's choices, or None when they have made none."""

        def read(connection: Connection) -> AuthorRecord | None:
            row = connection.execute(_AUTHOR, {"author_key": author_key}).one_or_none()
            return None if row is None else AuthorRecord(*row)

        return await self.read(read)

    async def keeps(self, author_key: str) -> bool:
        """Whether rows about a person may be kept: they accepted that, and did not go since."""
        known = await self.author(author_key)
        return known is not None and known.accepted_at is not None

    async def language(self, author_key: str) -> str:
        """Return the language a person chose, empty where they chose none."""
        chosen = await self.author(author_key)
        return chosen.language if chosen else ""

    async def accept_deal(self, author_key: str, at: datetime, ai_host: str) -> None:
        """Remember that a person accepted the deal; the first time stands, and the last host.

        An empty host, that of a deal without AI, leaves the one before.
        """
        now = {"touched_at": _now()} | ({"ai_host": ai_host} if ai_host else {})
        accepted = self.upsert(
            authors,
            {"author_key": author_key, "accepted_at": at, **now},
            {"accepted_at": func.coalesce(authors.c.accepted_at, at), **now},
        )
        await self.change(accepted)

    async def set_preferences(
        self,
        author_key: str,
        *,
        ai_review: bool | None = None,
        messages: bool | None = None,
        platform: str | None = None,
        language: str | None = None,
    ) -> None:
        """Change what is given, leave the rest."""
        given = {
            "ai_review": ai_review,
            "messages": messages,
            "platform": platform,
            "language": language,
        }
        changed = {name: value for name, value in given.items() if value is not None}
        touched = {**changed, "touched_at": _now()}
        chosen = self.upsert(authors, {"author_key": author_key, **touched}, touched)
        await self.change(chosen)


def _now() -> datetime:
    return datetime.now(UTC)
