"""Drawing an open modal anew, in turn: Slack may let one drawing wait for half a minute."""

from __future__ import annotations

from bot.slack.cards.card import Window
from bot.slack.cards.carrying import with_review
from bot.slack.cards.modal import coach_view
from bot.slack.desk import Open
from bot.slack.services import Services


async def redraw_window(services: Services, view_id: str, window: Window) -> None:
    """Draw an open modal anew, with what AI has said meanwhile; not over a later check."""
    await draw_window(services, view_id, window, intend_window(services, view_id, window))


def intend_window(services: Services, view_id: str, window: Window) -> int | None:
    """Remember what an open modal is about to show, from which the next press goes on.

    Returns the turn to draw it in, None where a later check stands there.
    """
    shown = services.desk.view(view_id)
    if _is_overtaken(window, shown):
        return None
    return services.desk.intend(view_id, with_review(window, shown.window if shown else None))


async def draw_window(services: Services, view_id: str, window: Window, turn: int | None) -> None:
    """Draw an open modal in its turn.

    Where Slack keeps one drawing waiting, what was pressed meanwhile is drawn once, by the last.
    """
    if turn is None:
        return
    async with services.desk.drawing(view_id):
        shown = services.desk.view(view_id)
        is_last = shown is None or shown.turn == turn
        if not is_last or _is_overtaken(window, shown):
            return
        window = with_review(window, shown.window if shown else None)
        view = await services.slack.update_view(view_id, coach_view(window))
        if not _is_overtaken(window, services.desk.view(view_id)):
            services.desk.drew(view_id, window, view.state, turn=turn)


def _is_overtaken(window: Window, shown: Open | None) -> bool:
    """Whether a later check stands where a window is to be drawn, guarded or not."""
    both = shown is not None and bool(window.check_id and shown.check_id)
    return both and shown is not None and shown.check_id != window.check_id
