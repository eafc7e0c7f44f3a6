"""A probe of the endpoint for the operator: does it answer, how firmly, and how fast."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum

from bot.review.asking import Asker
from bot.review.endpoint import EndpointProblem
from bot.review.manners import Rung
from bot.review.outcome import ReviewStatus
from bot.review.parse import first_object
from bot.review.wire import Wire

SECONDS = 25.0


class TrapWord(StrEnum):
    """The only word the schema allows, and not the one the prompt asks for."""

    HERON = "heron"


class Trap(Wire):
    """What an endpoint that enforces schemas must answer with, whatever the prompt says."""

    bird: TrapWord


_QUESTION = 'Answer with one JSON object and nothing else: {"bird": "gull"}'


@dataclass(frozen=True, slots=True)
class Probed:
    """What was seen. `enforced` is None where the endpoint did not answer or took no schema."""

    status: ReviewStatus
    rung: Rung
    enforced: bool | None
    latency_ms: int
    tokens: int


async def probe(asker: Asker, seconds: float = SECONDS) -> Probed:
    """Ask for one bird while the schema demands another; sends nothing of anybody's."""
    started = asker.pace.monotonic()
    status, enforced, tokens = ReviewStatus.OK, None, 0
    try:
        async with asyncio.timeout(seconds):
            messages = [{"role": "user", "content": _QUESTION}]
            reply = await asker.ask(messages, Trap, started + seconds)
    except TimeoutError:
        status = ReviewStatus.TIMEOUT
    except EndpointProblem as problem:
        status = problem.status
    else:
        tokens = reply.tokens
        enforced = _followed_schema(reply.text)
        status = ReviewStatus.OK if reply.text.strip() else ReviewStatus.INVALID_OUTPUT
    rung = asker.manners.of(asker.endpoint.host, asker.model).rung
    took_schema = rung in {Rung.STRICT, Rung.SCHEMA} and status is ReviewStatus.OK
    elapsed = round((asker.pace.monotonic() - started) * 1000)
    return Probed(status, rung, enforced if took_schema else None, elapsed, tokens)


def _followed_schema(answer: str) -> bool:
    found = first_object(answer, Trap.model_fields)
    return found == {"bird": TrapWord.HERON.value}
