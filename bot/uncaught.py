"""What nobody caught is logged by its place, as all else is; Python itself prints its words."""

from __future__ import annotations

import sys
import threading
import warnings
from types import TracebackType
from typing import TextIO

import structlog

from bot.logs import place


def name_uncaught() -> None:
    """Have exceptions that end the process or a thread, or that nobody can catch, named so.

    Warnings, too: pydantic's quote the value that they are about.
    """
    sys.excepthook = _ended
    threading.excepthook = _ended_a_thread
    sys.unraisablehook = _not_raised
    warnings.showwarning = _warned


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    structlog.get_logger().critical("process_failed", error=place(error))


def _ended_a_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
        structlog.get_logger().error("thread_failed", error=place(failed.exc_value))


def _not_raised(failed: sys.UnraisableHookArgs) -> None:
    if failed.exc_value is not None:
        structlog.get_logger().error("not_raised", error=place(failed.exc_value))


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line
    structlog.get_logger().warning("warned", kind=category.__name__, place=f"{filename}:{lineno}")
