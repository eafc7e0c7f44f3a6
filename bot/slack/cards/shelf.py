"""The campaign shelf: what is worth a post, and angles to begin one's own from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages import day, say, tongue
from bot.slack.cards.story import story_blocks
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    divider,
    escape,
    header,
    mrkdwn,
    plain,
    section,
)
from bot.vocabulary.campaign import Campaign
from bot.vocabulary.facts import Fact

ANGLE = re.compile(r"^shelf_angle:\d+$")
SHARED = "shelf_shared"
_MOST = 12
_BLOCKS = 100  # what a view holds


@dataclass(frozen=True, slots=True)
class Shelf:
    """A campaign with its approved statements, as they hold today."""

    campaign: Campaign
    facts: Sequence[Fact] = ()


def ideas_button() -> Block:
    """Return the button that opens the shelf."""
    return button("home_ideas", say("campaigns.title"), say("campaigns.open_says"), "home")


def shelf_view(shelf: Sequence[Shelf], themes: Sequence[str] = ()) -> Block:
    """Draw the page: campaigns, and questions that make a story of one's own."""
    blocks: list[Block] = [section(plain(say("campaigns.intro" if shelf else "campaigns.empty")))]
    own = [divider(), *story_blocks(themes)]
    for each in shelf[:_MOST]:
        drawn = [divider(), *_campaign(each)]
        if len(blocks) + len(drawn) + len(own) <= _BLOCKS:
            blocks += drawn
    blocks += own
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("campaigns.title")},
        "close": {"type": "plain_text", "text": say("button.close")},
        "blocks": blocks,
    }


def _campaign(shelf: Shelf) -> list[Block]:
    campaign = shelf.campaign
    blocks = [header(campaign.title), section(plain(campaign.initiative))]
    if shelf.facts:
        lines = [f"• {escape(fact.wording)} {_source(fact)}" for fact in shelf.facts]
        blocks.append(
            section(mrkdwn(clip(f"*{say('campaigns.facts')}*\n" + "\n".join(lines), 2_900)))
        )
    angles = [
        button(
            f"shelf_angle:{number}",
            clip(angle.title, 70),
            say("campaigns.angle_says"),
            f"{campaign.id}/{angle.id}",
        )
        for number, angle in enumerate(campaign.angles[:5])
    ]
    blocks.append(section(mrkdwn(f"*{say('campaigns.angles')}*")))
    blocks.append(actions(f"shelf:{campaign.id}", *angles))
    blocks += [context(text) for text in _beside(campaign)]
    shared = button(SHARED, say("campaigns.shared"), say("campaigns.shared_says"), campaign.id)
    return [*blocks, actions(f"shared:{campaign.id}", shared)]


def _beside(campaign: Campaign) -> list[Block]:
    lines = [
        plain(say("campaigns.partner", name=each.name, why=each.why, when=day(each.checked_on)))
        for each in campaign.partners
    ]
    lines += [
        plain(say("campaigns.disclosure", disclosure=each.disclosure)) for each in campaign.partners
    ]
    if campaign.links:
        links = (f"<{escape(each.tagged)}|{escape(each.title)}>" for each in campaign.links)
        lines.append(mrkdwn(" · ".join(links)))
    if campaign.hashtags:
        lines.append(plain(" ".join(campaign.hashtags)))
    if campaign.languages:
        names = ", ".join(map(tongue, campaign.languages))
        lines.append(plain(say("campaigns.languages", languages=names)))
    lines.append(plain(say("campaigns.owner", owner=campaign.owner)))
    return lines


def _source(fact: Fact) -> str:
    if not fact.source.startswith("https://"):
        return f"({escape(fact.source)})"
    return f"(<{escape(fact.source)}|{escape(say('campaigns.source'))}>)"
