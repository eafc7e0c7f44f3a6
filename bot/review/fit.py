"""From a JSON object to a wire model: whole, or item by item with a count of what was lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import NoneType
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)

_MOST_ITEMS = 50
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Fitted(Generic[Model]):
    """A model made from an answer, and how many parts of the answer did not fit."""

    output: Model
    lost: int


def fit(data: object, model: type[Model]) -> Fitted[Model] | None:
    """Read `data` as `model`, leaving out what does not fit; None when nothing is left.

    Unknown keys are ignored, a missing nullable value is null, an item of a list that does not
    fit is left out and counted, as is a list or a yes/no that is not there at all.
    """
    if not isinstance(data, dict):
        return None
    lost = 0
    kept: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        value, missed = _fit_value(data.get(name), field.annotation)
        kept[name] = value
        lost += missed
    try:
        return Fitted(model.model_validate(kept), lost)
    except ValidationError:
        return None


def problems(data: object, model: type[BaseModel]) -> tuple[str, ...]:
    """Say where `data` does not fit and what kind of mismatch it is, without any of its values."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return tuple(
            f"{'.'.join(str(part)[:40] for part in entry['loc'])}: {entry['type']}"
            for entry in found[:_MOST_PROBLEMS]
        )
    return ()


def _fit_value(value: object, annotation: Any) -> tuple[object, int]:  # noqa: ANN401 -- a type form
    if get_origin(annotation) is list:
        return _fit_list(value, get_args(annotation)[0])
    if NoneType in get_args(annotation):
        fits = value is None or (isinstance(value, str) and _is_known(value, annotation))
        return (value if fits else None), int(not fits)
    if annotation is bool:
        return value is True, int(not isinstance(value, bool))
    return value, 0


def _is_known(value: str, annotation: Any) -> bool:  # noqa: ANN401 -- a type form
    kinds = [kind for kind in get_args(annotation) if issubclass(kind, Enum)]
    return not kinds or value in {member.value for kind in kinds for member in kind}


def _fit_list(value: object, item_model: type[BaseModel]) -> tuple[list[BaseModel], int]:
    if not isinstance(value, list):
        return [], 1
    fitted = [fit(item, item_model) for item in value[:_MOST_ITEMS]]
    kept = [item.output for item in fitted if item is not None]
    inner = sum(item.lost for item in fitted if item is not None)
    return kept, len(value) - len(kept) + inner
