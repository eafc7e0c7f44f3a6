"""How the bot logs: one line an event, lengths and keyed hashes, never words a person wrote."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from types import FrameType, TracebackType
from typing import TextIO

import structlog

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# slack_sdk prints message bodies at DEBUG, dbos and openai print inputs: they stay quiet whatever
# level is asked for.
_THIRD_PARTY = (
    "aiohttp",
    "alembic",
    "asyncio",
    "dbos",
    "httpcore",
    "httpcore2",
    "httpx",
    "httpx2",
    "openai",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
)


# A library's error may quote the address or the header that it failed with.
_TOKEN = re.compile(
    r"\bxox[a-z](?:-|\.)[\w.-]+|\bxapp[-.][\w.-]+|\bsk[-_][\w-]{8,}"  # Slack's, model servers'
    r"|\b(?:gsk_|hf_|gh[a-z]_|github_pat_|glpat-|AIza|AKIA|ASIA)[\w-]{12,}"
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]*"
    r"|(?<=\bBearer )[\w.~+/=-]+|(?<=\bBasic )[\w+/=]+"
    r"|(?<=://)[^\s/@\"']+(?=@)|(?<=\bticket=)[^\s&\"']+"
    r"|(?<=\bhooks\.slack\.com/)[^\s\"']+",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"((?:password|passwd|secret|api[-_]?key|access[-_]?token|signature)[\w-]*[\"']*\s*[:=]\s*[\"']*)"
    r"[^\s\"'&,;)]{6,}",
    re.IGNORECASE,
)

_HIDDEN = "[hidden]"
_QUOTED = re.compile(r"[\n(<]")
_FEW = 3  # such words say nothing, and would be found inside others


def configure(level: str, own_secrets: Iterable[str] = ()) -> None:
    """Send logs to stderr: readable at a terminal, JSON elsewhere. `level` is ours alone.

    `own_secrets` are what this process knows and nobody may read, whatever they look like.
    """
    hide = partial(without_tokens, own=tuple(own_secrets))
    at_terminal = sys.stderr.isatty()
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if at_terminal else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _place_only,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _Printer(sys.stderr, hide),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_PlaceFormatter("%(levelname)s %(name)s: %(message)s", hide))
    logging.raiseExceptions = False  # a line that cannot be written is no reason to print more
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _THIRD_PARTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It would bring a handler of its own, which prints whole tracebacks.
    engine = logging.getLogger("dbos")
    engine.handlers[:], engine.propagate = [handler], False


class _Printer(structlog.PrintLogger):
    """Prints lines, and lets go of those that a full disk or a closed pipe does not take."""

    def __init__(self, file: TextIO, hide: Callable[[str], str]) -> None:
        """`hide` takes out of a line what nobody may read."""
        super().__init__(file)
        self._hide = hide

    def msg(self, message: str) -> None:
        """Print a line."""
        with suppress(OSError):
            super().msg(self._hide(message))

    log = debug = info = warn = warning = msg
    fatal = failure = err = error = critical = exception = msg


def without_tokens(line: str, own: Sequence[str] = ()) -> str:
    """Return a line with `own` and all that looks like a token or a password hidden."""
    for secret in own:
        line = line.replace(secret, _HIDDEN)
    return _NAMED.sub(rf"\1{_HIDDEN}", _TOKEN.sub(_HIDDEN, line))


def place(error: BaseException) -> str:
    """Where an exception came from: its type and its frames, without its words.

    An exception's text may quote the draft (pydantic's and DBOS's do), so it is never logged.
    """
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{kind(error)} at {path}" if path else kind(error)


def kind(error: BaseException) -> str:
    """An exception's type, and the code that a database gave it, such as SQLITE_FULL or 53100."""
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    # SQLAlchemy's own type says only that the database refused; psycopg's says why, as DiskFull.
    return f"{type(cause).__name__} {code}" if code else type(error).__name__


def without_words(line: str, error: BaseException | None) -> str:
    """Return a line with the kind of each exception that led to `error` in place of its words.

    Libraries put the words of what they are just handling into their messages.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        for words in (repr(error), str(error)):
            if len(words) > _FEW:
                line = line.replace(words, kind(error))
        error = error.__cause__ or error.__context__
    return line


def standing(frame: FrameType | None) -> str:
    """Where a thread stands, the innermost place first: files, lines and names, no values."""
    if frame is None:  # `walk_stack` would walk ours
        return ""
    frames = traceback.StackSummary.extract(traceback.walk_stack(frame), lookup_lines=False)
    return " < ".join(f"{each.filename}:{each.lineno} {each.name}" for each in frames)


def _place_only(
    logger: structlog.typing.WrappedLogger, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    del logger, method
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else sys.exception() if given else None
    if error is not None:
        event["error"] = place(error)
    return event


class _PlaceFormatter(logging.Formatter):
    """The same for libraries that log through the standard library."""

    def __init__(self, line: str, hide: Callable[[str], str]) -> None:
        """`line` is how a line is built; `hide` takes out of it what nobody may read."""
        super().__init__(line)
        self._hide = hide

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without what looks like a token, or is an exception's words."""
        return self._hide(without_words(super().format(record), sys.exception()))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's own name
        """Return the message; asyncio's only as far as it quotes no value and no result."""
        if record.name == "asyncio":
            record.message = _QUOTED.split(record.message, maxsplit=1)[0].rstrip()
        return super().formatMessage(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 -- logging's own name
        """Return where the exception came from."""
        return place(ei[1]) if ei[1] is not None else ""
