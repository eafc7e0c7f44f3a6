"""A workshop's agenda, made from the rules' own examples and the company's story prompts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.digest.digest import Drill, Lesson
from bot.digest.teaching import drills, lessons
from bot.policy.ruleset import RuleSet

STORIES = "story_prompts"
"""The list of the organisation file with prompts for stories."""
_TOPICS, _STORIES = 3, 3


@dataclass(frozen=True, slots=True)
class Part:
    """Half an hour on one topic: two drafts to choose from, and one made better."""

    topic: str
    drill: Drill | None = None
    lesson: Lesson | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """What to work on, in this order, and prompts for a second one on telling stories."""

    parts: tuple[Part, ...] = ()
    stories: tuple[str, ...] = ()


def make_workshop(ruleset: RuleSet, at: datetime, topics: Iterable[str]) -> Workshop:
    """Return a workshop on the first topics that have examples that may be shown to anybody."""
    chosen = {drill.topic: drill for drill in reversed(drills(ruleset, at))}
    shown = {rule.topic: lesson for rule, lesson in reversed(list(lessons(ruleset, at)))}
    parts = [
        Part(topic, chosen.get(topic), shown.get(topic))
        for topic in dict.fromkeys(topics)
        if topic in chosen or topic in shown
    ]
    stories = ruleset.organisation.lists.get(STORIES)
    return Workshop(tuple(parts[:_TOPICS]), stories.terms[:_STORIES] if stories else ())
