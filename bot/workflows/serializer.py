"""What the durable engine writes down: JSON, encrypted, and never anything that runs when read."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from dbos import Serializer
from dbos import error as dbos_error

from bot.keys import KeyProblem, Keys
from bot.logs import kind as kind_of

_TAG = "$"
_log = logging.getLogger(__name__)


class StepFailed(Exception):
    """Something failed in an earlier run; only its type and its reference were kept."""

    def __init__(self, kind: str, reference: str) -> None:
        """`kind` is the exception's type, `reference` leads to the log line that has the place."""
        super().__init__(f"{kind} (reference {reference})")
        self.kind = kind
        self.reference = reference


class Unreadable(Exception):
    """Stands for what no present key opens: as a value, as an error that was kept, as arguments.

    The engine gives work up for good when its arguments cannot be read. With this in their place
    the work is begun, sees what it got, and can be left as it is.
    """

    def __getitem__(self, part: str) -> object:
        """Be the arguments of a workflow: this alone."""
        return {"args": (self,), "kwargs": {}}[part]


def readable(value: Any) -> Any:  # noqa: ANN401 -- whatever the engine kept
    """Return `value`. Raises `Unreadable` where it is that."""
    if isinstance(value, Unreadable):
        raise value
    return value


class SealedJson(Serializer):
    """Encrypted JSON that also knows datetimes, tuples and, by type only, exceptions.

    Without datetimes a schedule silently never fires: its workflow's argument is one.
    """

    def __init__(self, keys: Keys) -> None:
        """`keys` encrypts with its newest secret and decrypts with any."""
        self._keys = keys

    def name(self) -> str:
        """Return the name that is written beside every value."""
        return "checkpost_sealed_json"

    def serialize(self, data: Any) -> str:  # noqa: ANN401 -- the engine's own signature
        """Return `data` encrypted. Raises TypeError, naming only the type, for anything else.

        What is `Unreadable` is raised, so that nothing is written in the place of what was there.
        """
        return self._keys.encrypt(json.dumps(_pack(data), separators=(",", ":")))

    def deserialize(self, serialized_data: str) -> Any:  # noqa: ANN401 -- the engine's own
        """Return what `serialize` was given, or `Unreadable` for what no present key opens."""
        try:
            opened = self._keys.decrypt(serialized_data)
        except KeyProblem:
            return Unreadable()
        return _unpack(json.loads(opened))


def _pack(value: object) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return str(value)
        case list():
            return [_pack(item) for item in value]
        case dict() if all(isinstance(key, str) and key != _TAG for key in value):
            return {key: _pack(item) for key, item in value.items()}
        case _:
            kind, parts = _take_apart(value)
            return {_TAG: kind, "of": parts}


def _take_apart(value: object) -> tuple[str, object]:
    match value:
        case tuple():
            return "tuple", [_pack(item) for item in value]
        case datetime():
            return "datetime", value.isoformat()
        case dict():
            return "dict", [[_pack(key), _pack(item)] for key, item in value.items()]
        case Unreadable():
            raise value
        case StepFailed():
            return "error", [value.kind, value.reference]
        case BaseException():
            return "error", [type(value).__name__, _remember(value)]
    raise TypeError(f"{type(value).__name__} cannot be kept by the durable engine")


def _unpack(value: Any) -> Any:  # noqa: ANN401 -- JSON is any of several types
    if isinstance(value, list):
        return [_unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    kind = value.get(_TAG)
    if kind is None:
        return {key: _unpack(item) for key, item in value.items()}
    if kind not in _PUT_TOGETHER:
        raise ValueError("this was written by a newer Checkpost")
    return _PUT_TOGETHER[kind](value["of"])


_PUT_TOGETHER: dict[str, Callable[[Any], Any]] = {
    "tuple": lambda parts: tuple(_unpack(item) for item in parts),
    "datetime": datetime.fromisoformat,
    "dict": lambda parts: {_unpack(key): _unpack(item) for key, item in parts},
    "error": lambda parts: StepFailed(*parts),
}


def _remember(error: BaseException) -> str:
    """Log where `error` came from, without its text, and return a reference to that line.

    The engine's own errors are answers, such as "this has been started before": no line.
    """
    if isinstance(error, dbos_error.DBOSException):
        return "none"
    reference = secrets.token_hex(4)
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else "unknown"
    _log.error("%s in %s (reference %s)", kind_of(error), where, reference)
    return reference
