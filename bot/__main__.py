"""The `checkpost` command, also `python -m bot`."""

from __future__ import annotations

from bot.cli.command import build
from bot.crashes import leave_no_dump


def main() -> None:
    """Run the command line and exit with its code."""
    leave_no_dump()
    build()(prog_name="checkpost")


if __name__ == "__main__":
    main()
