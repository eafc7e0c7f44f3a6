"""One draft through rules and reviewer without Slack or a store: what the terminal commands use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.check import Outcome
from bot.finishing import Known, finish, review
from bot.policy.ruleset import RuleSet
from bot.review.outcome import Review, Reviewer, ReviewStatus
from bot.verdict import Draft, Purpose, Reading

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

    def by_rules(
        self, draft: Draft, at: datetime | None = None, comment: str | None = None
    ) -> Outcome:
        """Return what the rules alone say; `comment` is what a reply answers."""
        reading = self.ruleset.read(draft, at or self.at)
        outcome = self._finish(draft, reading, Review(ReviewStatus.NONE), at)
        return self._with_reply(outcome, draft, reading, comment)

    async def judge(
        self, draft: Draft, at: datetime | None = None, comment: str | None = None
    ) -> Outcome:
        """Return what rules and reviewer say; `comment` is what a reply answers."""
        if self.reviewer is None:
            return self.by_rules(draft, at, comment)
        reading = self.ruleset.read(draft, at or self.at)
        outcome = self._finish(draft, reading, await review(draft, reading, self.reviewer), at)
        return self._with_reply(outcome, draft, reading, comment)

    def _finish(self, draft: Draft, reading: Reading, said: Review, at: datetime | None) -> Outcome:
        now = at or self.at
        known = Known(self.ruleset.facts_at(now), self.ruleset.platforms)
        return finish(draft, reading, said, lambda other: self.ruleset.read(other, now), known)

    def _with_reply(
        self, outcome: Outcome, draft: Draft, reading: Reading, comment: str | None
    ) -> Outcome:
        if draft.purpose is not Purpose.REPLY:
            return outcome
        from bot.replies.reading import coached

        company = self.ruleset.organisation
        return replace(outcome, reply=coached(draft, comment, company, guarded=reading.guarded))
