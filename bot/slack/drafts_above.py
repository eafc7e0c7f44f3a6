"""Finding a draft again in the thread in which it came as a message."""

from __future__ import annotations

from bot.slack.cards.text import Block
from bot.slack.gateway import SlackTrouble
from bot.slack.hearing import wish_here
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.talk import talk_in
from bot.slack.typed import as_typed


async def thread_of(services: Services, given: Given) -> list[Block]:
    """Return what stands in a thread, oldest first; nothing where Slack does not tell."""
    try:
        return await services.slack.replies(given.channel or "", given.thread or "")
    except SlackTrouble as trouble:
        if trouble.passing:
            raise
        return []


async def draft_above(services: Services, given: Given) -> str | None:
    """Read back the newest draft above a message; None where its author wrote none there."""
    return (
        draft_in(services, given, await thread_of(services, given))
        if given.in_conversation
        else None
    )


def draft_in(services: Services, given: Given, held: list[Block]) -> str | None:
    """Return the newest draft above a message among those that its thread held."""
    drafts = [each for each in held if _is_draft(services, given, each)]
    return as_typed(str(drafts[-1]["text"])) if drafts else None


def _is_draft(services: Services, given: Given, message: Block) -> bool:
    """Whether a message of a thread is a draft: its first, and what is no talk, word or wish."""
    text, at = as_typed(str(message.get("text") or "")), str(message.get("ts"))
    own = message.get("user") == given.user and not message.get("bot_id")
    if not own or not text.strip() or message.get("subtype") == "tombstone":
        return False
    if talk_in(text) is not None:
        return False
    if at == given.thread:
        return True
    earlier = float(at) < float(given.message or 0)
    return earlier and len(text.split()) > 1 and wish_here(services, text) is None
