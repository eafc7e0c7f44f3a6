"""What a reviewer is made of, besides the model it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.review.briefing import Briefing
from bot.review.budget import Budget
from bot.review.conclude import Said
from bot.review.prompts import Prompts
from bot.review.redact import Redactor
from bot.review.trouble import Trouble
from bot.review.verify import Backed, NoSources, Sources


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reviewer is made of, besides the model it asks.

    `log_key` keys the hashes in logs. Without `sources` every claim lacks a source. `watch` sees
    what was said and how its claims were labelled, before anything is chosen to be shown.
    """

    prompts: Prompts
    briefing: Briefing
    redactor: Redactor
    budget: Budget
    trouble: Trouble
    log_key: bytes
    sources: Sources = field(default_factory=NoSources)
    watch: Callable[[Said, Backed], None] | None = None
