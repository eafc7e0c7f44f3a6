"""What a server's reply means: the answer in a 200, and the kind of trouble in anything else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from bot.review.endpoint import EndpointProblem, Reply
from bot.review.outcome import ReviewStatus

_SAYS = (
    (
        ("content_filter", "responsibleaipolicyviolation", "content_policy_violation"),
        ReviewStatus.REFUSED,
    ),
    (
        ("insufficient_quota", "billing_hard_limit", "billing_not_active"),
        ReviewStatus.QUOTA_EXHAUSTED,
    ),
    (
        ("model_not_found", "deploymentnotfound", "model not found"),
        ReviewStatus.MODEL_NOT_FOUND,
    ),
)
"""Codes that servers give whatever their HTTP status."""

_STATUS_OF: Mapping[int, ReviewStatus] = {
    HTTPStatus.UNAUTHORIZED: ReviewStatus.AUTH_ERROR,
    HTTPStatus.FORBIDDEN: ReviewStatus.AUTH_ERROR,
    HTTPStatus.PAYMENT_REQUIRED: ReviewStatus.QUOTA_EXHAUSTED,
    HTTPStatus.NOT_FOUND: ReviewStatus.MODEL_NOT_FOUND,
    HTTPStatus.TOO_MANY_REQUESTS: ReviewStatus.RATE_LIMITED,
}
_ADAPTABLE = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}


def read_reply(received: bytes) -> Reply:
    """Read the body of a 200; raises EndpointProblem when it is no answer at all."""
    try:
        body = json.loads(received)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise EndpointProblem(ReviewStatus.PROVIDER_ERROR, retry=True)
    choices = body.get("choices")
    if not isinstance(choices, list) or not choices:
        raise _error_with_200(body)
    choice = _mapping(choices[0])
    message = _mapping(choice.get("message"))
    return Reply(
        text=_text(message.get("content")),
        finish_reason=_text(choice.get("finish_reason")),
        refusal=_text(message.get("refusal")),
        tokens=_tokens(body, "total_tokens"),
        written=_tokens(body, "completion_tokens"),
    )


def refused_by(code: int, body: object, wait: float | None) -> EndpointProblem:
    """Name the trouble behind an HTTP status and its error body."""
    complaint = json.dumps(body).casefold() if body is not None else ""
    status = _status(code, complaint)
    if status is ReviewStatus.RATE_LIMITED:
        return EndpointProblem(status, retry=True, retry_after=wait)
    if status is not ReviewStatus.PROVIDER_ERROR:
        return EndpointProblem(status)
    if code in _ADAPTABLE:
        return EndpointProblem(status, complaint=complaint or "no reason given")
    passes = code >= HTTPStatus.INTERNAL_SERVER_ERROR or code == HTTPStatus.REQUEST_TIMEOUT
    return EndpointProblem(status, retry=passes)


def _status(code: int, complaint: str) -> ReviewStatus:
    if code < HTTPStatus.INTERNAL_SERVER_ERROR:
        for words, status in _SAYS:
            if any(word in complaint for word in words):
                return status
    return _STATUS_OF.get(code, ReviewStatus.PROVIDER_ERROR)


def wait_of(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that `Retry-After` asks for, against the server's own `Date`."""
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    asked = headers.get("retry-after")
    if (seconds := _number(asked)) is not None:
        return seconds
    try:
        until = parsedate_to_datetime(asked or "")
        return max(0.0, (until - parsedate_to_datetime(headers.get("date", ""))).total_seconds())
    except (ValueError, TypeError):
        return None


def _error_with_200(body: Mapping[str, Any]) -> EndpointProblem:
    error = _mapping(body.get("error"))
    code = error.get("code")
    if isinstance(code, int) and not isinstance(code, bool) and code >= HTTPStatus.BAD_REQUEST:
        return refused_by(code, error, None)
    return EndpointProblem(ReviewStatus.PROVIDER_ERROR, retry=True)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _tokens(body: Mapping[str, Any], name: str) -> int:
    count = _mapping(body.get("usage")).get(name)
    return count if isinstance(count, int) and 0 <= count < 10**9 else 0


def _number(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else None
    except ValueError:
        return None
    return number if number is not None and 0 <= number < 10**6 else None
