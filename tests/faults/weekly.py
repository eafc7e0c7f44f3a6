"""The digest while the bot is being killed: as soon as a week's is there, it is due once more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import delete, select, text

from bot.digest.synthetic import fill
from bot.workflows.systemdb import own_url
from storage.engines import single_engine
from storage.store import Store
from storage.totals import digests
from storage.urls import DatabaseUrl, parse_url
from tests.digest.made import shipped
from tests.slack_double import SlackDouble

CHANNEL = "C0GENERAL"
SETTINGS = {"CHECKPOST_DIGEST_CHANNEL": CHANNEL}


async def fill_last_week(database_url: str) -> None:
    """Make up a week of checks, of which a digest can tell."""
    store = await Store.open(database_url)
    await fill(store, shipped(), datetime.now(UTC), weeks=1)
    await store.close()


@dataclass
class Weekly:
    """Counts how often each digest was posted, and has the next one be due."""

    slack: SlackDouble
    url: DatabaseUrl
    posted: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, slack: SlackDouble, database_url: str) -> Weekly:
        """Nothing is counted yet."""
        return cls(slack, parse_url(database_url))

    def renew(self) -> None:
        """Where a digest is noted down, count its posts and forget it. The bot must be dead."""
        engine = single_engine(self.url)
        with engine.begin() as connection:
            noted = connection.execute(select(digests.c.status)).all()
            connection.execute(delete(digests))
        engine.dispose()
        if not noted:
            return
        self.posted.append(self.standing())
        self.slack.mail.messages[CHANNEL].clear()
        self._forget_workflow()

    def standing(self) -> int:
        """How many digests stand in the channel."""
        held = self.slack.mail.messages[CHANNEL]
        return sum('"digest:' in str(each.get("blocks")).replace("'", '"') for each in held)

    def _forget_workflow(self) -> None:
        """Let a week's workflow run again, as it may once the engine has let go of it."""
        engine = single_engine(own_url(self.url))
        schema = "" if self.url.path else "dbos."
        with engine.begin() as connection:
            for table in ("operation_outputs", "workflow_status"):
                wanted = f"DELETE FROM {schema}{table} WHERE workflow_uuid LIKE 'digest-%'"  # noqa: S608 -- ours
                connection.execute(text(wanted))
        engine.dispose()
