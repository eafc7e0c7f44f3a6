"""What each server can stand: how it takes a schema, a limit and a temperature, learnt once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from bot.review.schema import schema_of
from bot.review.wire import Wire

_OPENAI = "api.openai.com"
_TOO_LONG = ("context length", "context_length", "too large")
_LIMIT = 4000  # tokens: a full answer takes about 800, models that think first take the rest
_LEAST_LIMIT = 500

Message = dict[str, str]
"""`role` and `content`; `image` is a picture beside the content, as a data URL."""


class Rung(IntEnum):
    """How firmly the shape of the answer can be asked for, the firmest first."""

    STRICT = 0
    SCHEMA = 1
    OBJECT = 2
    TEXT = 3


@dataclass(frozen=True, slots=True)
class Manners:
    """How one model on one host wants to be asked."""

    rung: Rung = Rung.STRICT
    limit_name: str | None = "max_tokens"
    limits_tried: int = 1
    limit: int = _LIMIT
    temperature: bool = True

    def body(self, model: str, messages: Sequence[Message], shape: type[Wire]) -> dict[str, Any]:
        """Return the request for these messages, to be answered in this shape."""
        body: dict[str, Any] = {"model": model, "messages": [_sent(each) for each in messages]}
        if self.limit_name is not None:
            body[self.limit_name] = self.limit
        if self.temperature:
            body["temperature"] = 0
        if self.rung is Rung.OBJECT:
            body["response_format"] = {"type": "json_object"}
        elif self.rung is not Rung.TEXT:
            named: dict[str, Any] = {"name": shape.__name__, "schema": schema_of(shape)}
            if self.rung is Rung.STRICT:
                named["strict"] = True
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        return body

    def after(self, complaint: str) -> Manners | None:
        """Return the manners to try after this complaint, None when nothing is left to try."""
        if any(words in complaint for words in _TOO_LONG) and self.limit_name is not None:
            halved = self.limit // 2
            return replace(self, limit=halved) if halved >= _LEAST_LIMIT else None
        if self.limit_name is not None and self.limit_name in complaint:
            return self._other_limit_name()
        if self.temperature and "temperature" in complaint:
            return replace(self, temperature=False)
        if self.rung is not Rung.TEXT:  # a 400 that names nothing else is most often about this
            return replace(self, rung=Rung(self.rung + 1))
        return replace(self, temperature=False) if self.temperature else None

    def _other_limit_name(self) -> Manners:
        names = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
        other = names[self.limit_name] if self.limit_name and self.limits_tried == 1 else None
        return replace(self, limit_name=other, limits_tried=self.limits_tried + 1)


class LearntManners:
    """The manners of every (host, model) that has answered, for as long as the process runs."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._known: dict[tuple[str, str], Manners] = {}

    def of(self, host: str, model: str) -> Manners:
        """Return what worked before; OpenAI's own host is known to want the newer limit's name."""
        first = Manners(limit_name="max_completion_tokens") if host == _OPENAI else Manners()
        return self._known.get((host, model), first)

    def worked(self, host: str, model: str, manners: Manners) -> None:
        """Remember manners that got an answer; what only led to refusals teaches nothing.

        The limit is not among them: it was too large for one long draft, not for the next.
        """
        self._known[host, model] = replace(manners, limit=_LIMIT)


def _sent(message: Message) -> dict[str, Any]:
    if "image" not in message:
        return dict(message)
    text = {"type": "text", "text": message["content"]}
    image = {"type": "image_url", "image_url": {"url": message["image"]}}
    return {"role": message["role"], "content": [text, image]}
