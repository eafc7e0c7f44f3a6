"""How a digest names topics, campaigns and drafts."""

from __future__ import annotations

from bot.digest.digest import Campaigned
from bot.messages import number, say
from bot.slack.cards.text import clip, escape

_DRAFT = 160


def steps_told(campaign: Campaigned) -> str:
    """Return what a campaign came to, in a line."""
    told = (f"{say(f'digest.steps.{step}')} {number(count)}" for step, count in campaign.steps)
    return ", ".join(told)


def topic_name(name: str) -> str:
    """Return what a topic is called."""
    return say(f"digest.topics.{name}")


def quoted(text: str) -> str:
    """Return a draft for a line between quotation marks."""
    return escape(clip(text, _DRAFT))
