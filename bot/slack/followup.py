"""Wishes under a draft that was read: the draft is read back from Slack, for no copy is kept."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import say
from bot.review.outcome import ReviewStatus
from bot.slack.cards.card import card_of_reading
from bot.slack.cards.message import said
from bot.slack.cards.reply import why_message, word_message
from bot.slack.cards.text import Block
from bot.slack.choices import choices_of
from bot.slack.conversation import begin_here, draft_above, fade_away, show_here
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.wishes import Ask, Wish
from bot.verdict import Draft


async def follow_up(services: Services, given: Given, wish: Wish) -> None:
    """Do what is asked for under a draft. May raise `SlackTrouble`."""
    draft = await draft_above(services, given)
    if draft is None:
        await _reply(services, given, said(say("direct.no_draft")))
    elif wish.ask is Ask.PLATFORM:
        begun = await begin_here(services, given, draft, wish.platform)
        if not begun.repeated:
            await show_here(services, given, begun)
    elif wish.ask is Ask.WHY and await _explained(services, given, draft):
        return
    else:
        await _asked(services, given, Draft(draft), wish)


async def _explained(services: Services, given: Given, text: str) -> bool:
    """Say why the rules found something; False where they found nothing."""
    reading = services.coach.read(Draft(text))
    if reading.findings:
        await _reply(services, given, why_message(card_of_reading("why", reading)))
    return bool(reading.findings)


async def _asked(services: Services, given: Given, draft: Draft, wish: Wish) -> None:
    """Have AI answer, where it may; what would give a guarded draft away is said of any."""
    guarded = services.coach.read(draft).guarded or services.coach.read(Draft(wish.text)).guarded
    choices = await choices_of(
        services.coach, given.team, given.user, services.patience_s, quiet=guarded
    )
    if not choices.accepted:
        await _reply(services, given, said(say("direct.deal_first")))
        return
    if not services.coach.host or not choices.ai_review:
        nothing = "direct.why_nothing" if wish.ask is Ask.WHY else "direct.ai_off"
        await _reply(services, given, said(say(nothing)))
        return
    if not services.checks_pace.allows(given.team, given.user):
        await _reply(services, given, said(say("pace.checks")))
        return
    word = await services.coach.follow_up(
        given.team, given.user, draft, wish.text, translated=wish.translated
    )
    if word.answer or word.rewrite:
        if wish.translated:
            word = replace(word, note=say("direct.translated"))
        place = await _reply(services, given, word_message(word))
        await fade_away(services, place, durable=True)
        return
    failed = word.status not in {ReviewStatus.OK, ReviewStatus.NONE}
    await _reply(services, given, said(word.note if failed else say("direct.no_better")))


async def _reply(services: Services, given: Given, message: Block) -> str:
    channel = given.channel or ""
    sent = await services.slack.post(channel, message, thread=given.thread or "")
    return f"{channel} {sent}"
