"""Learning from labelled replies: what of an encoder is kept, how it is packed, what is met."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from bot.replies.learnt import TICKS
from bot.replies.lists import lists_of
from bot.replies.network import HEADS, Network
from bot.replies.pieces import BEGINS, ENDS
from tests.replies.packing import Table, kept, packed, tables_of
from tests.replies.trying import Labelled, labelled, tried

_WIDE, _LAYERS = 24, 2


def test_frequent_entries_short_endings_and_known_words_are_kept() -> None:
    frequent = [
        "[PAD]",
        "[unused7]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "!",
        "##!",
        "0",
        "1987",
        "the",
        "né",
    ]
    rare = ["sorry", "nethermoor", "##ing", "##mentation", "##é", "ж"]
    vocabulary = [*frequent, *(f"[unused{number}]" for number in range(12_000)), *rare]

    names = [vocabulary[number] for number in kept(vocabulary, lists_of("en"))]

    assert names == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "!", "0", "the", "sorry", "##ing"]


@pytest.mark.parametrize("across", [0, 1])
def test_eight_bits_are_near_what_they_stand_for(across: int) -> None:
    table = np.random.default_rng(1).normal(size=(40, 30)).astype("float32")
    table[:, 0] = table[0] = 0

    small, scale = packed(table, across)

    assert small.dtype == "int8"
    whole = small * np.expand_dims(scale, across)
    assert np.abs(whole - table).max() <= np.abs(table).max() / 254 + 1e-6


def random_state() -> dict[str, Table]:
    chance = np.random.default_rng(2)
    shapes = {
        "embeddings.word_embeddings.weight": (6, _WIDE),
        "embeddings.position_embeddings.weight": (300, _WIDE),
        "embeddings.token_type_embeddings.weight": (2, _WIDE),
        "ticks.weight": (3, 2 * _WIDE),
        "ticks.bias": (3,),
    }
    levels = ["embeddings.LayerNorm"]
    for layer in (f"encoder.layer.{number}" for number in range(_LAYERS)):
        levels += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
        for name, wide, narrow in (
            *((f"attention.self.{part}", _WIDE, _WIDE) for part in ("query", "key", "value")),
            ("attention.output.dense", _WIDE, _WIDE),
            ("intermediate.dense", 4 * _WIDE, _WIDE),
            ("output.dense", _WIDE, 4 * _WIDE),
        ):
            shapes |= {f"{layer}.{name}.weight": (wide, narrow), f"{layer}.{name}.bias": (wide,)}
    for level in levels:
        shapes |= {f"{level}.weight": (_WIDE,), f"{level}.bias": (_WIDE,)}
    return {name: chance.normal(size=shape).astype("float32") for name, shape in shapes.items()}


def odds_of(state: dict[str, Table], pieces: list[int], sides: list[int]) -> Table:
    """Return what the encoder says, piece by piece and head by head, in floats of 64 bits."""

    def times(name: str, seen: Table) -> Table:
        product: Table = seen @ state[f"{name}.weight"].T + state[f"{name}.bias"]
        return product

    def level(name: str, seen: Table) -> Table:
        apart = seen - seen.mean(1, keepdims=True)
        spread = np.sqrt(apart.var(1, keepdims=True) + 1e-12)
        even: Table = apart / spread * state[f"{name}.weight"] + state[f"{name}.bias"]
        return even

    state = {name: table.astype("float64") for name, table in state.items()}
    words, places, side = (
        state[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")
    )
    seen = level("embeddings.LayerNorm", words[pieces] + places[: len(pieces)] + side[sides])
    for layer in (f"encoder.layer.{number}" for number in range(_LAYERS)):
        asked, offered, told = (
            times(f"{layer}.attention.self.{part}", seen) for part in ("query", "key", "value")
        )
        looked = np.zeros_like(seen)
        for head in np.split(np.arange(_WIDE), HEADS):
            for at in range(len(pieces)):
                share = np.exp(offered[:, head] @ asked[at, head] / np.sqrt(len(head)))
                looked[at, head] = share @ told[:, head] / share.sum()
        output = f"{layer}.attention.output"
        seen = level(f"{output}.LayerNorm", seen + times(f"{output}.dense", looked))
        wide = times(f"{layer}.intermediate.dense", seen)
        wide *= 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        seen = level(f"{layer}.output.LayerNorm", seen + times(f"{layer}.output.dense", wide))
    return times("ticks", np.hstack([seen.mean(0), seen[0]]))


def test_the_network_says_what_the_encoder_says_whose_tables_it_reads() -> None:
    state = random_state()
    tables = {name: table.astype("float32") for name, table in tables_of(state).items()}
    tables |= {name: table for name, table in tables_of(state).items() if table.dtype == "int8"}

    odds = Network({"[PAD]": 0, BEGINS: 1, ENDS: 2}, tables).read([3, 4], [5, 3, 4])

    expected = odds_of(state, [1, 3, 4, 2, 5, 3, 4, 2], [0, 0, 0, 0, 1, 1, 1, 1])
    assert np.allclose(odds, expected, atol=0.1)
    assert np.ptp(expected) > 1, "a network that says nothing would pass"


def rows(tmp_path: Path, *rows: dict[str, object]) -> Path:
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return file


def test_english_replies_beside_a_comment_are_learnt_from(tmp_path: Path) -> None:
    sorry = {"comment": "my parcel is lost", "draft": "So sorry.", "empathy": True}
    file = rows(
        tmp_path,
        sorry,
        {"comment": "der Tisch war schmutzig", "draft": "Das tut uns leid.", "empathy": True},
        {"draft": "So sorry.", "empathy": True},
        {
            "comment": "der Tisch war schmutzig",
            "draft": "So sorry about the table.",
            "empathy": True,
        },
        {"comment": "my parcel is lost", "draft": "Nobody judged this one."},
        {"comment": "my parcel is lost", "draft": "Oh.", "reply": dict.fromkeys(TICKS, False)},
    )

    assert [*labelled([file])] == [
        Labelled("my parcel is lost", "So sorry.", (None, True, None)),
        Labelled("my parcel is lost", "Oh.", (False, False, False)),
    ]


def test_labels_that_nobody_judged_are_no_part_of_what_is_met() -> None:
    comment = "my parcel is lost"
    replies = [
        Labelled(comment, "We are so sorry.", (None, 0.8, False)),
        Labelled(comment, "Calm down.", (None, 0.2, True)),
    ]

    met = tried(replies)

    assert met == {
        "replies": 2,
        "lists": {"acknowledges": None, "empathy": 1.0, "next_step": 0.5},
        "both": {"acknowledges": None, "empathy": 1.0, "next_step": 0.5},
    }
