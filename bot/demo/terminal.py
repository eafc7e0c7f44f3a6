"""The demo without Slack: drafts typed at a terminal, each answered at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Console, RenderableType

Answer = Callable[[str], RenderableType]


def terminal_demo(answer: Answer, console: Console, drafts: Iterator[str] | None = None) -> None:
    """Answer drafts, one a line, until an empty line or the end of the input."""
    console.print("Type a draft, as you would post it. An empty line ends this.")
    for draft in drafts or _typed(console):
        if not draft.strip():
            return
        console.print(answer(draft))


def _typed(console: Console) -> Iterator[str]:
    while True:
        try:
            yield console.input("\n[bold]Draft >[/bold] ")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
