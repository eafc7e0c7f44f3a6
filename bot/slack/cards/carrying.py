"""What goes on from one card to the next."""

from __future__ import annotations

from dataclasses import replace

from bot.check import addressed
from bot.slack.cards.card import Card, Window
from bot.verdict import Source


def carried(before: Card | None, card: Card, *, stored: bool = False) -> Card:
    """Return a new card with what goes on from the one before.

    That is what was said of the same words under the same rule, how much is fixed since, and that
    all of it was asked for. `stored` says that the one before leaves a row, which keeps what was
    said of it.
    """
    if before:
        card = replace(card, unfolded=before.unfolded)
    if before and before.check_id == card.check_id:
        card = replace(card, tips=before.tips, fixed=before.fixed)
    elif before:
        card = replace(card, fixed=_fixed(before, card))
    if before and before.reply and card.reply:
        card = replace(card, topics=before.topics or card.topics, tagged=before.tagged)
    if before is None or not before.said:
        return card
    said = {
        (finding.rule, finding.text): address
        for address, finding in addressed(before.findings)
        if address in before.said
    }
    came = {
        address: said[finding.rule, finding.text]
        for address, finding in addressed(card.findings)
        if (finding.rule, finding.text) in said
    }
    places = dict(before.said_at)
    if stored and before.check_id != card.check_id:
        places = {old: f"{before.check_id} {old}" for old in before.said} | places
    return replace(
        card,
        said={new: before.said[old] for new, old in came.items()},
        said_at={new: places[old] for new, old in came.items() if old in places},
    )


def with_review(window: Window, newest: Window | None) -> Window:
    """Return a window with what AI has said of its check since somebody looked at it.

    `newest` is what is known of the same place by now.
    """
    card, later = window.card, newest.card if newest else None
    if card is None or later is None or card.check_id != later.check_id:
        return window
    if later.waiting or not card.waiting:
        return window
    return replace(window, card=carried(card, later))


def _fixed(before: Card, card: Card) -> int:
    """Count the rules' findings whose rule has nothing more to say; of AI's it cannot be told."""
    left = {finding.rule for finding in card.findings}
    ruled = [finding for finding in before.findings if finding.source is Source.RULE]
    return sum(finding.rule not in left for finding in ruled)
