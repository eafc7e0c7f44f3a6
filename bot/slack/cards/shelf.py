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
    units,
)
from bot.vocabulary.campaign import Campaign
from bot.vocabulary.facts import Fact

ANGLE = re.compile(r"^shelf_angle:\d+$")
SHARED = "shelf_shared"
MORE = "shelf_more"
_BLOCKS = 100  # what a view holds
_SECTION = 2_900  # characters
_TURNING = 2  # blocks at the end that lead to the other campaigns


@dataclass(frozen=True, slots=True)
class Shelf:
    """A campaign with its approved statements, as they hold today."""

    campaign: Campaign
    facts: Sequence[Fact] = ()


def ideas_button() -> Block:
    """Return the button that opens the shelf."""
    return button("home_ideas", say("campaigns.title"), say("campaigns.open_says"), "home")


def shelf_view(
    shelf: Sequence[Shelf], themes: Sequence[str] = (), start: int = 0, *, counts: bool = True
) -> Block:
    """Draw a page: the campaigns from `start` on that it holds, the way to the others, questions.

    The questions make a story of one's own. `counts` offers to say that one has shared something.
    """
    first = start if 0 <= start < len(shelf) else 0
    blocks: list[Block] = [section(plain(say("campaigns.intro" if shelf else "campaigns.empty")))]
    own = [divider(), *story_blocks(themes)]
    end = first
    for each in shelf[first:]:
        drawn = [divider(), *_campaign(each), *([_shared(each.campaign)] if counts else [])]
        if end > first and len(blocks) + len(drawn) + len(own) + _TURNING > _BLOCKS:
            break
        blocks += drawn
        end += 1
    blocks += [*_turning(first, end, len(shelf)), *own]
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("campaigns.title")},
        "close": {"type": "plain_text", "text": say("button.close")},
        "blocks": blocks,
    }


def _turning(first: int, end: int, count: int) -> list[Block]:
    """Offer the campaigns that this page has no room for, and behind the last the first."""
    if not first and end == count:
        return []
    left = count - end
    if not left:
        return [divider(), actions(MORE, beginning())]
    label = say("campaigns.more", count=left)
    return [divider(), actions(MORE, button(MORE, label, say("campaigns.more_says"), str(end)))]


def beginning() -> Block:
    """Return the button that leads back to the first page."""
    return button(MORE, say("campaigns.again"), say("campaigns.more_says"), "0")


def _campaign(shelf: Shelf) -> list[Block]:
    campaign = shelf.campaign
    blocks = [header(campaign.title), section(plain(campaign.initiative))]
    if shelf.facts:
        lines = [f"• {escape(fact.wording)} {_source(fact)}" for fact in shelf.facts]
        blocks += [
            section(mrkdwn(part)) for part in _parts([f"*{say('campaigns.facts')}*", *lines])
        ]
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
    return [*blocks, *_beside(campaign)]


def _shared(campaign: Campaign) -> Block:
    shared = button(SHARED, say("campaigns.shared"), say("campaigns.shared_says"), campaign.id)
    return actions(f"shared:{campaign.id}", shared)


def _beside(campaign: Campaign) -> list[Block]:
    lines = [
        say("campaigns.partner", name=each.name, why=each.why, when=day(each.checked_on))
        for each in campaign.partners
    ]
    lines += [say("campaigns.disclosure", disclosure=each.disclosure) for each in campaign.partners]
    links = [mrkdwn(f"<{escape(each.tagged)}|{escape(each.title)}>") for each in campaign.links]
    below = [" ".join(campaign.hashtags)] if campaign.hashtags else []
    if campaign.languages:
        names = ", ".join(dict.fromkeys(map(tongue, campaign.languages)))
        below.append(say("campaigns.languages", languages=names))
    below.append(say("campaigns.owner", owner=campaign.owner))
    return [
        *(context(plain(line)) for line in lines),
        *([context(*links)] if links else []),
        *(context(plain(line)) for line in below),
    ]


def _parts(lines: Sequence[str]) -> list[str]:
    """Return lines in as few texts as a section has room for each: half a link would be none."""
    parts = [""]
    for line in lines:
        joined = "\n".join(filter(None, [parts[-1], line]))
        if units(joined) > _SECTION and parts[-1]:
            parts.append(line)
        else:
            parts[-1] = joined
    return parts


def _source(fact: Fact) -> str:
    if not fact.source.startswith("https://"):
        return f"({escape(fact.source)})"
    return f"(<{escape(fact.source)}|{escape(say('campaigns.source'))}>)"
