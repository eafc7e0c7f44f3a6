"""Finding a draft again in the thread in which it came as a message."""

from __future__ import annotations

from bot.slack.cards.text import Block
from bot.slack.gateway import SlackTrouble
from bot.slack.hearing import wish_here
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.talk import talk_in
from bot.slack.threads import check_shown
from bot.slack.typed import as_typed
from bot.slack.wishes import Ask
from bot.verdict import Draft, Platform


async def thread_of(services: Services, given: Given) -> list[Block]:
    """Return what stands in a thread, oldest first; nothing where Slack does not tell."""
    try:
        return await services.slack.replies(given.channel or "", given.thread or "")
    except SlackTrouble as trouble:
        if trouble.passing:
            raise
        return []


async def draft_above(services: Services, given: Given) -> Draft | None:
    """Read back the newest draft above a message; None where its author wrote none there."""
    if not given.in_conversation:
        return None
    held = await thread_of(services, given)
    text = draft_in(services, given, held)
    return None if text is None else Draft(text, platform_in(services, given, held))


def platform_in(services: Services, given: Given, held: list[Block]) -> Platform:
    """Return the platform that the author named last in a thread; OTHER where none is named."""
    wishes = (
        wish_here(services, as_typed(str(each["text"]))) for each in held if _is_own(given, each)
    )
    named = [wish.platform for wish in wishes if wish and wish.platform is not Platform.OTHER]
    return named[-1] if named else Platform.OTHER


async def written_as(services: Services, given: Given, name: str) -> str | None:
    """Return what somebody wrote in a message of theirs that Slack calls `name`."""
    held = await thread_of(services, given)
    found = [each for each in held if each.get("ts") == name and _is_own(given, each)]
    return as_typed(str(found[0]["text"])) if found else None


def draft_in(services: Services, given: Given, held: list[Block]) -> str | None:
    """Return the newest draft above a message among those that its thread held."""
    carded = [*(check_shown(below) is not None for below in held[1:]), False]
    drafts = [
        each
        for each, has_card in zip(held, carded, strict=False)
        if _is_draft(services, given, each, carded=has_card)
    ]
    return as_typed(str(drafts[-1]["text"])) if drafts else None


def _is_draft(services: Services, given: Given, message: Block, *, carded: bool) -> bool:
    """Whether a message of a thread is a draft: its first, and what is no talk, word or wish.

    What has a card right below it was read as one, whatever it sounds like.
    """
    text, at = as_typed(str(message.get("text") or "")), str(message.get("ts"))
    if not _is_own(given, message):
        return False
    earlier = at == given.thread or float(at) < float(given.message or 0)
    wish = wish_here(services, text)
    if carded and not (wish and wish.ask is Ask.PLATFORM):
        return earlier
    if talk_in(text) is not None:
        return False
    return at == given.thread or (earlier and len(text.split()) > 1 and wish is None)


def _is_own(given: Given, message: Block) -> bool:
    """Whether a message has words, and is from whoever this delivery is from."""
    own = message.get("user") == given.user and not message.get("bot_id")
    has_words = bool(str(message.get("text") or "").strip())
    return own and has_words and message.get("subtype") != "tombstone"
