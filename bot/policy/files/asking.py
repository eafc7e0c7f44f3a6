"""The shape of `asking` in organization.yaml: when questions are answered, and who else may."""

from __future__ import annotations

from datetime import time
from typing import Any, cast

import yaml

from bot.policy.company import DESKS, Asking
from bot.policy.files.desk import Desk
from bot.policy.files.listing import Listing, Table
from bot.policy.files.nodes import pairs
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Choice, Count, Day, Text
from bot.policy.problem import nearest
from bot.policy.schema import TOPICS
from bot.vocabulary.hours import DAYS, Hours

_MOST_HOURS = 40
_TIME = Text(pattern=r"(?:[01]\d|2[0-3]):[0-5]\d", hint="Write a time such as 09:00 or 17:30.")
_CHANNEL = Text(pattern=r"#\S+", hint='Write a channel, such as "#legal-help".')
_WHOSE = (*TOPICS, *DESKS)


def _check_whose(text: str, desk: Desk) -> str | None:
    del desk
    if text in _WHOSE or text.startswith("#"):
        return None
    close = nearest(text, _WHOSE)
    meant = f"Did you mean {close}?" if close else "Topics are such as legal or client."
    return f'Use a topic, or a channel with its sign, such as "#legal-help". {meant}'


class _Hours(Record):
    """The block as a whole: it opens before it closes."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> Asking | None:
        found = cast("Asking | None", super().read(node, name, desk))
        if found is None or found.hours.opens < found.hours.closes:
            return found
        opens, closes = (f"{each:%H:%M}" for each in (found.hours.opens, found.hours.closes))
        given = pairs(node, name, desk) or {}
        at = given.get("to") or given.get("from")
        says = f"work ends at {closes} and begins at {opens}. Put the earlier time in from."
        desk.error(at.value if at else node, says)
        return None


def _asking(**values: Any) -> Asking:  # noqa: ANN401 -- shapes made them
    hours: dict[str, Any] = {}
    if "days" in values:
        hours["days"] = tuple(sorted({DAYS.index(day) for day in values["days"]}))
    for key, name in (("from_", "opens"), ("to", "closes")):
        if key in values:
            hours[name] = time.fromisoformat(values[key])
    hours |= {name: values[name] for name in ("holidays", "wait") if name in values}
    others = values.get("fallbacks", {})
    return Asking(Hours(**hours), values.get("fallback", ""), others)


ASKING = _Hours(
    "asking",
    {
        "days": Field(Listing(Choice(DAYS)), "The working days; else Monday to Friday."),
        "from": Field(_TIME, "When work begins, in the company's time zone; else 09:00."),
        "to": Field(_TIME, "When work ends; else 17:00."),
        "holidays": Field(Listing(Day()), "Days on which nobody is asked to answer."),
        "wait": Field(
            Count(most=_MOST_HOURS), "How many hours of work a channel has to answer; else 8."
        ),
        "fallback": Field(_CHANNEL, "Who is asked next where the comms channel does not answer."),
        "fallbacks": Field(
            Table(Text(_check_whose), _CHANNEL),
            "Who is asked next, by topic or by the channel that did not answer; else comms.",
        ),
    },
    _asking,
)
