"""Looking at a picture in memory: fetched, read, let go of."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.messages import say
from bot.pictures.looking import Look, look
from bot.pictures.read import MOST_BYTES, Unreadable, read_picture
from bot.slack.gateway import SlackTrouble
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.verdict import Draft

_NO_DRAFT = Draft("")


_OUT_OF_REACH = frozenset({"file_not_found", "file_deleted", "not_in_channel", "access_denied"})


@dataclass(frozen=True, slots=True)
class Beside:
    """What a picture goes with. `covered` says that the guard covers a draft not at hand."""

    draft: Draft = _NO_DRAFT
    alt: str = ""
    covered: bool = False


async def looked(services: Services, given: Given, file: str, beside: Beside) -> Look | str:
    """Return the look at a picture of the author's own, or a sentence why there is none."""
    if not services.checks_pace.allows(given.team, given.user):
        return say("picture.pace")
    if services.ruleset is None:
        return say("picture.away")
    async with services.looking:
        try:
            data = await services.slack.fetch_own(file, given.user, MOST_BYTES)
            return await asyncio.to_thread(_look, services, data, beside)
        except Unreadable as problem:
            return say(f"picture.no.{problem.reason}")
        except SlackTrouble as trouble:
            return why_not(trouble)


def _look(services: Services, data: bytes, beside: Beside) -> Look:
    if services.ruleset is None:  # pragma: no cover -- looked at above
        raise Unreadable("broken")
    return look(
        read_picture(data),
        beside.draft,
        beside.alt,
        services.ruleset(),
        services.clock(),
        services.read_words,
        covered=beside.covered,
    )


def why_not(trouble: SlackTrouble) -> str:
    """Say why Slack hands a picture over to nobody, or not to us."""
    if trouble.code in _OUT_OF_REACH or trouble.code.startswith("http_4"):
        return say("picture.out_of_reach")
    return say("picture.not_yours" if trouble.code == "not_yours" else "picture.away")
