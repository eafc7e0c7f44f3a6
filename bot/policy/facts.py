"""The approved statements that a rule may offer as its fix, as far as rules need to know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import yaml

from bot.policy.desk import Desk
from bot.policy.moments import Moment
from bot.policy.shape import Text, pairs


@dataclass(frozen=True, slots=True)
class Fact:
    """An approved statement; it supports nothing from `expires` (UTC) on."""

    statement: str
    expires: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether the statement may be offered at this moment."""
        return self.expires is None or at < self.expires


def read_facts(root: yaml.Node, desk: Desk) -> dict[str, Fact]:
    """Return the statements by id. Other keys are the fact store's to check."""
    top = pairs(root, "facts.yaml", desk) or {}
    listed = top["facts"].value if "facts" in top else None
    facts: dict[str, Fact] = {}
    for item in listed.value if isinstance(listed, yaml.SequenceNode) else ():
        found = pairs(item, "a fact", desk) or {}
        if {"id", "statement"} <= found.keys():
            fact_id = Text().read(found["id"].value, "id", desk)
            statement = Text().read(found["statement"].value, "statement", desk)
            end = found.get("expires_on")
            expires = Moment().read(end.value, "expires_on", desk) if end else None
            if fact_id and statement:
                facts[fact_id] = Fact(statement, expires)
    return facts
