"""Whether a picture fits what its platform takes and shows whole."""

from __future__ import annotations

from bot.messages import say
from bot.pictures.read import Picture
from bot.policy.counting import PictureLimits
from bot.verdict import Platform

_MEGABYTE = 1_000_000
_SLACK = 0.01  # a ratio that misses by a pixel is no ratio missed


def size_notes(picture: Picture, limits: PictureLimits | None, platform: Platform) -> list[str]:
    """Return a sentence for every limit of the platform that a picture does not keep."""
    if limits is None:
        return []
    notes = []
    name = say(f"platform.{platform.value}")
    size = len(picture.data) / _MEGABYTE
    if limits.megabytes is not None and size > limits.megabytes:
        notes.append(
            say("picture.size.bytes", platform=name, most=limits.megabytes, size=f"{size:.1f}")
        )
    if limits.narrowest is not None and picture.width < limits.narrowest:
        notes.append(
            say("picture.size.narrow", platform=name, least=limits.narrowest, width=picture.width)
        )
    ratio = picture.width / picture.height
    if limits.tallest is not None and ratio < _ratio(limits.tallest) - _SLACK:
        notes.append(say("picture.size.tall", platform=name, ratio=limits.tallest))
    if limits.widest is not None and ratio > _ratio(limits.widest) + _SLACK:
        notes.append(say("picture.size.wide", platform=name, ratio=limits.widest))
    return notes


def _ratio(text: str) -> float:
    width, _, height = text.partition(":")
    return float(width) / float(height)
