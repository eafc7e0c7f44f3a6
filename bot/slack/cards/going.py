"""Where a draft goes: how long it is there, and the link that opens it in the composer there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.messages import say
from bot.policy.counting import Limits, length
from bot.slack.cards.card import Card, Window
from bot.slack.cards.ready import composer_link
from bot.slack.cards.text import Block
from bot.verdict import Platform

_KEPT_BACK = "credential"


@dataclass(frozen=True, slots=True)
class Going:
    """A text and the platform it is for. `links` says that a link may hold the text."""

    text: str = field(repr=False)
    platform: Platform
    limits: Limits | None
    links: bool = True

    @property
    def says(self) -> str:
        """How long the text is there; the platform alone where nobody knows how it counts."""
        name = say(f"platform.{self.platform}")
        most = self.limits.characters if self.limits else None
        if self.limits is None or most is None:
            return say("direct.for_platform", platform=name)
        count = length(self.text, self.limits)
        return say("direct.for_platform_count", platform=name, count=count, most=most)

    @property
    def link(self) -> Block | None:
        """The button that opens the composer with the text in it, where the platform has such."""
        if not self.links or self.limits is None or not self.limits.compose:
            return None
        return composer_link(self.text, self.platform, self.limits)


def going(text: str, platform: Platform, limits: Limits | None, card: Card) -> Going | None:
    """Return where a text goes that its card is about; None where nobody has said.

    What holds a key or password stands in no link.
    """
    if platform is Platform.OTHER:
        return None
    keeps = any(finding.topic == _KEPT_BACK for finding in card.findings)
    return Going(text, platform, limits, links=not keeps)


def going_of(window: Window) -> Going | None:
    """Return where the text of a window goes; a guarded one leaves no copy in a link."""
    if window.card is None:
        return None
    text = window.checked or window.draft
    found = going(text, window.platform, window.limits, window.card)
    return replace(found, links=False) if found and window.guarded else found
