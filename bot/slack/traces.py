"""What a delivery may leave behind: no trace of a guarded draft, no lasting copy of a key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.slack.cards.card import Card
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.verdict import Draft

_CREDENTIAL = "credential"


@dataclass(frozen=True, slots=True)
class Traces:
    """`logged`: a log line may say what went wrong. `lasting`: a message that stays may quote it.

    A draft that nobody could read gets no lasting message either.
    """

    logged: bool = True
    lasting: bool = True


def traces_of(services: Services, given: Given) -> Traces:
    """Return what may be left of a delivery. Never raises."""
    if _shows_guarded(services, given):
        return Traces(logged=False, lasting=False)
    lasting = True
    for text in _texts(services, given):
        try:
            reading = services.coach.read(Draft(text))
        except Exception:  # noqa: BLE001 -- the reason why we are asked may be that nothing reads it
            lasting = False
            continue
        if reading.guarded:
            return Traces(logged=False, lasting=False)
        lasting = lasting and not reading.holds_credential
    return Traces(lasting=lasting)


def may_last(card: Card) -> bool:
    """Whether a card may stay in a conversation: not with a key or password on it."""
    return all(finding.topic != _CREDENTIAL for finding in card.findings)


def _texts(services: Services, given: Given) -> Iterator[str]:
    yield given.text
    yield given.shared
    if given.seen is None:
        return
    yield from given.seen.inputs.values()
    shown = services.desk.view(given.seen.view_id)
    if shown and shown.window:
        yield shown.window.draft


def _shows_guarded(services: Services, given: Given) -> bool:
    """Whether a window shows a guarded draft, of which nothing but its check is remembered."""
    seen = given.seen
    shown = (
        [services.desk.view(each) for each in (seen.view_id, seen.below) if each] if seen else []
    )
    return any(each and each.check_id and each.window is None and not each.closed for each in shown)
