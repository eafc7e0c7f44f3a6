"""One draft through rules and reviewer without Slack or a store: what the terminal commands use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.check import Outcome
from bot.coach import Known, finish, review
from bot.policy.ruleset import RuleSet
from bot.review.outcome import Review, Reviewer, ReviewStatus
from bot.verdict import Draft, Reading

_NO_SETTING = Draft("")


@dataclass(frozen=True, slots=True)
class Judge:
    """A rule set, a reviewer (None means rules only) and the moment they read as of.

    `setting` is what is taken of a draft that says nothing else: its platform, purpose and so on.
    """

    ruleset: RuleSet
    reviewer: Reviewer | None
    at: datetime
    setting: Draft = _NO_SETTING

    def by_rules(self, draft: Draft, at: datetime | None = None) -> Outcome:
        """Return what the rules alone say."""
        reading = self.ruleset.read(draft, at or self.at)
        return self._finish(draft, reading, Review(ReviewStatus.NONE), at)

    async def judge(self, draft: Draft, at: datetime | None = None) -> Outcome:
        """Return what rules and reviewer say."""
        if self.reviewer is None:
            return self.by_rules(draft, at)
        reading = self.ruleset.read(draft, at or self.at)
        return self._finish(draft, reading, await review(draft, reading, self.reviewer), at)

    def _finish(self, draft: Draft, reading: Reading, said: Review, at: datetime | None) -> Outcome:
        now = at or self.at
        known = Known(self.ruleset.facts_at(now), self.ruleset.platforms)
        return finish(draft, reading, said, lambda other: self.ruleset.read(other, now), known)
