"""What the coach needs of a store, and the one place where a check becomes what is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol

from bot.check import Asked, Outcome, PastCheck
from bot.verdict import Platform, Verdict
from storage.records import AuthorRecord, CheckRecord, FindingRecord, StepRecord


class Store(Protocol):
    """What the coach needs of a store; `storage.store.Store` is the real one."""

    async def author(self, author_key: str) -> AuthorRecord | None:
        """Return a person's choices, or None when they have made none."""
        ...

    async def keeps(self, author_key: str) -> bool:
        """Whether rows about a person may be kept: they accepted that, and did not go since."""
        ...

    async def language(self, author_key: str) -> str:
        """Return the language a person chose, empty where they chose none."""
        ...

    async def accept_deal(self, author_key: str, at: datetime, ai_host: str) -> None:
        """Remember that a person accepted the deal, in which AI was at this host."""
        ...

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
        ...

    async def recent(self, author_key: str, most: int) -> tuple[CheckRecord, ...]:
        """Return a person's latest checks, newest first."""
        ...

    async def checks_of(self, author_key: str) -> int:
        """Return how many checks of a person there are."""
        ...

    def rows_of(self, author_key: str) -> AsyncIterator[tuple[str, list[dict[str, object]]]]:
        """Yield every row of a person, by table, some at a time."""
        ...

    async def forget(self, author_key: str) -> int:
        """Delete every row of a person, and return how many there were."""
        ...

    async def add_step(self, record: StepRecord) -> None:
        """Count a step of somebody on a day."""
        ...

    async def add_check(self, check: CheckRecord) -> None:
        """Store a check and its findings; storing the same id again changes nothing."""
        ...

    async def mark_chain(
        self,
        check_id: str,
        author_key: str,
        found: frozenset[str],
        *,
        read: bool = True,
    ) -> None:
        """Mark what became of earlier findings, now that a check of that person's was added.

        `found` are the rules that it found: the others are fixed, and these no longer are. Nothing
        is fixed in a text that was not edited, and nothing of what AI found unless it `read` it.
        """
        ...

    async def mark_action(
        self, check_id: str, author_key: str, rule: str, number: int, action: str | None
    ) -> bool:
        """Mark one finding of that person's check; False where there is no such row.

        Without an action it is unanswered again.
        """
        ...


def record_of(asked: Asked, outcome: Outcome, author_key: str) -> CheckRecord:
    """Return what is kept of a check: no draft, no matched text, no name."""
    return CheckRecord(
        check_id=asked.check_id,
        hour=asked.at.replace(minute=0, second=0, microsecond=0),
        author_key=author_key,
        platform=asked.draft.platform,
        purpose=asked.draft.purpose,
        surface=asked.surface,
        verdict=outcome.verdict,
        ruleset=outcome.ruleset,
        review_status=outcome.status,
        prompt_hash=outcome.prompt_hash,
        model=outcome.model,
        tokens=outcome.tokens,
        review_ms=outcome.latency_ms,
        parent=asked.parent,
        edited=asked.edited,
        findings=tuple(
            FindingRecord(f.rule, f.revision, f.topic, f.severity, f.source)
            for f in outcome.findings
        ),
    )


def past_of(check: CheckRecord) -> PastCheck:
    """Return a kept check as its author finds it again."""
    platform, verdict = Platform(check.platform), Verdict(check.verdict)
    return PastCheck(check.hour, platform, verdict, len(check.findings))
