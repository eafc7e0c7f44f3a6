"""What a model sees in a picture: a description to begin from, and kinds of risk, no person."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import partial

import structlog

from bot.messages import language as spoken
from bot.messages import languages, say
from bot.review.answers import Answers
from bot.review.asking import Asker
from bot.review.endpoint import EndpointProblem
from bot.review.hygiene import brings_oddities
from bot.review.outcome import ReviewStatus
from bot.review.particulars import brings_links, names, words
from bot.review.parts import Parts
from bot.review.prompts import Prompt
from bot.review.sitting import Sitting
from bot.review.wire import PictureOutput, RiskKind

_LOOK = "picture:"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PictureSaid:
    """What a model says of a picture. `description` has not yet been put through the rules.

    `note` is the sentence about the asking itself.
    """

    status: ReviewStatus
    description: str | None = None
    risks: tuple[RiskKind, ...] = ()
    note: str = ""


class PictureViewer:
    """Shows a model one picture."""

    def __init__(self, asker: Asker, parts: Parts, total_seconds: float = 25.0) -> None:
        """`total_seconds` is for everything: every call, every retry, every wait."""
        self._parts = parts
        self._sitting = Sitting(asker, parts, total_seconds)

    async def see(self, jpeg: bytes, readable: str) -> PictureSaid:
        """Return what the model says of a JPEG, whatever the endpoint does.

        `readable` are the words in the picture: a name that is not among them is not shown.
        """
        work = partial(self._ask, jpeg, readable)
        sat = await self._sitting.run("picture", "", work, _failed)
        log.info(
            "picture_seen",
            status=sat.done.status.value,
            size=len(jpeg),
            answer_length=sat.answers.length,
            calls=sat.answers.calls,
            tokens=sat.answers.tokens,
            latency_ms=sat.latency_ms,
        )
        return sat.done

    async def _ask(
        self, jpeg: bytes, readable: str, prompt: Prompt, answers: Answers
    ) -> PictureSaid:
        told = self._parts.briefing.picture(prompt, languages()[spoken()])
        image = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
        shown = {"role": "user", "content": _LOOK, "image": image}
        try:
            heard = await answers.get([told, shown], PictureOutput)
        except EndpointProblem as problem:
            if not problem.complaint:
                raise
            # The server is well, and does not take pictures.
            return PictureSaid(ReviewStatus.REFUSED, note=say("picture.ai.no_eyes"))
        if heard.lost and not heard.output.risks and heard.output.description is None:
            raise EndpointProblem(ReviewStatus.INVALID_OUTPUT)
        said = heard.output
        note = say("review.holds_instructions") if said.picture_contains_instructions else ""
        risks = tuple(dict.fromkeys(risk.kind for risk in said.risks))
        description = None if heard.cut else _kept(said.description or "", readable)
        return PictureSaid(ReviewStatus.OK, description, risks, note)


def _kept(description: str, readable: str) -> str | None:
    """Return a description without names of its own, links, mentions and odd signs, else None."""
    offered = " ".join(description.split())
    if not offered or brings_oddities(offered, "") or brings_links(offered):
        return None
    return offered if names(offered) <= words(readable) else None


def _failed(status: ReviewStatus, note: str) -> PictureSaid:
    return PictureSaid(status, note=note)
