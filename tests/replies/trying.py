"""How often the ticks of a reply are as they were labelled, by the lists and with what was learnt.

    python -m tests.replies.trying LABELLED.jsonl …

Each line of a file holds `comment`, `draft` and those of `acknowledges`, `empathy` and `next_step`
that somebody judged: true, false, or how many out of one said so where several did.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.replies.learnt import TICKS
from bot.replies.reading import read_reply, sides_of, told_by_lists
from bot.verdict import Draft

_EVEN = 0.5  # of those who judged


@dataclass(frozen=True)
class Labelled:
    """A reply, the comment it answers, and its labels in the order of the ticks."""

    comment: str
    draft: str
    labels: tuple[float | None, ...]


def labelled(files: Iterable[Path]) -> Iterator[Labelled]:
    """Yield the English replies to English comments, one a line of a file, that somebody judged."""
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            draft, comment, unread = sides_of(Draft(row["draft"]), row.get("comment"))
            labels = tuple(map(row.get("reply", row).get, TICKS))
            if comment is None or unread or set(labels) == {None}:
                continue
            if draft.lists.language == comment.lists.language == "en":
                yield Labelled(row["comment"], row["draft"], labels)


def tried(replies: Sequence[Labelled]) -> Mapping[str, object]:
    """Return the share of labels met by the lists alone, and by what the reply coach says.

    What nobody judged is no part of it; the share is None where nobody judged any.
    """
    met: dict[str, list[list[bool]]] = {"lists": [[], [], []], "both": [[], [], []]}
    for reply in replies:
        draft, comment, _ = sides_of(Draft(reply.draft), reply.comment)
        lists, both = told_by_lists(draft, comment), read_reply(Draft(reply.draft), reply.comment)
        for at, (tick, label) in enumerate(zip(TICKS, reply.labels, strict=True)):
            if label is not None:
                met["lists"][at].append((lists[tick] is not None) == (label > _EVEN))
                met["both"][at].append((getattr(both, tick) is not None) == (label > _EVEN))
    shares = {
        by: {
            tick: round(sum(own) / len(own), 3) if own else None
            for tick, own in zip(TICKS, each, strict=True)
        }
        for by, each in met.items()
    }
    return {"replies": len(replies), **shares}


def main() -> None:
    """Print how many replies there were, and the share of their labels that was met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+", type=Path)
    met = tried([*labelled(options.parse_args().files)])
    sys.stdout.write(f"{json.dumps(met, indent=1)}\n")


if __name__ == "__main__":
    main()
