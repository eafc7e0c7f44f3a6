"""A picture in Slack: answered in its thread, and seen by AI where its author lets it."""

from __future__ import annotations

from bot.messages import say
from bot.review.outcome import ReviewStatus
from bot.review.picturing import PictureSaid
from bot.slack.cards.message import answering
from bot.slack.cards.picture import picture_message
from bot.slack.payload import Given
from bot.slack.picture_looking import Beside, looked
from bot.slack.services import Services
from bot.slack.starting import Begun
from bot.slack.thread_cards import fade_away
from bot.verdict import Draft


async def look_here(services: Services, given: Given, begun: Begun | None) -> None:
    """Answer a picture that came as a message, in its thread; `begun` is the check of its words."""
    file = given.pictures[0]
    draft = begun.asked.draft if begun else Draft("")
    found = await looked(services, given, file, Beside(draft))
    message = picture_message(found, file, ai_host(services))
    marked = answering(message, given.message or "")
    sent = await services.slack.post(given.channel or "", marked, thread=given.thread or "")
    guarded = not isinstance(found, str) and found.reading.guarded
    durable = begun is not None and begun.window.chain is not None and not guarded
    who = given.team, given.user
    await fade_away(services, who, f"{given.channel} {sent}", durable=durable)


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
