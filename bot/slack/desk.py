"""The desk: which deliveries came in and which modals lie open, in this process's memory alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from weakref import WeakValueDictionary

from bot.slack.cards.card import Card, Window
from bot.slack.cards.carrying import with_review
from bot.slack.recent import Recent
from bot.verdict import Verdict

# Slack redelivers within about six minutes; design asks for at least ten.
_DELIVERY_S = 15 * 60
_OPEN_S = 60 * 60
_THREAD_S = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Open:
    """A modal on somebody's screen.

    `check_id` is the check it shows, asked for `at` that moment, where we know it. `state` is
    Slack's hash of the view as we last saw it. `window` is None for a guarded draft, of which
    nothing is kept. `turn` counts what was to be drawn there, and `ahead` says that `window` is
    what Slack has not drawn yet. `answers` is that for a guarded draft: a card with what was said
    of its findings, and without them.
    """

    check_id: str
    window: Window | None = None
    state: str | None = None
    closed: bool = False
    at: datetime | None = None
    turn: int = 0
    ahead: bool = False
    answers: Card | None = None


class Desk:
    """Remembers enough to update a modal, and to check nothing twice."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` answers in seconds that only go forward."""
        self._deliveries = Recent[bool](ttl_s=_DELIVERY_S, most=20_000, now=now)
        self._views = Recent[Open](ttl_s=_OPEN_S, most=2_000, now=now)
        self._cards = Recent[Window](ttl_s=_DELIVERY_S, most=500, now=now)
        self._answers = Recent[str](ttl_s=_THREAD_S, most=2_000, now=now)
        self._edits = Recent[int](ttl_s=_THREAD_S, most=2_000, now=now)
        self._moments = Recent[float](ttl_s=_THREAD_S, most=2_000, now=now)
        self._drawing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def first(self, delivery: str) -> bool:
        """Whether this delivery comes for the first time; from now on it does not."""
        if self._deliveries.get(delivery):
            return False
        self._deliveries.put(delivery, True)
        return True

    def knows(self, delivery: str) -> bool:
        """Whether this delivery came before; it is not remembered by asking."""
        return bool(self._deliveries.get(delivery))

    def show(
        self,
        view_id: str,
        window: Window,
        state: str | None = None,
        *,
        at: datetime | None = None,
        ahead: bool = False,
    ) -> None:
        """Remember what a modal shows, and Slack's hash of it where that is known.

        `at` is when its check was asked for; for the check that was shown before it is known.
        `ahead` says that Slack has drawn something earlier, and this is still to be drawn.
        """
        kept, before = None if window.guarded else window, self._views.get(view_id)
        if at is None and before and before.check_id == window.check_id:
            at = before.at
        turn = before.turn if before else 0
        self._views.put(view_id, Open(window.check_id, kept, state, at=at, turn=turn, ahead=ahead))

    def drew(
        self,
        view_id: str,
        window: Window,
        state: str | None,
        *,
        turn: int | None = None,
        at: datetime | None = None,
    ) -> None:
        """Remember what Slack has drawn, in whose `turn` it was.

        What was pressed meanwhile and waits to be drawn goes on from it with AI's part.
        """
        shown = self._views.get(view_id)
        behind = shown if shown and shown.ahead and shown.turn != turn else None
        if behind and behind.answers:
            self._views.put(view_id, replace(behind, state=state))
            return
        waits = behind.window if behind else None
        meant = with_review(waits, window) if waits else window
        self.show(view_id, meant, state, at=at, ahead=waits is not None)

    def intend(self, view_id: str, window: Window) -> int:
        """Remember what a modal is about to show, and return whose turn it is to draw it.

        Slack may take its time: what is pressed meanwhile goes on from here.
        """
        before = self._views.get(view_id) or Open(window.check_id)
        meant = Open(
            window.check_id,
            None if window.guarded or before.closed else window,
            before.state,
            before.closed,
            before.at if before.check_id == window.check_id else None,
            before.turn + 1,
            ahead=True,
            answers=_answers(window.card) if window.guarded and window.card else None,
        )
        self._views.put(view_id, meant)
        return meant.turn

    def drawing(self, view_id: str) -> asyncio.Lock:
        """Return what to hold while a modal is drawn, so that Slack's hash of it stays known."""
        return self._drawing.setdefault(view_id, asyncio.Lock())

    def view(self, view_id: str) -> Open | None:
        """Return what a modal shows, None when this process does not know."""
        return self._views.get(view_id)

    def close(self, view_id: str) -> None:
        """Remember that a modal was closed."""
        shown = self._views.get(view_id) or Open("")
        self._views.put(view_id, replace(shown, window=None, closed=True))

    def keep(self, window: Window) -> None:
        """Keep a card for the buttons of its message."""
        if window.card and not window.guarded:
            self._cards.put(window.card.check_id, window)

    def kept(self, check_id: str) -> Window | None:
        """Return a kept card, None when it is gone."""
        return self._cards.get(check_id)

    def answered(self, thread: str, place: str) -> None:
        """Remember where the newest card under a draft stands that came as a message."""
        self._answers.put(thread, place)

    def answer(self, thread: str) -> str | None:
        """Return where the newest card under a draft stands, None when we do not know."""
        return self._answers.get(thread)

    def edits(self, thread: str) -> int:
        """Count one more edit of a draft that came as a message, and return how many there were."""
        count = (self._edits.get(thread) or 0) + 1
        self._edits.put(thread, count)
        return count

    def is_news(self, thread: str, at: float) -> bool:
        """Whether nothing later has been heard of a message; `at` is in epoch seconds."""
        if at <= (self._moments.get(thread) or 0.0):
            return False
        self._moments.put(thread, at)
        return True


def _answers(card: Card) -> Card:
    """Return nothing of a card but what was said of its findings, and that all were asked for."""
    return Card(
        card.check_id, Verdict.CLEAR, said=card.said, said_at=card.said_at, unfolded=card.unfolded
    )
