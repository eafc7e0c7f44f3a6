"""What became of findings: what their author said, and what checks after theirs find no more."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import CTE, Connection, Select, Update, and_, exists, func, or_, select, update

from storage.database import Database, changed
from storage.tables import checks, findings

# Any number will do, as long as every replica uses the same.
_LOCK = 0x0C4EC_0C4A


class Chains(Database):
    """The part of the store for what became of findings. Methods may raise `StoreProblem`."""

    async def mark_chain(
        self,
        check_id: str,
        author_key: str,
        found: frozenset[str],
        *,
        read: bool = True,
    ) -> None:
        """Mark what became of earlier findings, now that a person's check has been added.

        `found` are the rules that it found, and `read` says that AI read it: else nothing of what
        AI found is fixed. What its parent found is fixed if its text was edited since and the rule
        is found no more, and what was fixed before that is open again if it is: somebody put it
        back. Checks end in any order, so what those after it found counts as well. What the author
        said about a finding stands, unless they had only kept it.
        """

        def mark(connection: Connection) -> None:
            _one_by_one(connection, author_key)
            later = found | _follow(connection, check_id, author_key)
            theirs = and_(checks.c.check_id == check_id, checks.c.author_key == author_key)
            row = connection.execute(select(checks.c.parent, checks.c.edited).where(theirs)).first()
            if row is None or row.parent is None:
                return
            _follow(connection, row.parent, author_key, later, read=read and row.edited)
            connection.execute(_open_again(row.parent, author_key, later))

        await self.write(mark)

    async def mark_action(
        self, check_id: str, author_key: str, rule: str, number: int, action: str | None
    ) -> bool:
        """Mark one finding of that person's check: of its rule, the one with this number from 0.

        Without an action it is unanswered again, or fixed, where later checks find it no more; and
        so is one that is kept. False where there is no such row.
        """
        place = (
            select(findings.c.position)
            .join(checks, checks.c.check_id == findings.c.check_id)
            .where(
                findings.c.check_id == check_id,
                findings.c.rule == rule,
                checks.c.author_key == author_key,
            )
            .order_by(findings.c.position)
            .offset(number)
            .limit(1)
            .scalar_subquery()
        )
        marked = (
            update(findings)
            .where(findings.c.check_id == check_id, findings.c.position == place)
            .values(action=action)
        )

        def mark(connection: Connection) -> bool:
            _one_by_one(connection, author_key)
            was_there = changed(connection, marked) == 1
            _follow(connection, check_id, author_key)
            return was_there

        return await self.write(mark)


def _one_by_one(connection: Connection, author_key: str) -> None:
    """Wait until no other replica marks findings of that person, and keep others waiting."""
    # What is read here decides what is written. SQLite has one writer; PostgreSQL's statements
    # pass over a row that another's, not yet committed, are about to make theirs to change.
    if connection.dialect.name == "postgresql":
        key = func.hashtextextended(author_key, _LOCK)
        connection.execute(select(func.pg_advisory_xact_lock(key)))


def _follow(
    connection: Connection,
    check_id: str,
    author_key: str,
    found: frozenset[str] = frozenset(),
    *,
    read: bool = False,
) -> frozenset[str]:
    """Mark what is fixed of a check by those after it, and return the rules that they found.

    `found` they found, too. Nothing is fixed unless the text was edited right after the check:
    what is found no more of the same text was not mended. What AI found is left open unless one
    of them is known to have been `read` by it.
    """
    after = connection.execute(_found_after(check_id, author_key)).all()
    later = found.union(row.rule for row in after if row.rule is not None)
    if any(row.edited and row.parent == check_id for row in after):
        connection.execute(_fixed(check_id, author_key, later, read=read))
    return later


def _fixed(check_id: str, author_key: str, still_found: Collection[str], *, read: bool) -> Update:
    """Mark the findings of a check whose rule is not found any more, AI's too where it `read`."""
    theirs = exists().where(
        checks.c.check_id == findings.c.check_id, checks.c.author_key == author_key
    )
    return (
        update(findings)
        .where(
            findings.c.check_id == check_id,
            findings.c.rule.not_in(still_found),
            *(() if read else (findings.c.source == "rule",)),
            or_(findings.c.action.is_(None), findings.c.action == "kept"),
            theirs,
        )
        .values(action="fixed")
    )


def _open_again(check_id: str, author_key: str, found: Collection[str]) -> Update:
    """Take the mark off findings of a check, and of those before it, whose rule is found again."""
    return (
        update(findings)
        .where(
            findings.c.check_id.in_(select(_until(check_id, author_key).c.check_id)),
            findings.c.rule.in_(found),
            findings.c.action == "fixed",
        )
        .values(action=None)
    )


def _until(check_id: str, author_key: str) -> CTE:
    """Name a person's check and all those before it in its chain."""
    theirs = checks.c.author_key == author_key
    chain = (
        select(checks.c.check_id, checks.c.parent)
        .where(checks.c.check_id == check_id, theirs)
        .cte("chain", recursive=True)
    )
    earlier = select(checks.c.check_id, checks.c.parent).where(
        checks.c.check_id == chain.c.parent, theirs
    )
    return chain.union(earlier)


def _found_after(check_id: str, author_key: str) -> Select[tuple[str | None, bool, str | None]]:
    """Select the checks after one in its chain, with the rules that they found, if any."""
    # Of the same hour or later, which its index finds; a chain is not looked for in all of theirs.
    since = select(checks.c.hour).where(checks.c.check_id == check_id).scalar_subquery()
    recent = and_(checks.c.author_key == author_key, checks.c.hour >= since)
    told = select(checks.c.check_id, checks.c.parent, checks.c.edited)
    chain = told.where(checks.c.parent == check_id, recent).cte("chain", recursive=True)
    chain = chain.union(told.where(checks.c.parent == chain.c.check_id, recent))
    return select(chain.c.parent, chain.c.edited, findings.c.rule).outerjoin(
        findings, findings.c.check_id == chain.c.check_id
    )
