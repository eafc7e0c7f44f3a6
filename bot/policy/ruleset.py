"""A rule set: the rules of all packs, compiled together, reading drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Protocol

from bot.messages import language
from bot.policy.company import Organisation
from bot.policy.counting import Limits
from bot.policy.matching.compiled import CompiledRule
from bot.policy.matching.findings import Words
from bot.policy.matching.group import phrases
from bot.policy.matching.index import IndexBuilder
from bot.policy.matching.sight import Sight
from bot.policy.schema import Rule, Status
from bot.policy.text.view import View
from bot.policy.translations import Translations
from bot.verdict import Draft, Finding, Platform, Reading, reading_order, worst
from bot.vocabulary.campaign import Campaign
from bot.vocabulary.facts import Fact

CRISIS = "crisis_words"
"""The list of the organisation file whose words, in many drafts at once, are an alert."""
_NO_FACTS: Mapping[str, Fact] = {}


class Covers(Protocol):
    """The protected-speech guard."""

    def covers(self, folded_text: str) -> bool:
        """Whether the draft speaks of one's own working life."""
        ...


class RuleSet:
    """Reads drafts. Not changed once made, and safe to use from many threads at once."""

    def __init__(  # noqa: PLR0913 -- all that one folder says
        self,
        rules: Iterable[Rule],
        organisation: Organisation,
        *,
        guard: Covers,
        platforms: Mapping[Platform, Limits],
        facts: Mapping[str, Fact] = _NO_FACTS,
        campaigns: Iterable[Campaign] = (),
        translations: Translations | None = None,
        wordings: Translations | None = None,
        beside: Translations | None = None,
        digest: str = "",
    ) -> None:
        """Compile all rules together; `digest` is the `sha256:…` of what they were read from.

        `translations` are what rules say in other languages, `wordings` what they put into drafts,
        `beside` what campaigns and themes say in them.
        """
        self.rules = tuple(rules)
        self.organisation = organisation
        self.platforms = platforms
        self.facts = facts
        self.campaigns = tuple(campaigns)
        self.translations = translations or Translations()
        self._beside = beside or Translations()
        self.hash = digest
        self._guard = guard
        # As the rules say them: what is one clause in a language is one in every other.
        self._clauses = {rule.id: (rule.topic, rule.title) for rule in self.rules}
        words = Words(facts, self.translations, wordings or Translations())
        index = IndexBuilder()
        self._compiled = [
            CompiledRule(rule, number, index, organisation, words)
            for number, rule in enumerate(self.rules)
        ]
        crisis = organisation.lists.get(CRISIS)
        self._crisis = phrases(crisis.terms if crisis else (), index)
        self._index = index.build()
        self._by_status = {
            status: frozenset(c.number for c in self._compiled if c.rule.status is status)
            for status in Status
        }

    def read(self, draft: Draft, at: datetime) -> Reading:
        """Return what the live rules say about a draft at a moment, worst findings first.

        While the guard covers the draft only rules that survive it speak. Raises ValueError for a
        moment without a time zone.
        """
        sight = self.sight(draft, at)
        guarded = self._guard.covers(sight.view.folded)
        found = [
            finding
            for compiled in self._speaking(sight, Status.LIVE, guarded=guarded)
            for finding in compiled.findings(sight)
        ]
        found.sort(key=reading_order)
        found = self._one_a_clause(found) if len(found) > 1 else found
        return Reading(
            verdict=worst(found),
            findings=tuple(found),
            guarded=guarded,
            holds_credential=any(finding.topic == "credential" for finding in found),
            ruleset=self.hash,
        )

    def opening_of(self, rule_id: str) -> str:
        """Return what a rule puts first in drafts of the language that is spoken, or nothing."""
        found = (each for each in self._compiled if each.rule.id == rule_id)
        return next((each.opening_in(language()) for each in found), "")

    def told_beside(self, text: str) -> str:
        """Return what a campaign or a theme says, in the language that is spoken now."""
        return self._beside.told(language(), text)

    def title_of(self, rule_id: str) -> str:
        """Return a rule's title in the language that is spoken now; empty for no rule of ours."""
        _, title = self._clauses.get(rule_id, ("", ""))
        return self.translations.told(language(), title)

    def _one_a_clause(self, found: list[Finding]) -> list[Finding]:
        """Leave out what another rule of the same clause has found in the same place."""
        kept: list[Finding] = []
        for finding in found:
            if not any(self._says_the_same(finding, other) for other in kept):
                kept.append(finding)
        return kept

    def _says_the_same(self, finding: Finding, other: Finding) -> bool:
        return (
            self._clauses[finding.rule] == self._clauses[other.rule]
            and finding.start < other.end
            and other.start < finding.end
        )

    def facts_at(self, at: datetime) -> tuple[Fact, ...]:
        """Return the approved statements that hold at a moment, on whichever platform."""
        return tuple(f for f in self.facts.values() if f.begun(at) and not f.expired(at))

    def watched(self, draft: Draft, at: datetime) -> tuple[str, ...]:
        """Return the ids of the watch rules that would have spoken, none for a guarded draft."""
        sight = self.sight(draft, at)
        if self._guard.covers(sight.view.folded):
            return ()
        watching = self._speaking(sight, Status.WATCH, guarded=False)
        return tuple(c.rule.id for c in watching if c.look(sight).matches)

    def names_crisis(self, draft: Draft, at: datetime) -> bool:
        """Whether a word of the crisis list stands in a draft; never in a guarded one."""
        if not self._crisis:
            return False
        sight = self.sight(draft, at)
        return self._crisis.stand(sight.scan) and not self._guard.covers(sight.view.folded)

    def _speaking(self, sight: Sight, status: Status, *, guarded: bool) -> Iterator[CompiledRule]:
        scan = sight.scan
        for number in sorted(scan.awake & self._by_status[status] - scan.alone):
            compiled = self._compiled[number]
            if guarded and not compiled.rule.survives_guard:
                continue
            if compiled.reads(sight.draft) and compiled.is_active(sight.at):
                yield compiled

    def sight(self, draft: Draft, at: datetime) -> Sight:
        """Return a draft as the rules see it; raises ValueError for a moment without a zone."""
        if at.tzinfo is None:
            raise ValueError("the moment needs a time zone")
        view = View(draft.text)
        return Sight(draft, at, view, self._index.scan(view), self.organisation, self.platforms)

    def is_guarded(self, sight: Sight) -> bool:
        """Whether the guard covers a draft."""
        return self._guard.covers(sight.view.folded)

    def is_awake(self, compiled: CompiledRule, sight: Sight) -> bool:
        """Whether the index found anything for a rule to verify."""
        return compiled.number in sight.scan.awake

    @property
    def compiled(self) -> list[CompiledRule]:
        """The rules as they read, in their order."""
        return self._compiled
