"""Checking the draft once more because a button asked for it."""

from __future__ import annotations

from dataclasses import replace

from bot.check import Surface
from bot.messages import say
from bot.slack.cards.card import Card, Window
from bot.slack.cards.making import card_of_reading
from bot.slack.cards.message import said
from bot.slack.cards.modal import answered, page_view
from bot.slack.checking import begin
from bot.slack.choices import choices_of, deal_for, menu_for
from bot.slack.desk import Open
from bot.slack.drafts_above import draft_above
from bot.slack.drawing import redraw_window
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.seen import Seen
from bot.slack.services import Services
from bot.slack.showing import redraw, tell
from bot.slack.threads import check_shown
from bot.slack.typed import is_blank
from bot.verdict import Draft, Platform, Purpose


async def again(services: Services, given: Given) -> None:
    """Check the draft that is in the window now, else the one that its card was made of."""
    window = await current(services, given)
    if window is None:
        await draft_gone(services, given)
    elif not is_blank(window.draft):
        await check_window(services, given, window)
    elif given.seen is not None:
        empty = replace(window, card=None)
        await redraw_window(services, given.seen.view_id, empty)


async def check_window(services: Services, given: Given, window: Window) -> None:
    """Check the draft of a window as it stands here, in the window's own place."""
    draft = Draft(window.draft, window.platform, window.purpose)
    surface = Surface.MESSAGE if given.in_conversation else Surface.MODAL
    begun = await begin(services, given, draft, surface, parent=window.chain, before=window)
    if not begun.repeated:
        await redraw(services, given, begun)


async def current(services: Services, given: Given) -> Window | None:
    """Return the window as it stands, with what was typed; None when its draft is gone.

    What this process does not remember is read by the rules once more.
    """
    if given.seen is None:
        return services.desk.kept(check_of(given)) or await _read_back(services, given)
    draft = given.seen.draft
    if draft is None:
        shown = services.desk.view(given.seen.view_id)
        draft = shown.window.draft if shown and shown.window else None
    if draft is None:
        return None
    guarded = services.coach.read(Draft(draft)).guarded
    choices = await choices_of(
        services.coach, given.team, given.user, services.patience_s, quiet=guarded
    )
    # Last of all: from here on nothing may come between, or what was pressed then would be lost.
    shown = services.desk.view(given.seen.view_id)
    window = (shown.window if shown else None) or _read_anew(services, given, draft)
    return replace(
        window,
        draft=draft,
        platform=given.seen.platform,
        purpose=given.seen.purpose,
        card=_with_answers(window.card, shown, given.seen),
        deal=deal_for(services, choices),
        menu=menu_for(services.coach, choices),
        edition=given.seen.edition,
        guarded=window.guarded or guarded,
        notice="",
        undo="",
        comment=given.seen.comment,
        limits=services.limits(given.seen.platform),
        campaign=given.seen.held.get("campaign", ""),
        hint=given.seen.held.get("hint", "") or window.hint,
    )


def _with_answers(card: Card | None, shown: Open | None, seen: Seen) -> Card | None:
    """Return a card with what was said of its findings, also where Slack has not drawn that yet."""
    if card is None or (shown and shown.ahead and shown.window):
        return card
    waits = shown.answers if shown else None
    if waits is None:
        return answered(card, seen.held)
    return replace(card, said=waits.said, said_at=waits.said_at, unfolded=waits.unfolded)


async def _read_back(services: Services, given: Given) -> Window | None:
    """Read a draft that came as a message once more, from where its author wrote it."""
    draft = await draft_above(services, given)
    if draft is None:
        return None
    window = _read_anew(services, given, draft.text, draft.platform)
    choices = await choices_of(
        services.coach, given.team, given.user, services.patience_s, quiet=window.guarded
    )
    return replace(window, deal=deal_for(services, choices))


async def draft_gone(services: Services, given: Given) -> None:
    """Say that the draft has to be sent again."""
    if given.seen is not None:
        await lay(services, given, page_view("Checkpost", say("notice.draft_gone")))
    else:
        await tell(services, given, said(say("notice.draft_gone")))


def check_of(given: Given) -> str:
    """Return the check that a button belongs to; a menu's value has a word before it."""
    return given.value.rpartition(" ")[2]


def shown_check(seen: Seen) -> str:
    """Return the check whose card a window shows, empty where it shows none."""
    return check_shown({"blocks": seen.blocks}) or ""


def _read_anew(
    services: Services, given: Given, draft: str, platform: Platform = Platform.OTHER
) -> Window:
    seen = given.seen
    platform, chain = (seen.platform, seen.chain) if seen else (platform, None)
    asked = Draft(draft, platform, seen.purpose if seen else Purpose.POST)
    if not draft.strip():
        return Window(chain=chain)
    check_id = shown_check(seen) if seen else check_of(given)
    if not check_id:  # nothing was asked of this draft yet
        return Window(draft, platform, asked.purpose, limits=services.limits(platform))
    reading = services.coach.read(asked)
    note = "" if reading.guarded or chain is None else say("notice.ai_part_gone")
    card = card_of_reading(check_id, reading, note=note)
    return Window(
        draft,
        asked.platform,
        asked.purpose,
        card,
        chain=chain,
        guarded=reading.guarded,
        checked=draft,
        limits=services.limits(platform),
    )
