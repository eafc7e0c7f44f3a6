"""A model server on this machine that speaks chat completions, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

Respond = Callable[[web.Request, dict[str, Any]], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def draft(self) -> str:
        """What stood between the markers, as the model was shown it."""
        shown = next(m["content"] for m in self.body["messages"] if m["role"] == "user")
        return "\n".join(str(shown).split("\n")[1:-1])

    @property
    def rung(self) -> str:
        """How the shape of the answer was asked for."""
        asked = self.body.get("response_format", {"type": "text"})
        strict = asked.get("json_schema", {}).get("strict", False)
        return f"{asked['type']} strict" if strict else str(asked["type"])


def review(**parts: object) -> dict[str, object]:
    """Return a review as a model would write it, empty but for `parts`."""
    empty: dict[str, object] = {
        "tone_findings": [],
        "claims": [],
        "rewrite": None,
        "draft_contains_instructions": False,
    }
    return {**empty, **parts}


def word(rewrite: str | None, answer: str | None = None) -> dict[str, object]:
    """Return what a model would write to a wish."""
    return {"answer": answer, "rewrite": rewrite, "draft_contains_instructions": False}


def tone(quote: str, category: str = "hostile", **parts: object) -> dict[str, object]:
    """Return a tone finding as a model would write it."""
    words = {"explanation": "Readers may take this as a swipe.", "suggestion": None}
    return {"draft_quote": quote, "category": category, **words, **parts}


def claim(quote: str, **parts: object) -> dict[str, object]:
    """Return a claim as a model would write it."""
    return {
        "draft_quote": quote,
        "claim": quote,
        "claim_type": "numerical",
        "check_worthiness": "check_worthy",
        "ambiguous": False,
        **parts,
    }


def completion(content: object, finish_reason: str = "stop", **message: object) -> dict[str, Any]:
    """Return the body of a chat completion; anything but text is written as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish_reason,
                "message": {"role": "assistant", "content": text, **message},
            }
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


def answers(content: object, finish_reason: str = "stop", **message: object) -> Respond:
    """Answer with `content`."""
    return sends(completion(content, finish_reason, **message))


def refuses(reason: str) -> Respond:
    """Answer with a refusal in place of content."""
    return answers(None, refusal=reason)


def sends(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Respond:
    """Answer with any body: text is sent as a page, everything else as JSON."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        if isinstance(body, str):
            return web.Response(text=body, status=status, headers=headers, content_type="text/html")
        return web.json_response(body, status=status, headers=headers)

    return respond


def fails(status: int, message: str = "no", code: str | None = None, **headers: str) -> Respond:
    """Answer with an error as OpenAI writes it; `retry_after="3"` becomes a header."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    error = {"message": message, "type": "error", "param": None, "code": code}
    return sends({"error": error}, status, named)


def drips(every: float = 0.02) -> Respond:
    """Answer one space at a time, for ever, so that no single read takes long."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(every)

    return respond


def hangs() -> Respond:
    """Take the question and never answer."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError("an event nobody knows was set")

    return respond


def hangs_up() -> Respond:
    """Close the connection without a word."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    return respond


def pours(size: int) -> Respond:
    """Answer with far too much."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        return web.Response(body=b"[" * size, content_type="application/json")

    return respond


def takes_no(parameter: str, then: Respond) -> Respond:
    """Refuse a request that holds `parameter` anywhere in its form; else do `then`."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        form = {key: value for key, value in asked.items() if key != "messages"}
        if f'"{parameter}"' in json.dumps(form):
            message = f"Unsupported parameter: '{parameter}' is not supported here."
            return await fails(400, message, "unsupported_parameter")(request, asked)
        return await then(request, asked)

    return respond


class ModelServer:
    """The server. It does what was enqueued, in order, and then what `usually` says."""

    def __init__(self, usually: Respond | None = None) -> None:
        self.usually = usually or answers(review())
        self.requests: list[Received] = []
        self._script: deque[Respond] = deque()
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def base_url(self) -> str:
        """What OPENAI_BASE_URL would be."""
        return f"http://127.0.0.1:{self._port}/v1"

    def enqueue(self, *responses: Respond) -> None:
        """Do these next."""
        self._script.extend(responses)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**24)
        app.router.add_get("/v1/models", self._models)
        app.router.add_post("/{path:.*}", self._respond)
        # What hangs ends with whoever asked, or some later test is told that it was left behind.
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _models(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(Received(request.path, dict(request.headers)))
        return web.json_response({"object": "list", "data": [{"id": "test", "object": "model"}]})

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        try:
            asked = await request.json()
        except ConnectionResetError:  # whoever asked was killed over it
            return web.Response(status=400)
        self.requests.append(Received(request.path, dict(request.headers), asked))
        respond = self._script.popleft() if self._script else self.usually
        return await respond(request, asked)
