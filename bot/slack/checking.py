"""From a draft to the first card: rules at once, then a durable check if one may be started."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import structlog

from bot.check import Asked, Surface
from bot.logs import place
from bot.messages import language, say
from bot.review.notes import note_for
from bot.review.outcome import Review, ReviewStatus
from bot.slack.cards.card import Window
from bot.slack.cards.carrying import carried
from bot.slack.cards.making import card_of_reading, window_of
from bot.slack.choices import Choices, choices_of, deal_for, menu_for
from bot.slack.claiming import is_first
from bot.slack.payload import Given
from bot.slack.replying import beside, coached_reply
from bot.slack.services import Services
from bot.slack.starting import Begun, count_card, not_started, settled
from bot.verdict import Draft, Platform

_log = structlog.get_logger
# Where nobody can say where a draft goes.
_NO_PLATFORM = {Surface.COMMAND, Surface.SHORTCUT, Surface.MESSAGE}


async def begin(
    services: Services,
    given: Given,
    draft: Draft,
    surface: Surface = Surface.MODAL,
    parent: str | None = None,
    before: Window | None = None,
) -> Begun:
    """Do as `begin_at_once` does, and wait until what was started is written down."""
    begun = await begin_at_once(services, given, draft, surface, parent, before)
    begun = await settled(services, begun)
    count_card(services, begun)
    return begun


async def begin_at_once(
    services: Services,
    given: Given,
    draft: Draft,
    surface: Surface = Surface.MODAL,
    parent: str | None = None,
    before: Window | None = None,
) -> Begun:
    """Read a draft with the rules and start what else may be started.

    `before` is the window that the draft stands in: what was said of its findings goes on, and a
    reply is read beside the comment in it.

    A guarded draft, one with a credential, and one whose author has not accepted the deal, or not
    with AI where it is now, start nothing.
    """
    before = before or Window()
    asked = Asked(
        check_id=services.new_id(),
        delivery=given.delivery,
        user=given.user,
        team=given.team,
        draft=draft,
        reading=services.coach.read(draft),
        surface=surface,
        at=services.clock(),
        parent=parent,
        edition=before.edition,
        language=language(),
        thread=f"{given.channel} {given.thread}" if surface is Surface.MESSAGE else "",
        campaign=before.campaign,
        hint=before.hint,
        pictured=surface is Surface.MESSAGE and bool(given.pictures),
        # On another platform less may be found of the same words, and nothing of them is fixed.
        edited=before.checked != draft.text,
    )
    told = await coached_reply(services, draft, asked.reading, before.comment)
    asked = replace(asked, reply=told, comment=before.comment if told else "")
    begun = await _begun(services, asked)
    return replace(begun, window=_going_on(services, begun, before))


def _going_on(services: Services, begun: Begun, before: Window) -> Window:
    """Return a window with what goes on from the one that the draft stood in."""
    window = beside(services, begun.window, before.comment)
    if window.card:
        card = carried(before.card, window.card, stored=before.is_stored)
        window = replace(window, card=card if begun.asked.edited else replace(card, fixed=0))
    return window


async def _begun(services: Services, asked: Asked) -> Begun:
    quiet = asked.reading.guarded
    choices = await choices_of(
        services.coach, asked.team, asked.user, services.patience_s, quiet=quiet
    )
    unsaid = asked.surface in _NO_PLATFORM and asked.draft.platform is Platform.OTHER
    if unsaid and choices.platform is not Platform.OTHER:
        draft = replace(asked.draft, platform=choices.platform)
        asked = replace(asked, draft=draft, reading=services.coach.read(draft))
    if asked.reading.holds_credential and not asked.reading.guarded:
        kept = await _record_credential(services, asked, choices)
        note = note_for(ReviewStatus.SKIPPED_CREDENTIAL)
        window = _window(services, asked, choices, note=note)
        return Begun(asked, replace(window, chain=asked.check_id) if kept else window)
    if asked.reading.guarded or deal_for(services, choices):
        return Begun(asked, _window(services, asked, choices))
    if not choices.known:
        note = not_started(ai=bool(services.coach.host))
        return Begun(asked, _window(services, asked, choices, note=note))
    if not services.checks_pace.allows(asked.team, asked.user):
        return Begun(asked, _window(services, asked, choices, note=say("pace.checks")))
    return _start(services, asked, choices)


def _start(services: Services, asked: Asked, choices: Choices) -> Begun:
    waiting = choices.lets_read(services.coach.host)
    asked = replace(asked, comment=services.coach.carried(asked.comment) if waiting else "")
    starting = services.tasks.spawn(services.checks.start(asked))
    note = _until_when(asked, choices) if waiting else ""
    window = _window(services, asked, choices, waiting=waiting, note=note)
    window = replace(window, chain=asked.check_id)
    return Begun(asked, window, starting)


async def _record_credential(services: Services, asked: Asked, choices: Choices) -> bool:
    """Store one row without text, inline: such a draft must not reach a workflow's store.

    False where none may be: before the deal, of somebody who is too quick, and of a delivery that
    an earlier process or another replica has got as well.
    """
    if not choices.accepted or not services.checks_pace.allows(asked.team, asked.user):
        return False
    if not await is_first(services, f"credential:{asked.delivery}"):
        return False
    status = ReviewStatus.SKIPPED_CREDENTIAL
    outcome = services.coach.finish(asked, Review(status, note=note_for(status)))
    try:
        async with asyncio.timeout(services.patience_s):
            await services.coach.record(asked, outcome)
    except Exception as error:  # noqa: BLE001 -- a row less is no reason to keep the answer back
        _log().warning("check_not_recorded", error=place(error))
    return True


def _until_when(asked: Asked, choices: Choices) -> str:
    if asked.surface is Surface.MESSAGE:
        return say("late.in_thread")
    return say("late.as_message" if choices.messages else "late.in_window")


def _window(
    services: Services, asked: Asked, choices: Choices, *, waiting: bool = False, note: str = ""
) -> Window:
    card = card_of_reading(asked.check_id, asked.reading, waiting=waiting, note=note)
    retry = note == say("notice.not_started")
    card = replace(card, reply=asked.reply, retry=retry, pictured=asked.pictured)
    return replace(
        window_of(asked, card),
        deal=deal_for(services, choices),
        menu=menu_for(services.coach, choices),
        chain=asked.parent,
        guarded=asked.reading.guarded,
        limits=services.limits(asked.draft.platform),
    )
