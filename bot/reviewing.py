"""Puts the reviewer together: endpoint, prompts, budget, and the organisation as it is now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

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
from bot.settings import Settings, prompts_folder
from bot.verdict import Draft

OrganisationNow = Callable[[], Organisation]


def make_reviewer(settings: Settings, organisation: OrganisationNow, log_key: bytes) -> Reviewer:
    """Return the reviewer that the settings ask for; without key and address it is off.

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
    budget = Budget(settings.checkpost_ai_daily_tokens, lambda: datetime.now(zone))
    trouble = Trouble(lambda: datetime.now(UTC))

    def parts() -> Parts:
        now = organisation()
        return Parts(prompts, _briefing(now), _redactor(now), budget, trouble, log_key)

    return _CurrentReviewer(asker, parts)


class _CurrentReviewer:
    """Asks one model with what the rules say about the organisation at that moment.

    A codename added to the rules must be kept from the model from then on, not from a restart on.
    """

    def __init__(self, asker: Asker, parts: Callable[[], Parts]) -> None:
        self._asker = asker
        self._parts = parts

    @property
    def host(self) -> str:
        return self._asker.endpoint.host

    async def review(self, draft: Draft) -> Review:
        return await ModelReviewer(self._asker, self._parts()).review(draft)


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
