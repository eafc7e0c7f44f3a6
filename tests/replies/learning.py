"""Teaches the network that reads replies, and writes down what it learnt.

    uv run --with torch --with transformers python -m tests.replies.learning BASE LABELLED.jsonl …

BASE is the folder of the encoder that it starts with (see bot/replies/weights/README.md), the files
are as `tests.replies.trying` has them. The project's own labelled replies are always learnt from,
too, and count twice.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.replies.learnt import OURS, THEIRS, TICKS
from bot.replies.lists import lists_of
from bot.replies.pieces import BEGINS, ENDS, pieces
from bot.replies.spelled import Spelled
from tests.replies.packing import PADDING, Table, kept, tables_of
from tests.replies.trying import Labelled, labelled

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module

_HERE = Path(__file__).parent
_OWN = (_HERE / "replies.jsonl", _HERE / "edges.jsonl", _HERE.parents[1] / "rules" / "corpus.jsonl")
_TO = _HERE.parents[1] / "bot" / "replies" / "weights" / "en"
_EPOCHS, _BATCH, _NEAR = 4, 16, 320  # so many replies are sorted by length before they are parted
_STEP, _WARMING = 6e-5, 0.1  # the longest step; of all steps, how many lead up to it
_ORDER = 1  # of the replies, by chance; another one teaches much the same
_FORGOTTEN = 0.1  # of what the encoder says, at random, so that no sign decides alone

Example = tuple[list[int], list[int], tuple[float | None, ...]]
"""The pieces of the comment, those of the reply, and the labels."""


def learn(base: Path, replies: Sequence[Labelled]) -> tuple[Sequence[str], Mapping[str, Table]]:
    """Return the vocabulary and the tables, from a whole encoder that was taught the ticks.

    Needs torch and transformers, which are no part of the project. It takes a quarter of an hour
    for ten thousand replies on two cores that know bfloat16.
    """
    import torch  # noqa: PLC0415 -- not where nothing is learnt
    from transformers import AutoModel  # noqa: PLC0415 -- as above

    torch.manual_seed(1)
    names = (base / "vocab.txt").read_text("utf-8").split("\n")
    own = kept(names, lists_of("en"))
    numbers = {names[one]: number for number, one in enumerate(own)}
    encoder = AutoModel.from_pretrained(base)
    words = encoder.embeddings.word_embeddings.weight.data[own]
    encoder.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(words, freeze=False)
    ticks = torch.nn.Linear(2 * words.shape[1], len(TICKS))
    taught = torch.nn.ModuleDict({"encoder": encoder, "ticks": ticks})
    examples = [(*_in_pieces(reply, numbers), reply.labels) for reply in replies]
    steps = _EPOCHS * math.ceil(len(examples) / _BATCH)
    steering = torch.optim.AdamW(taught.parameters(), lr=_STEP)
    pace = torch.optim.lr_scheduler.LambdaLR(steering, lambda at: _pace(at / steps))
    taught.train()
    for at, batch in enumerate(_batches(examples)):
        loss = _loss(encoder, ticks, batch, _filled(batch, numbers))
        steering.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(taught.parameters(), 1.0)
        steering.step()
        pace.step()
        if at % 100 == 0:
            sys.stderr.write(f"{at} of {steps} steps, loss {loss.item():.2f}\n")
    state = {
        name.removeprefix("encoder."): table.float().numpy()
        for name, table in taught.state_dict().items()
    }
    return [*numbers], tables_of(state)


def _pace(done: float) -> float:
    """Return how long a step is when so much of the way is done: longer at first, then shorter."""
    return min(done / _WARMING + 0.01, max(0.01, (1 - done) / (1 - _WARMING)))


def _loss(
    encoder: Module, ticks: Module, batch: Sequence[Example], filled: Mapping[str, Table]
) -> Tensor:
    """Return how far the ticks of a batch are from those that somebody judged."""
    import torch  # noqa: PLC0415 -- as above

    given = {name: torch.tensor(rows) for name, rows in filled.items()}
    with torch.autocast("cpu", torch.bfloat16):
        seen = encoder(**given).last_hidden_state
    seen, mask = seen.float(), given["attention_mask"].unsqueeze(-1)
    both = torch.cat([(seen * mask).sum(1) / mask.sum(1), seen[:, 0]], 1)
    odds = ticks(torch.nn.functional.dropout(both, _FORGOTTEN))
    labels = torch.tensor(
        [[math.nan if one is None else float(one) for one in each[2]] for each in batch]
    )
    judged = ~labels.isnan()
    return torch.nn.functional.binary_cross_entropy_with_logits(odds[judged], labels[judged])


def _in_pieces(reply: Labelled, vocabulary: Mapping[str, int]) -> tuple[list[int], list[int]]:
    theirs = pieces(Spelled(reply.comment).folded, vocabulary)
    ours = pieces(Spelled(reply.draft).folded, vocabulary)
    return [one.number for one in theirs][:THEIRS], [one.number for one in ours][:OURS]


def _batches(examples: Sequence[Example]) -> Iterator[Sequence[Example]]:
    """Yield batches of replies about as long as each other, each reply once an epoch."""
    chance = random.Random(_ORDER)  # noqa: S311 -- an order, no secret
    for _ in range(_EPOCHS):
        order = chance.sample(examples, len(examples))
        near = [order[at : at + _NEAR] for at in range(0, len(order), _NEAR)]
        order = [
            one for some in near for one in sorted(some, key=lambda each: len(each[0] + each[1]))
        ]
        batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
        yield from chance.sample(batches, len(batches))


def _filled(batch: Sequence[Example], vocabulary: Mapping[str, int]) -> Mapping[str, Table]:
    """Return a batch as the encoder reads it: both sides in a row, filled up to the longest."""
    begins, ends = vocabulary[BEGINS], vocabulary[ENDS]
    rows = [[begins, *theirs, ends, *ours, ends] for theirs, ours, _ in batch]
    longest = max(map(len, rows))
    filled = np.full((len(rows), longest), vocabulary[PADDING])
    side, mask = np.zeros_like(filled), np.zeros_like(filled)
    for at, (row, (theirs, _, _)) in enumerate(zip(rows, batch, strict=True)):
        filled[at, : len(row)] = row
        mask[at, : len(row)] = 1
        side[at, len(theirs) + 2 : len(row)] = 1
    return {"input_ids": filled, "token_type_ids": side, "attention_mask": mask}


def main() -> None:
    """Write the weights beside those of the project."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("base", type=Path, help="the folder of the encoder to start with")
    options.add_argument("files", nargs="+", type=Path)
    given = options.parse_args()
    names, tables = learn(given.base, [*labelled([*given.files, *_OWN, *_OWN])])
    np.savez_compressed(_TO.with_suffix(".npz"), allow_pickle=False, **tables)
    _TO.with_suffix(".pieces.txt").write_text("\n".join(names), "utf-8")


if __name__ == "__main__":
    main()
