"""Looking at a picture that its author gave Slack: fetched, looked at in memory, let go of."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.messages import say
from bot.pictures.cleaning import cleaned
from bot.pictures.looking import Look, look
from bot.pictures.marking import marked
from bot.pictures.read import MOST_BYTES, Unreadable, read_picture
from bot.review.outcome import ReviewStatus
from bot.review.picturing import PictureSaid
from bot.slack.cards.picture import picture_message
from bot.slack.checking import Begun
from bot.slack.conversation import fade_away
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
            return _why(trouble)


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


async def look_here(services: Services, given: Given, begun: Begun | None) -> None:
    """Answer a picture that came as a message, in its thread; `begun` is the check of its words."""
    file = given.pictures[0]
    draft = begun.asked.draft if begun else Draft("")
    found = await looked(services, given, file, Beside(draft))
    message = picture_message(found, file, ai_host(services))
    sent = await services.slack.post(given.channel or "", message, thread=given.thread or "")
    guarded = not isinstance(found, str) and found.reading.guarded
    durable = begun is not None and begun.window.chain is not None and not guarded
    await fade_away(services, f"{given.channel} {sent}", durable=durable)


def ai_host(services: Services) -> str:
    """Return where AI would look at a picture, empty where there is none."""
    return services.seeing.host if services.seeing else ""


async def ask_ai(services: Services, given: Given, file: str, host: str) -> PictureSaid:
    """Look once more, and let a model see what may leave; `host` is where its author lets it go."""
    if host != ai_host(services):
        return PictureSaid(ReviewStatus.NONE, note=say("picture.ai.moved"))
    found = await looked(services, given, file, Beside())
    if isinstance(found, str) or services.seeing is None:
        told = found if isinstance(found, str) else say("picture.ai.off")
        return PictureSaid(ReviewStatus.NONE, note=told)
    return await services.seeing.ask(given.team, given.user, found)


async def send_cleaned(services: Services, given: Given, file: str) -> str:
    """Send the author their picture without metadata; return what to say about it."""
    async with services.looking:
        try:
            data = await services.slack.fetch_own(file, given.user, MOST_BYTES)
            copy, ending = await asyncio.to_thread(lambda: cleaned(read_picture(data)))
            await _send(services, given, f"picture.{ending}", copy, say("picture.cleaned"))
        except Unreadable as problem:
            return say(f"picture.no.{problem.reason}")
        except SlackTrouble as trouble:
            return _why(trouble)
    return say("picture.sent")


async def send_marked(services: Services, given: Given, file: str, *, covered: bool) -> str:
    """Send the author their picture with its findings drawn; return what to say about it."""
    found = await looked(services, given, file, Beside(covered=covered))
    if isinstance(found, str):
        return found
    try:
        copy = await asyncio.to_thread(marked, found.picture.small, found.seen)
        await _send(services, given, "marked.png", copy, say("picture.marked"))
    except SlackTrouble as trouble:
        return _why(trouble)
    return say("picture.sent")


async def _send(services: Services, given: Given, name: str, copy: bytes, says: str) -> None:
    channel = await services.slack.direct_channel(given.user)
    await services.slack.send_picture(channel, name, copy, says)


def _why(trouble: SlackTrouble) -> str:
    if trouble.code in _OUT_OF_REACH or trouble.code.startswith("http_4"):
        return say("picture.out_of_reach")
    return say("picture.not_yours" if trouble.code == "not_yours" else "picture.away")
