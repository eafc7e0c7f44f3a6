"""Checks on their way through a crash: dataclasses to text and back."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date, datetime, time
from functools import cache

from pydantic import TypeAdapter

from bot.check import Asked, Outcome
from bot.review.outcome import FollowedUp
from bot.vocabulary.asking import Answer, Question
from bot.vocabulary.recognition import Nomination
from bot.wished import Wished

# Half a character, which JSON from Slack may hold and UTF-8 may not. Replaced one for one, so
# that spans stay where they are.
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_text(value: Asked | Outcome | Question | Answer | Nomination | Wished | FollowedUp) -> str:
    """Write a value down."""
    text = json.dumps(asdict(value), ensure_ascii=False, default=_moment)
    return _SURROGATE.sub("\ufffd", text)


def asked_from(text: str) -> Asked:
    """Read what `to_text` wrote of an Asked."""
    return _asked().validate_json(text)


def outcome_from(text: str) -> Outcome:
    """Read what `to_text` wrote of an Outcome."""
    return _outcome().validate_json(text)


def question_from(text: str) -> Question:
    """Read what `to_text` wrote of a Question."""
    return _question().validate_json(text)


def answer_from(text: str) -> Answer:
    """Read what `to_text` wrote of an Answer."""
    return _answer().validate_json(text)


def _moment(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written down")


@cache
def _asked() -> TypeAdapter[Asked]:
    return TypeAdapter(Asked)


@cache
def _outcome() -> TypeAdapter[Outcome]:
    return TypeAdapter(Outcome)


@cache
def _question() -> TypeAdapter[Question]:
    return TypeAdapter(Question)


@cache
def _answer() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
