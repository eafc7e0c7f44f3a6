"""Cards without the keys and passwords that were found, for messages that stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.slack.cards.card import Card
from bot.verdict import Finding, Suggestion

MASK = "••••"
"""Stands for a key or password in what stays."""


def masked(card: Card) -> Card:
    """Return a card without the keys and passwords that were found."""
    secrets = [each.text for each in card.findings if each.topic == "credential" and each.text]
    if not secrets:
        return card

    def hide(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, MASK)
        return text

    found = tuple(_hidden(each, hide) for each in card.findings)
    asks = tuple(replace(each, text=hide(each.text)) for each in card.checklist)
    return replace(card, findings=found, checklist=asks, rewrite=None)


def _hidden(finding: Finding, hide: Callable[[str], str]) -> Finding:
    ways = tuple(Suggestion(hide(each.text)) for each in finding.suggestions)
    return replace(
        finding, text=hide(finding.text), message=hide(finding.message), suggestions=ways
    )
