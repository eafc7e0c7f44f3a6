"""What `checkpost doctor` asks the model: whether it answers, how fast, and how firm a shape."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx

from bot.cli.diagnosis import SECONDS, Diagnosis, State, get
from bot.folders import prompts_folder
from bot.inside import goes_in_clear
from bot.review.outcome import ReviewStatus
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.review.asking import Asker
    from bot.review.probe import Probed

_NAME = "AI review"
_TROUBLE = {
    ReviewStatus.AUTH_ERROR: (State.FAIL, "refuses the key", "Set OPENAI_API_KEY anew."),
    ReviewStatus.MODEL_NOT_FOUND: (
        State.FAIL,
        "does not know the model",
        "Set CHECKPOST_MODEL to one that the server has.",
    ),
    ReviewStatus.QUOTA_EXHAUSTED: (
        State.FAIL,
        "says that the quota is used up",
        "See to the provider's billing page.",
    ),
    ReviewStatus.RATE_LIMITED: (State.WARN, "is busy just now", "Try again in a few minutes."),
    ReviewStatus.TIMEOUT: (
        State.FAIL,
        "took longer than 25 seconds",
        "Reviews wait no longer than that: choose a faster model.",
    ),
}
_OTHER = (State.FAIL, "gave no usable answer", "Is OPENAI_BASE_URL right, up to and with /v1?")
_PROMPTS = "Mend the file: no review starts without it. prompts/README.md says what must stay."
_SLOW_MS = 10_000


async def look_at_model(settings: Settings) -> Diagnosis:
    """Ask the address for its models, then the model one question that holds nobody's words."""
    if not settings.has_ai:
        return Diagnosis(_NAME, State.OFF, "set OPENAI_API_KEY or OPENAI_BASE_URL")
    refused = await _refusal(settings)
    return refused or await _probed(settings)


async def _refusal(settings: Settings) -> Diagnosis | None:
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "not-needed"
    host = settings.ai_host
    try:
        answer = await get(f"{settings.ai_base_url}models", key)
    except httpx.HTTPError as error:
        says = f"{host} did not answer in {SECONDS} s ({type(error).__name__})"
        return Diagnosis(_NAME, State.FAIL, says, "Check OPENAI_BASE_URL and the network.")
    if answer.status_code in {401, 403}:
        state, says, remedy = _TROUBLE[ReviewStatus.AUTH_ERROR]
        return Diagnosis(_NAME, state, f"{host} {says}", remedy)
    return None  # some servers have no such list, and work


async def _probed(settings: Settings) -> Diagnosis:
    from bot.review.asking import Asker, Pace
    from bot.review.client import OpenAIEndpoint
    from bot.review.models import default_model
    from bot.review.probe import probe
    from bot.review.prompts import PromptProblem, Prompts

    try:
        Prompts(prompts_folder(settings)).read_all()
        model = settings.checkpost_model or default_model(prompts_folder(settings))
    except PromptProblem as problem:
        return Diagnosis(_NAME, State.FAIL, str(problem), _PROMPTS)
    key = settings.openai_api_key
    endpoint = OpenAIEndpoint(settings.ai_base_url, key.get_secret_value() if key else None)
    asker: Asker = Asker(endpoint, model, Pace(monotonic=time.monotonic))
    try:
        seen = await probe(asker)
    finally:
        await endpoint.aclose()
    in_clear = goes_in_clear(settings.ai_base_url)
    way = "; unencrypted on its way, as CHECKPOST_PLAIN_HTTP allows" if in_clear else ""
    return _diagnosis(f"{settings.ai_host} ({model})", seen, way)


def _diagnosis(who: str, seen: Probed, way: str) -> Diagnosis:
    if seen.status is not ReviewStatus.OK:
        state, says, remedy = _TROUBLE.get(seen.status, _OTHER)
        return Diagnosis(_NAME, state, f"{who} {says}", remedy)
    rung = f"asked for as {seen.rung.name.lower()}"
    shape = {True: "enforced", False: "taken but not enforced", None: "not enforced"}[seen.enforced]
    says = f"{who} answers in {seen.latency_ms:,} ms; shape {rung}, {shape}{way}"
    if seen.latency_ms > _SLOW_MS:
        remedy = "A review takes two longer answers within 25 s: choose a faster model."
        return Diagnosis(_NAME, State.WARN, says, remedy)
    return Diagnosis(_NAME, State.OK, says)
