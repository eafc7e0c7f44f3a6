"""One draft through rules and reviewer without Slack or a store: what the terminal commands use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.check import Outcome
from bot.finishing import Known, finish, review, with_reply
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
        self,
        draft: Draft,
        at: datetime | None = None,
        comment: str | None = None,
        reading: Reading | None = None,
    ) -> Outcome:
        """Return what the rules alone say; `comment` is what a reply answers.

        `reading` stands in for the rules' word where they have read something else beside it.
        """
        reading = reading or self.ruleset.read(draft, at or self.at)
        return self._finish(draft, reading, Review(ReviewStatus.NONE), at, comment)

    async def judge(
        self,
        draft: Draft,
        at: datetime | None = None,
        comment: str | None = None,
        reading: Reading | None = None,
    ) -> Outcome:
        """Return what rules and reviewer say, as `by_rules` does."""
        if self.reviewer is None:
            return self.by_rules(draft, at, comment, reading)
        reading = reading or self.ruleset.read(draft, at or self.at)
        theirs = self._hidden(comment or "", at)
        said = await review(draft, reading, self.reviewer, comment=theirs)
        return self._finish(draft, reading, said, at, comment)

    def _finish(
        self, draft: Draft, reading: Reading, said: Review, at: datetime | None, comment: str | None
    ) -> Outcome:
        now = at or self.at
        company = self.ruleset.organisation
        known = Known(self.ruleset.facts_at(now), self.ruleset.platforms, company.contacts)
        outcome = finish(draft, reading, said, lambda other: self.ruleset.read(other, now), known)
        if draft.purpose is not Purpose.REPLY:
            return outcome
        from bot.replies.reading import coached

        withheld = self._holds_key(comment or "", at)
        told = coached(draft, comment, company, guarded=reading.guarded, withheld=withheld)
        return with_reply(outcome, draft, told, said, known)

    def _hidden(self, comment: str, at: datetime | None) -> str:
        if self.reviewer is None or not comment.strip() or self._holds_key(comment, at):
            return ""
        return self.reviewer.hide(comment)

    def _holds_key(self, comment: str, at: datetime | None) -> bool:
        if not comment.strip():
            return False
        return self.ruleset.read(Draft(comment), at or self.at).holds_credential
