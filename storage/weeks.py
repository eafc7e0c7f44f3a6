"""Weeks: counted by person while they are open, kept as figures of nobody once they are over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
)

from storage.database import Database, changed
from storage.tables import checks, findings, watched
from storage.totals import changes, clicks, digests, drills, figures, weeks
from storage.week_records import (
    FigureRecord,
    FrozenWeek,
    PersonChecks,
    PersonFindings,
    PersonReviews,
    WeekRecord,
)

_TO_FIX = ("fix", "ask")


class Weeks(Database):
    """The part of the store that weekly figures come from. Methods may raise `StoreProblem`."""

    async def checks_between(self, begin: datetime, end: datetime) -> tuple[PersonChecks, ...]:
        """Count the checks from `begin` until before `end`, by person and by how they ended."""
        fixed = exists().where(
            findings.c.check_id == checks.c.check_id,
            findings.c.action == "fixed",
            findings.c.severity.in_(_TO_FIX),
        )
        outcome = case(
            (checks.c.verdict.not_in(_TO_FIX), "clear"), (fixed, "better"), else_="fixable"
        ).label("outcome")
        counted = (
            select(checks.c.author_key, outcome, func.count().label("checks"))
            .where(_between(begin, end))
            .group_by(checks.c.author_key, text("outcome"))
        )
        return tuple(PersonChecks(*row) for row in await self.rows(counted))

    async def findings_between(
        self, begin: datetime, end: datetime, earlier: Mapping[str, datetime] | None = None
    ) -> tuple[PersonFindings, ...]:
        """Count what rules found from `begin` until before `end`, by rule, action and person.

        `earlier` says from when on a rule's findings are counted as well, as no new ones.
        """
        counted = [(_by_person(_between(begin, end)), True)]
        if earlier:
            since = [
                and_(findings.c.rule == rule, checks.c.hour >= moment)
                for rule, moment in earlier.items()
            ]
            theirs = findings.c.rule.in_(earlier)  # by its index, whatever the planner makes of OR
            counted.append((_by_person(and_(theirs, or_(*since), checks.c.hour < begin)), False))

        def count(connection: Connection) -> tuple[PersonFindings, ...]:
            return tuple(
                PersonFindings(**row._asdict(), is_new=is_new)
                for query, is_new in counted
                for row in connection.execute(query)
            )

        return await self.read(count)

    async def watched_between(
        self, begin: datetime, end: datetime, earlier: Mapping[str, datetime] | None = None
    ) -> tuple[PersonFindings, ...]:
        """Count what watch rules noticed, as `findings_between` does.

        Each is a topic of its own: no total of them is told, from which one could be worked out.
        """
        counted = [(_watched_by_person(_between(begin, end)), True)]
        if earlier:
            since = [
                and_(watched.c.rule == rule, checks.c.hour >= moment)
                for rule, moment in earlier.items()
            ]
            counted.append((_watched_by_person(and_(or_(*since), checks.c.hour < begin)), False))

        def count(connection: Connection) -> tuple[PersonFindings, ...]:
            return tuple(
                PersonFindings(rule, rule, None, author, number, is_new=is_new)
                for query, is_new in counted
                for rule, author, number in connection.execute(query)
            )

        return await self.read(count)

    async def add_watched(self, check_id: str, rules: Iterable[str]) -> None:
        """Keep what watch rules noticed in a check that is kept; again changes nothing."""
        rows = [{"check_id": check_id, "rule": rule} for rule in rules]
        if not rows:
            return
        await self.change(self.insert(watched).values(rows).on_conflict_do_nothing())

    async def reviews_between(self, begin: datetime, end: datetime) -> tuple[PersonReviews, ...]:
        """Count checks from `begin` until before `end`, by person and by how their review ended."""
        by = (checks.c.author_key, checks.c.review_status)
        counted = select(*by, func.count()).where(_between(begin, end)).group_by(*by)
        return tuple(PersonReviews(*row) for row in await self.rows(counted))

    async def first_hour(self) -> datetime | None:
        """Return the hour of the oldest check that is kept (UTC), None where there is none."""
        return await self.value(select(func.min(checks.c.hour)))

    async def keep_week(self, frozen: FrozenWeek) -> None:
        """Keep a week's figures; a week that is kept already stays as it is.

        What rules were still gathering before is let go of, since this week's rows say it anew.
        """
        gathering = and_(
            figures.c.kind.in_(("rule", "watch")),
            figures.c.hits.is_(None),
            figures.c.week < frozen.totals.week,
        )
        kept = self.insert(weeks).values(**asdict(frozen.totals)).on_conflict_do_nothing()
        rows = [asdict(figure) for figure in frozen.figures]

        def keep(connection: Connection) -> None:
            if connection.scalar(kept.returning(weeks.c.week)) is None:
                return
            connection.execute(delete(figures).where(gathering))
            if rows:
                connection.execute(insert(figures), rows)

        await self.write(keep)

    async def kept_weeks(self, since: str, until: str) -> tuple[FrozenWeek, ...]:
        """Return the weeks from `since` to `until` that are kept, oldest first; both included."""
        wanted = select(weeks).where(weeks.c.week.between(since, until)).order_by(weeks.c.week)
        within = select(figures).where(figures.c.week.between(since, until))

        def collect(connection: Connection) -> tuple[FrozenWeek, ...]:
            totals = [WeekRecord(**row._asdict()) for row in connection.execute(wanted)]
            rows = connection.execute(within.order_by(figures.c.kind, figures.c.name))
            held = [FigureRecord(**row._asdict()) for row in rows]
            return tuple(
                FrozenWeek(total, tuple(each for each in held if each.week == total.week))
                for total in totals
            )

        return await self.read(collect)

    async def delete_weeks_before(self, cutoff: datetime) -> int:
        """Delete the figures of weeks that began before `cutoff`; return how many weeks went.

        With them go records of digests, drills, changes and clicks of that age.
        """

        def let_go(connection: Connection) -> int:
            for table in (digests, drills, changes):
                connection.execute(delete(table).where(table.c.at < cutoff))
            connection.execute(delete(clicks).where(clicks.c.day < cutoff.date()))
            return changed(connection, delete(weeks).where(weeks.c.begins < cutoff))

        return await self.write(let_go)


def _between(begin: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(checks.c.hour >= begin, checks.c.hour < end)


def _watched_by_person(where: ColumnElement[bool]) -> Select[Any]:
    by = (watched.c.rule, checks.c.author_key)
    joined = select(*by, func.count().label("findings")).join(
        checks, checks.c.check_id == watched.c.check_id
    )
    return joined.where(where).group_by(*by)


def _by_person(where: ColumnElement[bool]) -> Select[Any]:
    by = (findings.c.rule, findings.c.topic, findings.c.action, checks.c.author_key)
    return (
        select(*by, func.count().label("findings"))
        .join(checks, checks.c.check_id == findings.c.check_id)
        .where(findings.c.source == "rule", where)
        .group_by(*by)
    )
