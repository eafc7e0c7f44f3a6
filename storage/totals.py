"""The tables about nobody: weeks added up, what was posted and told, clicks, our own secrets."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from storage.columns import ID, NAME, WORD, Moment, metadata

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

# Steps of work that was taken up again, for as long as they last and where a process died there.
attempts = Table(
    "attempts",
    metadata,
    Column("workflow_id", String(NAME), primary_key=True),
    Column("step", String(NAME), primary_key=True),
    Column("deaths", Integer, nullable=False),
    # Empty until it is set aside.
    Column("reference", String(WORD), nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
