"""The tables about people and their checks; no column could hold a draft."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    true,
)

from storage.columns import HOST, ID, NAME, WORD, Moment, metadata

checks = Table(
    "checks",
    metadata,
    Column("check_id", String(ID), primary_key=True),
    Column("hour", Moment, nullable=False, index=True),
    Column("author_key", String(ID), nullable=False),
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
    # Which of its author's checks of that hour it is: an order that tells no minute.
    Column("number", Integer, nullable=False, server_default="0"),
    # Whether its text is another than its parent's; of older rows it is not known, and not claimed.
    Column("edited", Boolean, nullable=False, server_default=false()),
    Index(None, "author_key", "hour", "number"),
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
