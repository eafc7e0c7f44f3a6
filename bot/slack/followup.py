"""Wishes under a draft that was read: the draft is read back from Slack, for no copy is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.messages import language, say
from bot.review.outcome import FollowedUp
from bot.slack.cards.deal import deal_message
from bot.slack.cards.making import card_of_reading
from bot.slack.cards.message import doubted, said
from bot.slack.cards.reply import why_message
from bot.slack.cards.text import Block
from bot.slack.choices import choices_of, deal_for
from bot.slack.conversation import begin_here
from bot.slack.drafts_above import draft_in, platform_in, thread_of
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.starting import Begun
from bot.slack.thread_cards import shown_here
from bot.slack.threads import check_shown
from bot.slack.wish_delivery import answer_message
from bot.slack.wishes import Ask, Wish
from bot.verdict import Draft, Platform, Reading
from bot.wished import Wished


@dataclass(frozen=True, slots=True)
class Heard:
    """What is left to do for a wish: a message to post, or the first card of a check.

    Neither where its answer is on its durable way.
    """

    message: Block | None = None
    begun: Begun | None = None


async def follow_up(services: Services, given: Given, wish: Wish) -> Heard:
    """Send what is asked for under a draft on its durable way. May raise `SlackTrouble`.

    What must leave nothing, what holds a key, and what somebody asks who has not accepted the
    deal, or not with AI where it is now, is answered by this process alone.
    """
    held = await thread_of(services, given)
    draft = draft_in(services, given, held)
    if draft is None:
        return Heard(doubted(say("direct.no_draft"), given.message or ""))
    if wish.ask is Ask.PLATFORM:
        return Heard(begun=await begin_here(services, given, draft, wish.platform))
    named = wish.platform
    shown = shown_here(services, given)
    if named is Platform.OTHER:
        named = shown.platform if shown else platform_in(services, given, held)
    return await _answered(services, given, wish, Draft(draft, named), held)


async def _answered(
    services: Services, given: Given, wish: Wish, draft: Draft, held: list[Block]
) -> Heard:
    reading, said_in = services.coach.read(draft), services.coach.read(Draft(wish.text))
    guarded = reading.guarded or said_in.guarded
    choices = await choices_of(
        services.coach, given.team, given.user, services.patience_s, quiet=guarded
    )
    if draft.platform is Platform.OTHER:
        draft = replace(draft, platform=choices.platform)
        reading = services.coach.read(draft)
    wished = _wished(services, given, wish, draft)
    stays_here = guarded or reading.holds_credential or said_in.holds_credential
    ready = None
    if wished.why and reading.findings:
        ready = _reasons(services, given, draft, reading, held)
    elif not choices.accepted:
        key = "direct.deal_first" if choices.known else "notice.trouble_unlogged"
        ready = doubted(say(key), given.message or "")
    elif not stays_here and (deal := deal_for(services, choices)):
        return Heard(deal_message(deal))
    if stays_here or not choices.accepted:
        return Heard(ready or answer_message(wished, await _unasked(services, wished)))
    if not services.checks_pace.allows(given.team, given.user):
        return Heard(said(say("pace.wish")))
    await services.wishes.start(replace(wished, ready=ready))
    return Heard()


def _wished(services: Services, given: Given, wish: Wish, draft: Draft) -> Wished:
    return Wished(
        wished_id=services.new_id(),
        delivery=given.delivery,
        user=given.user,
        team=given.team,
        thread=f"{given.channel} {given.thread}",
        draft=draft,
        at=services.clock(),
        text=wish.text,
        why=wish.ask is Ask.WHY,
        translated=wish.translated,
        language=language(),
        message=given.message or "",
    )


def _reasons(
    services: Services, given: Given, draft: Draft, reading: Reading, held: list[Block]
) -> Block:
    """Say why something was found: AI's part, too, where this process has not forgotten it."""
    window = shown_here(services, given)
    if window and window.card and window.checked == draft.text:
        return why_message(window.card)
    cards = [each for each in held if check_shown(each) is not None]
    gone = bool(cards) and say("card.by_ai") in str(cards[-1])
    return why_message(card_of_reading("why", reading), say("notice.ai_part_gone") if gone else "")


async def _unasked(services: Services, wished: Wished) -> FollowedUp:
    """Return what is said where no model may read along: the coach asks none."""
    return await services.coach.follow_up(
        wished.team, wished.user, wished.draft, wished.text, translated=wished.translated
    )
