"""The page with a finished draft: the text to copy, and links into the platforms' composers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote as encoded

from bot.messages import say
from bot.policy.counting import Limits
from bot.slack.cards.text import Block, actions, button, context, plain, section, units
from bot.verdict import Platform

LEND = "lend"
OPEN = re.compile("^compose:")
_ADDRESS = 3_000  # what a button's link holds
_SECTION = 3_000
_MOST = 60_000


def ready_view(
    text: str, platform: Platform, platforms: Mapping[Platform, Limits], lend_days: int = 0
) -> Block:
    """Draw the page: links for the platform of the draft, or for all where none was chosen.

    With `lend_days` there is a box by which the author lends the draft to comms for so long.
    """
    blocks = [section(plain(say("ready.copy")))]
    blocks += [section(plain(part)) for part in _parts(text[:_MOST])]
    wanted = platforms if platform is Platform.OTHER else [platform]
    known = [each for each in wanted if each in platforms and platforms[each].compose]
    links = [link for each in known if (link := composer_link(text, each, platforms[each]))]
    if links:
        blocks += [actions("compose", *links), context(plain(say("ready.open")))]
    elif known:
        blocks.append(context(plain(say("ready.too_long"))))
    if lend_days:
        blocks += [actions(LEND, _lend(lend_days)), context(plain(say("lend.says")))]
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("ready.title")},
        "close": {"type": "plain_text", "text": say("button.back")},
        "blocks": blocks,
    }


def _lend(days: int) -> Block:
    text = {"type": "plain_text", "text": say("lend.box", count=days)}
    return {"type": "checkboxes", "action_id": LEND, "options": [{"text": text, "value": "yes"}]}


def composer_link(text: str, platform: Platform, limits: Limits) -> Block | None:
    """Return the button that opens a platform's composer; None where the text is too long."""
    address = limits.compose.replace("{text}", encoded(text, safe=""))
    if units(address) > _ADDRESS:
        return None
    name = say(f"platform.{platform}")
    label, says = say("ready.open_in", platform=name), say("ready.open_in_says", platform=name)
    drawn = button(f"compose:{platform}", label, says, "open")
    del drawn["value"]
    return {**drawn, "url": address}


def _parts(text: str) -> Iterator[str]:
    """Cut a long text where sections end; short ones stay whole."""
    part = ""
    for line in text.splitlines(keepends=True):
        for piece in (line[i : i + 1_400] for i in range(0, len(line), 1_400)):
            if units(part) + units(piece) > _SECTION:
                yield part
                part = ""
            part += piece
    if part.strip():
        yield part
