"""One call to Slack: it ends in a result or in a `SlackTrouble`, never in what was sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

# Trying again later may help; anything else that Slack answers is final.
_PASSING = {
    "fatal_error",
    "internal_error",
    "ratelimited",
    "rate_limited",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
}

CLOSED = "not_found"
"""Slack's word for a window that is not open any more."""
GONE = frozenset({"message_not_found", "thread_not_found"})
"""What Slack says of messages that are not there any more."""


class SlackTrouble(Exception):
    """Slack refused or could not be reached. `code` is Slack's word for it.

    `passing` says that the same call may work later. The message never holds what was sent.
    """

    def __init__(self, code: str, *, passing: bool) -> None:
        """Keep Slack's word and whether it may pass."""
        super().__init__(code)
        self.code = code
        self.passing = passing


async def asked(call: Any, seconds: float | None = None) -> AsyncSlackResponse:  # noqa: ANN401 -- the SDK's coroutine has no public type
    """Wait for a Web API call, at most `seconds`; raises `SlackTrouble`."""
    try:
        answer: AsyncSlackResponse = await reached(call, seconds)
    except SlackApiError as refusal:
        code, passing = _code(refusal)
        raise SlackTrouble(code, passing=passing) from None
    return answer


async def paged(call: Callable[[str | None], Any], name: str, pages: int) -> AsyncIterator[Any]:
    """Yield what stands under `name` on at most so many pages; `call` takes a page's cursor.

    Raises `SlackTrouble`.
    """
    cursor: str | None = None
    for _ in range(pages):
        answer = await asked(call(cursor))
        for each in answer.get(name) or []:
            yield each
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


async def reached(call: Any, seconds: float | None = None) -> Any:  # noqa: ANN401 -- whatever the SDK answers
    """Wait for whatever goes over the wire, at most `seconds`; raises `SlackTrouble`."""
    try:
        async with asyncio.timeout(seconds):
            return await call
    except TimeoutError:
        raise SlackTrouble("timeout", passing=True) from None
    except aiohttp.ClientError as error:
        raise SlackTrouble(type(error).__name__, passing=True) from None


def may_pass(status: int) -> bool:
    """Whether a call that ended with this HTTP status may work later: 429 and everything 5xx."""
    return status >= 429  # noqa: PLR2004 -- above it and below 500 Slack answers nothing


def _code(refusal: SlackApiError) -> tuple[str, bool]:
    status = getattr(refusal.response, "status_code", None) or 0
    data = getattr(refusal.response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    code = str(code or f"http_{status}")
    return code, code in _PASSING or may_pass(status)
