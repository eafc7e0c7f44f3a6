"""The JSON schema of an answer, as servers that can hold a model to one want it."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.review.wire import Wire


@cache  # made anew for each request it would cost more than all the rest of a review
def schema_of(model: type[Wire]) -> dict[str, Any]:
    """Return the JSON schema of a wire model, without the titles and docstrings meant for us.

    It is the same object each time: read it, do not change it.
    """
    bare: dict[str, Any] = _without_titles(model.model_json_schema())
    return bare


def _without_titles(node: Any) -> Any:  # noqa: ANN401 -- JSON is any of it
    if isinstance(node, dict):
        return {
            key: _without_titles(value)
            for key, value in node.items()
            if not (key in {"title", "description"} and isinstance(value, str))
        }
    if isinstance(node, list):
        return [_without_titles(value) for value in node]
    return node
