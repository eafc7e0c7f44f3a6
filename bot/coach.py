"""The use case: a draft in, a verdict out, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot.authors import Authors
from bot.check import Action, Asked, Outcome, address_parts
from bot.finishing import Known, Read, finish, review, with_reply
from bot.keeping.checks import Store, record_of
from bot.keeping.early import Early
from bot.keeping.exporting import Opened
from bot.review.notes import note_for, without_checklist
from bot.review.outcome import FollowedUp, Review, Reviewer, ReviewStatus
from bot.review.rewrite import keep_answer, keep_rewrite
from bot.verdict import Draft


class Coach(Authors):
    """Reads drafts, remembers what may be remembered, and nothing else."""

    def __init__(  # noqa: PLR0913 -- everything it works with, each by its name
        self,
        *,
        read: Read,
        reviewer: Reviewer,
        store: Store,
        author_key: Callable[[str | None, str], str],
        clock: Callable[[], datetime],
        known: Callable[[], Known] | None = None,
        opened: Opened | None = None,
        saw: Callable[[Asked, str], Awaitable[None]] | None = None,
    ) -> None:
        """`author_key` turns (team, user) into a keyed hash; `clock` answers in UTC.

        `known` answers with what the checklist may compare a draft with, and `opened` with a row
        of a table in the clear, for its person's eyes. `saw` hears of each check that is kept, and
        from whom (hashed).
        """
        super().__init__(store=store, author_key=author_key, clock=clock, opened=opened)
        self.read = read
        self._reviewer = reviewer
        self._known = known or Known
        self._saw = saw
        self._early = Early()

    @property
    def host(self) -> str:
        """The host a draft is sent to for review, empty when review is off."""
        return self._reviewer.host

    async def review(self, asked: Asked) -> Review:
        """Ask the reviewer, unless its author does not let it, or the draft must not leave."""
        off = None if await self._lets_read(asked.team, asked.user) else ReviewStatus.DISABLED
        comment = asked.comment
        return await review(asked.draft, asked.reading, self._reviewer, off=off, comment=comment)

    def carried(self, comment: str) -> str:
        """Return what of somebody's comment may wait for the reviewer: nothing without one.

        A comment with a key or password in it stays where it is.
        """
        if not comment.strip() or self.read(Draft(comment)).holds_credential:
            return ""
        return self._reviewer.hide(comment)

    async def follow_up(
        self, team: str | None, user: str, draft: Draft, wish: str, *, translated: bool = False
    ) -> FollowedUp:
        """Ask the reviewer for what an author wishes of a draft, and let through what holds.

        A guarded text and one that holds a credential are never sent anywhere, whether the draft
        or the wish is it. An answer that brings anything that is neither in the draft nor in the
        wish is dropped, and so is a version that a rewrite would be dropped for. `translated`
        says that one in another language is wished for.
        """
        if not (self.host and await self._lets_read(team, user)):
            return _unasked(ReviewStatus.DISABLED)
        readings = (self.read(draft), self.read(Draft(wish)))
        if any(reading.guarded for reading in readings):
            return _unasked(ReviewStatus.NONE)
        if any(reading.holds_credential for reading in readings):
            return _unasked(ReviewStatus.SKIPPED_CREDENTIAL)
        said = await self._reviewer.follow_up(draft, wish)
        return replace(
            said,
            answer=keep_answer(draft, said.answer or "", wish, self.read),
            rewrite=keep_rewrite(draft, said.rewrite or "", self.read, translated=translated),
        )

    def finish(self, asked: Asked, review: Review) -> Outcome:
        """Put the rules' reading and the review together."""
        known = self._known()
        outcome = finish(asked.draft, asked.reading, review, self.read, known)
        if asked.reply is None:
            return outcome
        return with_reply(outcome, asked.draft, asked.reply, review, known)

    async def record(self, asked: Asked, outcome: Outcome) -> None:
        """Store the check without its draft, and what of those before it is now fixed.

        A guarded check leaves nothing at all, and neither does one whose author asked to be
        forgotten while it was on its way.
        """
        key = self._author_key(asked.team, asked.user)
        if asked.reading.guarded or not await self._store.keeps(key):
            return
        await self._store.add_check(record_of(asked, outcome, key))
        for address, action in self._early.take(asked.check_id, key).items():
            await self._mark(asked.check_id, key, address, action)
        found = {*(finding.rule for finding in outcome.findings), *outcome.repeated}
        read = outcome.status.answered
        await self._store.mark_chain(asked.check_id, key, frozenset(found), read=read)
        if self._saw is not None:
            await self._saw(asked, key)

    async def contest(
        self, team: str | None, user: str, check_id: str, address: str, action: Action | None
    ) -> None:
        """Remember what somebody says of a finding of their own check, and not who they are.

        None takes back what they said.

        A check is written down when its review is in; what is said before that waits for it. Not
        to be called for a guarded check.
        """
        key = self._author_key(team, user)
        # Kept before the store is asked, since the check may be written down just then.
        self._early.put(check_id, key, address, action)
        if await self._mark(check_id, key, address, action):
            self._early.take(check_id, key)

    async def _lets_read(self, team: str | None, user: str) -> bool:
        """Whether this person left AI on, and was told where it is; what is off needs no word."""
        author = await self.author(team, user)
        return author.ai_review and self.host in {"", author.ai_host}

    async def _mark(self, check_id: str, key: str, address: str, action: Action | None) -> bool:
        rule, number = address_parts(address)
        return await self._store.mark_action(check_id, key, rule, number, action)


def _unasked(status: ReviewStatus) -> FollowedUp:
    return FollowedUp(status, note=without_checklist(note_for(status)))
