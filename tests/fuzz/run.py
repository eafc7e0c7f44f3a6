"""Sends absurd deliveries to the real listeners, and looks at what people and logs are shown."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from tests.fuzz.payloads import Payloads
from tests.slack.conftest import Bench, open_bench

_AT_ONCE = 8
_ENOUGH = 20  # broken ones, after which there is something to mend
_WRONG = {"warning", "error", "critical"}
_TELLING = ("Traceback", "Error:", "site-packages", '.py"')


@dataclass
class Seen:
    """What came of it. `broken` holds a delivery after which somebody saw or logged a failure."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


async def fuzz(count: int, folder: Path, seed: int = 1) -> Seen:
    """Send `count` deliveries to a bot whose rules are laid into `folder`."""
    seen = Seen()
    gc.collect()  # or what ran before in this process may be told of among these lines
    with structlog.testing.capture_logs() as logs, _libraries_into(logs):
        async with open_bench(folder) as bench:
            bench.accept()
            made = Payloads(bench.double, seed)
            while seen.sent < count and len(seen.broken) < _ENOUGH:
                batch = [made.form() for _ in range(min(_AT_ONCE, count - seen.sent))]
                await asyncio.gather(*(_send(bench, seen, kind, body) for kind, body in batch))
                await bench.settled()
                _look(bench, logs, seen, batch)
    return seen


async def _send(bench: Bench, seen: Seen, kind: str, body: dict[str, Any]) -> None:
    seen.sent += 1
    if kind == "json":
        reply = await bench.marta.send_json(body)
    else:
        reply = await bench.marta.send(body)
    seen.statuses[reply.status] += 1
    if reply.status >= 500 or _tells(json.dumps(reply.body)):
        seen.broken.append(f"{reply.status} for {body}")


def _look(bench: Bench, logs: Any, seen: Seen, batch: list[Any]) -> None:  # noqa: ANN401 -- structlog's
    """Look into the log and at everything that was sent, and clear both."""
    told = [entry for entry in logs if went_wrong(entry)]
    shown = json.dumps([args for _, args in bench.double.calls])
    if told or _tells(shown):
        seen.broken.append(f"{told} after one of {batch}")
    logs.clear()
    bench.double.calls.clear()
    bench.double.mail.messages.clear()
    for view in bench.double.open_views:
        view.is_open = False


@contextmanager
def _libraries_into(logs: list[Any]) -> Iterator[None]:
    """Have what is logged by way of the standard library stand among the other lines."""

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            line = {"event": record.getMessage(), "log_level": record.levelname.lower()}
            logs.append({**line, "logger": record.name})

    lines = Lines(logging.WARNING)
    logging.getLogger().addHandler(lines)
    yield
    logging.getLogger().removeHandler(lines)


def went_wrong(entry: Any) -> bool:  # noqa: ANN401 -- structlog's
    """Whether a line tells of anything wrong, but that Slack said no, which the person was told."""
    refused = "code" in entry or str(entry.get("error", "")).startswith("SlackTrouble")
    return entry["log_level"] in _WRONG and not refused


def _tells(text: str) -> bool:
    """Whether a text shows how we work inside."""
    return any(word in text for word in _TELLING)
