"""Puts the reviewer together: endpoint, prompts, budget, and the organisation as it is now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.evidence.facts import read_facts
from bot.evidence.links import LinkReader
from bot.evidence.search import FactSearch
from bot.evidence.sources import Evidence
from bot.policy.schema import Organisation
from bot.review.asking import Asker, Pace
from bot.review.briefing import Briefing
from bot.review.budget import Budget
from bot.review.client import OpenAIEndpoint
from bot.review.models import default_model
from bot.review.off import ReviewOff
from bot.review.outcome import Review, Reviewer
from bot.review.prompts import Prompts
from bot.review.reader import ModelReviewer, Parts
from bot.review.redact import Redactor
from bot.review.trouble import Trouble
from bot.settings import Settings, prompts_folder, rules_folder
from bot.verdict import Draft

OrganisationNow = Callable[[], Organisation]


def make_reviewer(settings: Settings, organisation: OrganisationNow, log_key: bytes) -> Reviewer:
    """Return the reviewer that the settings ask for; without key and address it is off.

    `organisation` answers with the profile of the live rules: a new object once they changed.
    `log_key` keys the hashes that stand for drafts in logs. Raises PromptProblem when the prompts
    cannot be used.
    """
    if not settings.has_ai:
        return ReviewOff()
    folder = prompts_folder(settings)
    prompts = Prompts(folder)
    prompts.get("review")  # a broken prompt is better known at start than at the first check
    key = settings.openai_api_key
    endpoint = OpenAIEndpoint(settings.ai_base_url, key.get_secret_value() if key else None)
    asker = Asker(endpoint, settings.checkpost_model or default_model(folder), Pace())
    zone = ZoneInfo(organisation().timezone)

    def local_now() -> datetime:
        return datetime.now(zone)

    facts = FactSearch((), local_now)
    links = LinkReader() if settings.checkpost_read_links else None
    return _CurrentReviewer(
        asker,
        organisation,
        _refresher(facts, rules_folder(settings) / "facts.yaml"),
        Parts(
            prompts=prompts,
            briefing=Briefing(),
            redactor=Redactor(),
            budget=Budget(settings.checkpost_ai_daily_tokens, local_now),
            trouble=Trouble(lambda: datetime.now(UTC)),
            log_key=log_key,
            sources=Evidence(facts, links),
        ),
    )


class _CurrentReviewer:
    """Asks one model with what the rules say about the organisation at that moment.

    A codename added to the rules must be kept from the model from then on, not from a restart on.
    """

    def __init__(
        self,
        asker: Asker,
        organisation: OrganisationNow,
        refresh: Callable[[], None],
        parts: Parts,
    ) -> None:
        self._asker = asker
        self._organisation = organisation
        self._refresh = refresh
        self._parts = parts
        self._known: Organisation | None = None

    @property
    def host(self) -> str:
        return self._asker.endpoint.host

    async def review(self, draft: Draft) -> Review:
        now = self._organisation()
        if now is not self._known:
            self._refresh()
            self._parts = replace(self._parts, briefing=_briefing(now), redactor=_redactor(now))
            self._known = now
        return await ModelReviewer(self._asker, self._parts).review(draft)


def _refresher(search: FactSearch, file: Path) -> Callable[[], None]:
    def refresh() -> None:
        facts = read_facts(file)
        for problem in facts.problems:
            structlog.get_logger().warning("fact_left_out", problem=problem)
        search.replace(facts.facts)

    return refresh


def _briefing(organisation: Organisation) -> Briefing:
    def public(name: str) -> tuple[str, ...]:
        words = organisation.lists.get(name)
        return words.terms if words and not words.secret else ()

    return Briefing(
        organization=organisation.name,
        products=public("products"),
        competitors=public("competitors"),
        voice=organisation.voice,
    )


def _redactor(organisation: Organisation) -> Redactor:
    secret = (words.terms for words in organisation.lists.values() if words.secret)
    return Redactor([term for terms in secret for term in terms], organisation.region)
