"""The `checkpost` command, also `python -m bot`."""

from __future__ import annotations

from bot.cli.command import build


def main() -> None:
    """Run the command line and exit with its code."""
    build()(prog_name="checkpost")


if __name__ == "__main__":
    main()
