"""The demo where no Slack look-alike runs: drafts typed at a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from bot.demo.terminal import terminal_demo


def session(*drafts: str) -> str:
    out = StringIO()
    terminal_demo(lambda draft: f"read: {draft}", Console(file=out), iter(drafts))
    return out.getvalue()


def test_each_draft_is_answered() -> None:
    said = session("Try Tidewatch, it is the best", "The tide is in")
    assert "read: Try Tidewatch, it is the best" in said
    assert "read: The tide is in" in said


def test_an_empty_line_ends_it() -> None:
    assert "read: never reached" not in session("The tide is in", "  ", "never reached")


def test_no_colour_reaches_what_is_no_terminal() -> None:
    assert "\x1b" not in session("The tide is in")
