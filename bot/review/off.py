"""The reviewer that is not there: it sends nothing anywhere and says why."""

from __future__ import annotations

from collections.abc import Sequence

from bot.review.notes import note_for
from bot.review.outcome import FollowedUp, Review, ReviewStatus
from bot.verdict import Draft
from bot.vocabulary.clause import Clause


class ReviewOff:
    """A Reviewer for when no model may be asked."""

    @property
    def host(self) -> str:
        """Nowhere."""
        return ""

    async def aclose(self) -> None:
        """Do nothing: there is nothing to let go of."""

    def hide(self, comment: str) -> str:
        """Return nothing: it goes nowhere."""
        del comment
        return ""

    async def review(self, draft: Draft, comment: str = "") -> Review:
        """Return the same word for every draft."""
        del draft, comment
        return Review(ReviewStatus.DISABLED, note=note_for(ReviewStatus.DISABLED))

    async def answer(self, question: str, clauses: Sequence[Clause]) -> None:
        """Answer nothing: the plain answer stands."""
        del question, clauses

    async def follow_up(self, draft: Draft, wish: str) -> FollowedUp:
        """Return the same word for every wish."""
        del draft, wish
        return FollowedUp(ReviewStatus.DISABLED, note=note_for(ReviewStatus.DISABLED))
