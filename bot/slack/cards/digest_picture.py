"""What the picture of a digest shows, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.digest.digest import CLICKS, Digest
from bot.messages import number, say
from bot.slack.cards.digest_days import short, span
from bot.slack.cards.digest_words import topic_name
from bot.slack.cards.text import clip

_NAME = 60  # characters of a campaign's title beside its bar
_FEWEST, _MOST = 2, 8


@dataclass(frozen=True, slots=True)
class Picture:
    """What the picture shows, and the same in words for who does not see it."""

    title: str
    span: str
    bars: tuple[tuple[str, int], ...]
    note: str
    alt: str


def picture_of(digest: Digest) -> Picture | None:
    """Return what to draw: topics, else the trend; None where there is nothing to compare."""
    title, when = say("digest.image_title"), span(digest.week)
    bars = tuple((topic_name(name), count) for name, count in digest.topics[:_MOST])
    if len(bars) < _FEWEST:
        title = say("digest.image_title_trend")
        bars = tuple((short(past.week.monday), past.checks) for past in digest.trend if past.checks)
        when = span(digest.trend[0].week, digest.week)
    if len(bars) < _FEWEST:
        return None
    numbers = ", ".join(f"{name} {number(count)}" for name, count in bars)
    alt = say("digest.image_alt", title=title, span=when, numbers=numbers)
    return Picture(title, when, bars, say("digest.image_note"), alt)


def campaigns_picture(digest: Digest) -> Picture | None:
    """Return what to draw of campaigns: how much was shared for each, or all steps of the one.

    Clicks are told in words alone: they were counted elsewhere, and not over people.
    """
    if len(digest.campaigns) > 1:
        title = say("digest.campaigns_image")
        shared = ((each.title, dict(each.steps).get("shared")) for each in digest.campaigns)
        bars = tuple((clip(name, _NAME), count) for name, count in shared if count is not None)
    else:
        title = digest.campaigns[0].title if digest.campaigns else ""
        steps = digest.campaigns[0].steps if digest.campaigns else ()
        own = ((step, count) for step, count in steps if step != CLICKS)
        bars = tuple((say(f"digest.steps.{step}"), count) for step, count in own)
    if len(bars) < _FEWEST:
        return None
    bars = tuple(sorted(bars, key=lambda bar: -bar[1]))[:_MOST]
    numbers = ", ".join(f"{name} {number(count)}" for name, count in bars)
    when = say("digest.campaigns_span")
    alt = say("digest.image_alt", title=title, span=when, numbers=numbers)
    return Picture(title, when, bars, say("digest.image_note"), alt)
