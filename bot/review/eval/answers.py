"""Recorded answers: what a model, or a script in its place, said about each labelled draft."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.limits import CORPUS_BYTES, read_file
from bot.review.endpoint import Endpoint, EndpointProblem, Reply
from bot.review.outcome import ReviewStatus

SCRIPTED = "scripted"


@dataclass(frozen=True, slots=True)
class Recording:
    """The answers to one review of one case.

    `recorded` says how they came about: `scripted` where no model produced them, else `live`.
    `at` is the moment (ISO) whose facts they were compared with, `prompts` the hash of the
    prompts they answer, empty where nobody noted it.
    """

    id: str
    recorded: str
    model: str
    at: str
    answers: tuple[str, ...] = field(repr=False)
    prompts: str = ""


def read_recordings(file: Path) -> dict[str, list[Recording]]:
    """Return the recordings by case, several where a case was asked about several times.

    Raises OSError or ValueError when the file cannot be used.
    """
    found: dict[str, list[Recording]] = {}
    for number, line in enumerate(
        read_file(file, CORPUS_BYTES).decode("utf-8").splitlines(), start=1
    ):
        try:
            told = json.loads(line)
            one = Recording(**{**told, "answers": tuple(told["answers"])})
        except (ValueError, TypeError, KeyError, RecursionError):
            raise ValueError(f"{file}:{number} is no recording.") from None
        found.setdefault(one.id, []).append(one)
    return found


def write_recordings(file: Path, recordings: Iterable[Recording]) -> None:
    """Write recordings, one a line; raises OSError."""
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in recordings]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


class Replayed:
    """An endpoint that says what was recorded, in order."""

    host = "recorded"

    def __init__(self, answers: Iterable[str]) -> None:
        """Nothing is said yet."""
        self._answers = deque(answers)

    async def post(self, body: Mapping[str, Any]) -> Reply:
        """Say the next answer; raises EndpointProblem when there is none left."""
        del body
        if not self._answers:
            raise EndpointProblem(ReviewStatus.PROVIDER_ERROR)
        return Reply(self._answers.popleft(), "stop")

    async def aclose(self) -> None:
        """Do nothing: there is nothing to let go of."""


class Overheard:
    """An endpoint with somebody listening: what was answered, and what it cost."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Nothing is heard yet."""
        self._endpoint = endpoint
        self.replies: list[Reply] = []

    @property
    def host(self) -> str:
        """The host that is really asked."""
        return self._endpoint.host

    async def post(self, body: Mapping[str, Any]) -> Reply:
        """Pass the question on and keep the reply; raises EndpointProblem as the endpoint does."""
        reply = await self._endpoint.post(body)
        self.replies.append(reply)
        return reply

    async def aclose(self) -> None:
        """Leave the connections alone: they are shared."""
