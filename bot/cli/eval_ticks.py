"""How often the three ticks of a reply agree with their labels: by lists, by a model, together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.review.eval.run import Seen

_NAMES = ("acknowledges", "empathy", "next_step")


def ticks_report(seen: Sequence[Seen]) -> dict[str, Any]:
    """Return a rate of agreement by tick and by who ticks; empty where no case has ticks.

    The lists are as the coach reads them, with the second opinion. Together is what an author
    reads: a tick is earned where either finds it.
    """
    from bot.replies.reading import read_reply
    from bot.review.eval.stats import rate

    usable = [one for one in seen if not one.is_error and one.case.ticks is not None]
    found = [read_reply(one.case.draft, one.case.comment) for one in usable]
    report = {}
    for name in _NAMES:
        rows = [
            (name in (one.case.ticks or ()), getattr(told, name) is not None, name in one.ticks)
            for one, told in zip(usable, found, strict=True)
        ]
        agreed = {
            "lists": sum(label == listed for label, listed, _ in rows),
            "model": sum(label == said for label, _, said in rows),
            "together": sum(label == (listed or said) for label, listed, said in rows),
        }
        report[name] = {by: asdict(rate(number, len(rows))) for by, number in agreed.items()}
    return report if usable else {}
