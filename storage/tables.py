"""The tables: what a row holds, and that no column could hold a draft."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    true,
)
from sqlalchemy.types import TypeDecorator

# Keyed hashes and random ids are hexadecimal; names come from rule files and settings.
ID = 64
NAME = 200
WORD = 32
# A domain name has 253 characters at most (RFC 1035), and a port five.
HOST = 260


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse moments without a time zone: they would silently mean local time."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every moment its time zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

checks = Table(
    "checks",
    metadata,
    Column("check_id", String(ID), primary_key=True),
    Column("hour", Moment, nullable=False, index=True),
    Column("author_key", String(ID), nullable=False, index=True),
    Column("platform", String(WORD), nullable=False),
    Column("purpose", String(WORD), nullable=False),
    Column("surface", String(WORD), nullable=False),
    Column("verdict", String(WORD), nullable=False),
    Column("ruleset", String(NAME), nullable=False),
    Column("review_status", String(WORD), nullable=False),
    Column("prompt_hash", String(NAME), nullable=False),
    Column("model", String(NAME), nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("review_ms", Integer, nullable=False),
    # Not a foreign key: the earlier check may be gone by retention while this one stays.
    Column("parent", String(ID), nullable=True),
)

findings = Table(
    "findings",
    metadata,
    Column(
        "check_id",
        String(ID),
        ForeignKey("checks.check_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("position", Integer, primary_key=True),
    Column("rule", String(NAME), nullable=False),
    Column("revision", String(NAME), nullable=False),
    Column("topic", String(WORD), nullable=False),
    Column("severity", String(WORD), nullable=False),
    Column("source", String(WORD), nullable=False),
    Column("action", String(WORD), nullable=True),
    Index("ix_findings_rule", "rule"),
)

# What rules noticed that only watch: nobody is shown it.
watched = Table(
    "watched",
    metadata,
    Column(
        "check_id",
        String(ID),
        ForeignKey("checks.check_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("rule", String(NAME), primary_key=True),
)

authors = Table(
    "authors",
    metadata,
    Column("author_key", String(ID), primary_key=True),
    Column("accepted_at", Moment, nullable=True),
    Column("ai_review", Boolean, nullable=False, server_default=true()),
    Column("messages", Boolean, nullable=False, server_default=true()),
    # When the row last changed, so that retention can let go of people who stopped coming.
    Column("touched_at", Moment, nullable=False),
    Column("platform", String(WORD), nullable=False, server_default=""),
    Column("language", String(WORD), nullable=False, server_default=""),
    Column("ai_host", String(HOST), nullable=False, server_default=""),
)

# Secrets of ours, encrypted by whoever put them here; the store never sees them in the clear.
sealed = Table(
    "sealed",
    metadata,
    Column("name", String(WORD), primary_key=True),
    Column("secret", Text, nullable=False),
)

# Tokens by the company's own day, of everybody together.
spending = Table(
    "spending",
    metadata,
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
)

# Who answered questions that authors put to a channel; of the authors and their words, nothing.
decisions = Table(
    "decisions",
    metadata,
    Column("ask_id", String(ID), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("channel", String(NAME), nullable=False),
    Column("rule", String(NAME), nullable=False),
    Column("topic", String(WORD), nullable=False),
    Column("answer", String(WORD), nullable=False),
    Column("by_user", String(ID), nullable=False),
    Column("by_key", String(ID), nullable=False, index=True),
    # When it was asked, to tell how long answers take.
    Column("asked_at", Moment, nullable=True),
)

# What may be shown of a week that is over: thresholded and rounded, of everybody together.
weeks = Table(
    "weeks",
    metadata,
    Column("week", String(WORD), primary_key=True),
    Column("begins", Moment, nullable=False),
    Column("checks", Integer, nullable=True),
    Column("fixable", Integer, nullable=True),
    Column("better", Integer, nullable=True),
)

figures = Table(
    "figures",
    metadata,
    Column("week", String(WORD), ForeignKey("weeks.week", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(WORD), primary_key=True),
    Column("name", String(NAME), primary_key=True),
    Column("since", String(WORD), nullable=False),
    Column("hits", Integer, nullable=True),
    Column("fixed", Integer, nullable=True),
    Column("kept", Integer, nullable=True),
    Column("not_relevant", Integer, nullable=True),
    Column("wrong", Integer, nullable=True),
)

digests = Table(
    "digests",
    metadata,
    Column("week", String(WORD), primary_key=True),
    Column("channel", String(NAME), primary_key=True),
    Column("status", String(WORD), nullable=False),
    Column("at", Moment, nullable=False),
    Column("place", String(NAME), nullable=False),
    Column("drill", String(NAME), nullable=False),
)

# Answers to the weekly exercise, added up; nobody's own.
drills = Table(
    "drills",
    metadata,
    Column("week", String(WORD), primary_key=True),
    Column("rule", String(NAME), primary_key=True),
    Column("topic", String(WORD), nullable=False),
    Column("at", Moment, nullable=False),
    Column("right", Integer, nullable=False),
    Column("wrong", Integer, nullable=False),
)

# Rules that were changed because people said so; who said it is not kept.
changes = Table(
    "changes",
    metadata,
    Column("path", String(NAME), primary_key=True),
    Column("rule", String(NAME), nullable=False),
    Column("kind", String(WORD), nullable=False),
    Column("at", Moment, nullable=False),
)

# What somebody would like to thank a person for; who nominated them is not kept.
nominations = Table(
    "nominations",
    metadata,
    Column("nomination_id", String(ID), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("nominee_key", String(ID), nullable=False, index=True),
    Column("sealed", Text, nullable=False),
    Column("accepted_at", Moment, nullable=True, index=True),
)

# What found no answer, and how far drafts of a campaign came: for figures from five people on.
steps = Table(
    "steps",
    metadata,
    Column("author_key", String(ID), primary_key=True),
    Column("kind", String(WORD), primary_key=True),
    Column("name", String(NAME), primary_key=True),
    Column("step", String(WORD), primary_key=True),
    Column("day", Date, primary_key=True, index=True),
    Column("times", Integer, nullable=False),
)

# The same thing in checks of several people: a keyed code of it and of them, for seven days.
sightings = Table(
    "sightings",
    metadata,
    Column("thing_key", String(ID), primary_key=True),
    Column("author_key", String(ID), primary_key=True, index=True),
    Column("kind", String(WORD), nullable=False),
    Column("hour", Moment, nullable=False, index=True),
)

# News that was told, so that nobody reads it twice, whichever replica tells it.
told = Table(
    "told",
    metadata,
    Column("name", String(NAME), primary_key=True),
    Column("state", String(ID), nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

# Clicks of campaign links, counted elsewhere: of everybody together.
clicks = Table(
    "clicks",
    metadata,
    Column("campaign", String(NAME), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("clicks", Integer, nullable=False),
)

# What an author lent by a tick: sealed, and until a moment.
lent = Table(
    "lent",
    metadata,
    Column("check_id", String(ID), primary_key=True),
    Column("author_key", String(ID), nullable=False, index=True),
    Column("until", Moment, nullable=False, index=True),
    Column("sealed", Text, nullable=False),
)


def about_people() -> dict[str, tuple[str, ...]]:
    """Return what rows about a person can hold: columns by table, from the schema itself."""
    return {
        table.name: tuple(column.name for column in table.columns)
        for table in (
            checks,
            findings,
            watched,
            authors,
            nominations,
            steps,
            sightings,
            lent,
            decisions,
        )
    }
