"""Replies in the window: the comment is read beside the draft, and goes nowhere from there."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from bot.replies.reading import coached
from bot.replies.reply import Kind, ReplyReading
from bot.replies.telling import advice_lines
from bot.slack.cards.card import Window
from bot.slack.seen import Seen
from bot.slack.services import Services
from bot.verdict import Draft, Purpose, Reading


async def coached_reply(
    services: Services, draft: Draft, reading: Reading, comment: str
) -> ReplyReading | None:
    """Return what the reply coach says, None for a draft that is no reply or that is guarded."""
    if draft.purpose is not Purpose.REPLY or reading.guarded or services.ruleset is None:
        return None
    company = services.ruleset().organisation
    withheld = bool(comment.strip()) and services.coach.read(Draft(comment)).holds_credential
    # Mostly a few hundredths of a second, in which everybody else is served.
    told = partial(coached, draft, comment, company, guarded=False, withheld=withheld)
    return await asyncio.get_running_loop().run_in_executor(services.weighing, told)


def beside(services: Services, window: Window, comment: str) -> Window:
    """Return a window with the comment in it, and what that may be counted under.

    Nothing is counted for somebody who has not accepted the deal, of a guarded draft, or where
    nothing is kept of anybody.
    """
    window = replace(window, comment=comment)
    card = window.card
    if card is None or card.reply is None or card.reply.kind is Kind.NONE:
        return window
    if not window.is_stored or not services.kept or services.ruleset is None:
        return window
    topics = services.ruleset().organisation.reply_topics
    return replace(window, card=replace(card, topics=topics))


def only_comment(seen: Seen) -> bool:
    """Whether there is a comment and no draft yet: then the question is whether to reply."""
    written = (seen.draft or "").strip()
    return seen.purpose is Purpose.REPLY and not written and bool(seen.comment.strip())


async def weighed(services: Services, seen: Seen, window: Window) -> Window:
    """Return the window with a word on whether to reply at all."""
    draft = Draft("", seen.platform, Purpose.REPLY)
    reading = Reading(services.coach.read(draft).verdict)
    told = await coached_reply(services, draft, reading, seen.comment)
    lines = " ".join(advice_lines(told)) if told else ""
    return replace(
        window,
        draft="",
        card=None,
        platform=seen.platform,
        purpose=Purpose.REPLY,
        notice=lines,
    )
