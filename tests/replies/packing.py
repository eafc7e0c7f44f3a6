"""What of an encoder is kept for replies, and how its tables are packed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.replies.learnt import OURS, THEIRS
from bot.replies.lists import Lists
from bot.replies.network import SCALE
from bot.replies.pieces import BEGINS, ENDS, UNKNOWN

Table = NDArray[Any]
PADDING = "[PAD]"
_FREQUENT = 12_000  # entries of the encoder's vocabulary, the most frequent of which stand first
_ENDING = 4  # letters of an ending that is kept however rare it is


def kept(vocabulary: Sequence[str], lists: Lists) -> list[int]:
    """Return which entries of an encoder's vocabulary replies need: frequent ones, short endings.

    Besides them words that our lists know. Numbers are not read, and letters of other alphabets
    make no English.
    """
    return [
        number
        for number, name in enumerate(vocabulary)
        if name in {PADDING, UNKNOWN, BEGINS, ENDS}
        or (
            _is_read(name)
            and (
                number < _FREQUENT
                or (name.startswith("##") and len(name) <= _ENDING + 2)
                or name in lists.tells_nothing | lists.everyday | lists.general
            )
        )
    ]


def _is_read(name: str) -> bool:
    bare = name.removeprefix("##")
    is_sign = len(name) == 1 and not name.isalnum()
    return name.isascii() and (is_sign or name == "0" or (bare.isalpha() and bare.islower()))


def packed(table: Table, across: int) -> tuple[Table, Table]:
    """Return a table in eight bits, and what each of its rows (`across` 1) or columns is times."""
    scale = (
        np.maximum(np.abs(table).max(axis=across, keepdims=True), np.finfo("float32").tiny) / 127
    )
    return np.round(table / scale).astype("int8"), scale.squeeze(across).astype("float32")


def tables_of(state: Mapping[str, Table]) -> Mapping[str, Table]:
    """Return what `bot.replies.network` reads, from an encoder's weights as transformers has them.

    Large tables are in eight bits, small ones in sixteen.
    """
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layer."))
    held: dict[str, Table] = {}
    held["pieces"], held[f"pieces{SCALE}"] = packed(state["embeddings.word_embeddings.weight"], 1)
    held["places"] = state["embeddings.position_embeddings.weight"][: THEIRS + OURS + 3]
    held["sides"] = state["embeddings.token_type_embeddings.weight"]
    _level(held, "begin", state, ["embeddings.LayerNorm"])
    inside = [f"encoder.layer.{layer}" for layer in range(layers)]
    _level(held, "looked", state, [f"{layer}.attention.output.LayerNorm" for layer in inside])
    _level(held, "thought", state, [f"{layer}.output.LayerNorm" for layer in inside])
    parts = [f"attention.self.{part}" for part in ("query", "key", "value")]
    for name, own in (
        ("look", parts),
        ("join", ["attention.output.dense"]),
        ("widen", ["intermediate.dense"]),
        ("narrow", ["output.dense"]),
    ):
        each = [np.vstack([state[f"{layer}.{one}.weight"] for one in own]).T for layer in inside]
        held[name], held[f"{name}{SCALE}"] = packed(np.stack(each), 1)
        held[f"{name}.bias"] = np.stack(
            [np.hstack([state[f"{layer}.{one}.bias"] for one in own]) for layer in inside]
        )
    held["ticks"], held["ticks.bias"] = state["ticks.weight"].T, state["ticks.bias"]
    return {
        name: table if table.dtype == "int8" or name.endswith(SCALE) else table.astype("float16")
        for name, table in held.items()
    }


def _level(
    held: dict[str, Table], name: str, state: Mapping[str, Table], own: Sequence[str]
) -> None:
    held[f"{name}.gain"] = np.stack([state[f"{one}.weight"] for one in own])
    held[f"{name}.shift"] = np.stack([state[f"{one}.bias"] for one in own])
