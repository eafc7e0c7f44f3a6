"""Checks on their way through a crash: dataclasses to text and back."""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot.check import Asked, Outcome
from bot.review.outcome import FollowedUp
from bot.vocabulary.asking import Answer, Question
from bot.vocabulary.recognition import Nomination
from bot.wished import Wished

# Half a character, which JSON from Slack may hold and UTF-8 may not. Replaced one for one, so
# that spans stay where they are.
_SURROGATE = re.compile("[\ud800-\udfff]")
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}  # each takes milliseconds to make


_Written = Asked | Outcome | Question | Answer | Nomination | Wished | FollowedUp
Kind = TypeVar("Kind", bound=_Written)


def to_text(value: _Written) -> str:
    """Write a value down."""
    # By way of Python's own types: written at once, pydantic refuses half a character.
    plain = _adapter(type(value)).dump_python(value, mode="json")
    return _SURROGATE.sub("\ufffd", json.dumps(plain, ensure_ascii=False))


def from_text(kind: type[Kind], text: str) -> Kind:
    """Read what `to_text` wrote of a `kind`; raises pydantic's error where it did not."""
    read: Kind = _adapter(kind).validate_json(text)
    return read


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
