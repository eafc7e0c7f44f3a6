"""The shelf in Slack: laid open, and a draft begun from an angle of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import language, say
from bot.policy.ruleset import RuleSet
from bot.slack.cards.card import Window
from bot.slack.cards.modal import coach_view
from bot.slack.cards.shelf import Shelf, beginning, shelf_view
from bot.slack.cards.story import themes_page
from bot.slack.cards.text import Block
from bot.slack.choices import choices_of, deal_for, menu_for
from bot.slack.counting import count
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.starting import Begun
from bot.verdict import Verdict
from bot.vocabulary.campaign import Campaign
from bot.vocabulary.facts import Fact

KIND = "campaign"


async def open_shelf(services: Services, given: Given) -> None:
    """Lay the shelf open: what may be told today."""
    await lay(services, given, _page(services))


async def turn_page(services: Services, given: Given) -> None:
    """Show the campaigns that come next, in place."""
    if given.seen is not None and given.value.isascii() and given.value.isdigit():
        page = _page(services, int(given.value))
        await services.slack.update_view(given.seen.view_id, page)


async def turn_themes(services: Services, given: Given) -> None:
    """Show the themes that come next, in place: a page above would be one too many for Slack."""
    if given.seen is not None and given.value.isascii() and given.value.isdigit():
        page = themes_page(_themes(services), int(given.value), beginning())
        await services.slack.update_view(given.seen.view_id, page)


def _page(services: Services, start: int = 0) -> Block:
    # Where nothing is kept of anybody, nobody's step is counted.
    counts = bool(services.kept)
    return shelf_view(shelf_of(services), _themes(services), start, counts=counts)


def _themes(services: Services) -> Sequence[str]:
    if services.ruleset is None:
        return ()
    rules = services.ruleset()
    return [rules.told_beside(theme) for theme in rules.organisation.themes]


def shelf_of(services: Services) -> list[Shelf]:
    """Return the campaigns that are on the shelf now, with the facts that hold.

    In the language that is spoken, as far as somebody has written them in it.
    """
    if services.ruleset is None:
        return []
    rules, now = services.ruleset(), services.clock()
    holding = {fact.id: fact for fact in rules.facts_at(now)}
    return [
        _laid_out(rules, each, [holding[fact] for fact in each.facts if fact in holding])
        for each in rules.campaigns
        if each.is_on_the_shelf(now)
    ]


def _laid_out(rules: RuleSet, campaign: Campaign, facts: Sequence[Fact]) -> Shelf:
    told = campaign.told(rules.told_beside)
    says = (
        rules.opening_of(f"campaign-{campaign.id}-disclosure-{number}").strip(" .")
        for number, _ in enumerate(campaign.partners, 1)
    )
    partners = tuple(
        replace(each, disclosure=said or each.disclosure)
        for each, said in zip(told.partners, says, strict=True)
    )
    wordings = ((fact, fact.wording_in(language()) or fact.wording) for fact in facts)
    return Shelf(
        replace(told, partners=partners),
        [replace(fact, wording=wording) for fact, wording in wordings],
    )


def find_campaign(services: Services, campaign_id: str) -> Campaign | None:
    """Return a campaign that is on the shelf."""
    return next((s.campaign for s in shelf_of(services) if s.campaign.id == campaign_id), None)


async def begin_from(services: Services, given: Given, value: str) -> None:
    """Open an empty window with an angle above it; `value` is `campaign/angle`."""
    campaign_id, _, angle_id = value.partition("/")
    campaign = find_campaign(services, campaign_id)
    angle = campaign.angle(angle_id) if campaign else None
    if campaign is None or angle is None:
        await open_shelf(services, given)
        return
    choices = await choices_of(services.coach, given.team, given.user, services.patience_s)
    window = Window(
        platform=choices.platform,
        deal=deal_for(services, choices),
        menu=menu_for(services.coach, choices),
        campaign=campaign.id,
        hint=say("campaigns.hint", title=angle.title, hint=angle.hint),
    )
    view = await lay(services, given, coach_view(window))
    if view is None:
        return
    services.desk.show(view.view_id, window, view.state)
    if choices.accepted:
        await count(services, given, KIND, campaign.id, "started")


async def count_checked(
    services: Services, given: Given, begun: Begun, before: Window | None
) -> None:
    """Count that a campaign's draft was checked, and came clear; nothing of guarded ones."""
    window = begun.window
    if before is None or not window.campaign or not window.is_stored or window.card is None:
        return
    if begun.asked.parent is None:
        await count(services, given, KIND, window.campaign, "checked")
    was = before.card.verdict if before.card else None
    if window.card.verdict is Verdict.CLEAR and was is not Verdict.CLEAR:
        await count(services, given, KIND, window.campaign, "clear")
