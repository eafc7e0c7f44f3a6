"""Puts the reviewer together: endpoint, prompts, budget, and the organisation as it is now."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog

from bot.evidence.links import LinkReader
from bot.evidence.search import FactSearch
from bot.evidence.sources import Evidence
from bot.folders import prompts_folder
from bot.policy.company import Organisation, Trait
from bot.policy.ruleset import RuleSet
from bot.review.answering import Grounded, PolicyAnswerer
from bot.review.asking import Asker, Pace
from bot.review.briefing import Briefing
from bot.review.budget import Budget, SpentTokens
from bot.review.client import OpenAIEndpoint
from bot.review.models import default_model
from bot.review.off import ReviewOff
from bot.review.outcome import FollowedUp, Review
from bot.review.picturing import PictureSaid, PictureViewer
from bot.review.prompts import PromptProblem, Prompts
from bot.review.reader import ModelReviewer, Parts
from bot.review.redact import Redactor
from bot.review.trouble import Tell, Trouble
from bot.settings import Settings
from bot.verdict import Draft
from bot.vocabulary.clause import Clause

RulesNow = Callable[[], RuleSet]

_REMEDY = "Mend the file, or take CHECKPOST_PROMPTS away, and start again. The rules work on."

log = structlog.get_logger(__name__)


def make_reviewer(
    settings: Settings,
    rules: RulesNow,
    log_key: bytes,
    *,
    spent: SpentTokens | None = None,
    tell: Tell | None = None,
) -> ReviewOff | CurrentReviewer:
    """Return the reviewer that the settings ask for; without key and address it is off.

    `rules` answers with the live rules: a new object once they changed.
    `log_key` keys the hashes that stand for drafts in logs. `spent` remembers each day's
    tokens (None: only until the process ends). `tell` brings trouble that somebody can mend to
    comms, at most once a day for each kind. Where the prompts cannot be used reviews are off, and
    the log says why: nobody's rules wait for a prompt.
    """
    if not settings.has_ai:
        return ReviewOff()
    folder = prompts_folder(settings)
    prompts = Prompts(folder)
    try:
        prompts.read_all()  # a broken prompt is better known at start than at a check
        model = settings.checkpost_model or default_model(folder)
    except PromptProblem as problem:
        log.warning("reviews_are_off", problem=str(problem), remedy=_REMEDY)
        return ReviewOff()
    key = settings.openai_api_key
    endpoint = OpenAIEndpoint(settings.ai_base_url, key.get_secret_value() if key else None)
    asker = Asker(endpoint, model, Pace())
    zone = ZoneInfo(rules().organisation.timezone)

    def local_now() -> datetime:
        return datetime.now(zone)

    facts = FactSearch((), local_now)
    links = LinkReader() if settings.checkpost_read_links else None
    return CurrentReviewer(
        asker,
        rules,
        facts,
        Parts(
            prompts=prompts,
            briefing=Briefing(),
            redactor=Redactor(),
            budget=Budget(settings.checkpost_ai_daily_tokens, local_now, spent),
            trouble=Trouble(lambda: datetime.now(UTC), tell),
            log_key=log_key,
            sources=Evidence(facts, links),
        ),
    )


def parts_for_eval(rules: RuleSet, prompts: Prompts, at: datetime) -> Parts:
    """Return the parts of a reviewer as of `at`: no links, no budget, and comms hear nothing."""
    local = at.astimezone(ZoneInfo(rules.organisation.timezone))
    return Parts(
        prompts=prompts,
        briefing=_briefing(rules.organisation),
        redactor=_redactor(rules.organisation),
        budget=Budget(None, lambda: local),
        trouble=Trouble(lambda: at),
        log_key=secrets.token_bytes(32),
        sources=Evidence(FactSearch(rules.facts.values(), lambda: local)),
    )


class CurrentReviewer:
    """Asks one model with what the rules say about the organisation at that moment.

    A codename added to the rules must be kept from the model from then on, not from a restart on.
    """

    def __init__(
        self,
        asker: Asker,
        rules: RulesNow,
        facts: FactSearch,
        parts: Parts,
    ) -> None:
        """`parts` are made anew once `rules` answers with another rule set."""
        self._asker = asker
        self._rules = rules
        self._facts = facts
        self._parts = parts
        self._known: RuleSet | None = None

    @property
    def host(self) -> str:
        """The host that drafts and questions are sent to."""
        return self._asker.endpoint.host

    async def aclose(self) -> None:
        """Let go of the running loop's connections."""
        await self._asker.endpoint.aclose()

    def hide(self, comment: str) -> str:
        """Return what of somebody's comment may travel to the model."""
        return ModelReviewer(self._asker, self._current()).hide(comment)

    async def review(self, draft: Draft, comment: str = "") -> Review:
        """Review a draft."""
        return await ModelReviewer(self._asker, self._current()).review(draft, comment)

    async def follow_up(self, draft: Draft, wish: str) -> FollowedUp:
        """Say something to an author's wish about a draft."""
        return await ModelReviewer(self._asker, self._current()).follow_up(draft, wish)

    async def answer(self, question: str, clauses: Sequence[Clause]) -> Grounded | None:
        """Answer a question from these clauses, None where the model cannot."""
        return await PolicyAnswerer(self._asker, self._current()).answer(question, clauses)

    async def see(self, jpeg: bytes, readable: str) -> PictureSaid:
        """Say what is to be seen in a picture in which these words can be read."""
        return await PictureViewer(self._asker, self._current()).see(jpeg, readable)

    def _current(self) -> Parts:
        now = self._rules()
        if now is not self._known:
            told, hidden = _briefing(now.organisation), _redactor(now.organisation)
            self._facts.replace(now.facts.values())
            self._parts = replace(self._parts, briefing=told, redactor=hidden)
            self._known = now
        return self._parts


def _briefing(organisation: Organisation) -> Briefing:
    def public(name: str) -> tuple[str, ...]:
        words = organisation.lists.get(name)
        return words.terms if words and not words.secret else ()

    return Briefing(
        organization=organisation.name,
        products=public("products"),
        competitors=public("competitors"),
        voice=_voice(organisation.voice),
        without=organisation.tone_off,
    )


def _voice(voice: str | tuple[Trait, ...]) -> str:
    if isinstance(voice, str):
        return voice
    return "\n".join(_told(trait) for trait in voice)


def _told(trait: Trait) -> str:
    do = f" Do: {trait.do}" if trait.do else ""
    dont = f" Don't: {trait.dont}" if trait.dont else ""
    return f"- {trait.trait}.{do}{dont}"


def _redactor(organisation: Organisation) -> Redactor:
    secret = (words.terms for words in organisation.lists.values() if words.secret)
    return Redactor([term for terms in secret for term in terms], organisation.region)
