"""What the reviewer is told besides the draft: who posts, how they sound, and how to answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.review.frame import Markers, sendable
from bot.review.manners import Message
from bot.review.prompts import Prompt
from bot.review.schema import schema_of
from bot.review.wire import (
    FollowUpOutput,
    PictureOutput,
    ReplyOutput,
    ReviewOutput,
    Wire,
)
from bot.verdict import Draft, Platform
from bot.vocabulary.tone import Category

_MOST_ANSWER_SHOWN = 8000
_NOTHING = "none named"


@dataclass(frozen=True, slots=True)
class Briefing:
    """The public facts about the organisation; nothing secret belongs here.

    `without` are the tone categories that the organisation switched off.
    """

    organization: str = "our organisation"
    products: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    voice: str = ""
    without: frozenset[Category] = frozenset()

    def review(self, prompt: Prompt, draft: Draft, text: str, markers: Markers) -> list[Message]:
        """Return the review call's messages; `text` is what may be sent of the draft."""
        told = prompt.fill({**self._facts(), **_about(draft), **framed(markers, ReviewOutput)})
        return [
            {"role": "system", "content": told},
            {"role": "user", "content": markers.around(text)},
        ]

    def reply(
        self, prompt: Prompt, draft: Draft, parts: tuple[str, str], markers: tuple[Markers, Markers]
    ) -> list[Message]:
        """Return the messages about a reply; `parts` are it and the comment, as may be sent."""
        (text, comment), (around, theirs) = parts, markers
        values = {**self._facts(), **_about(draft), **framed(around, ReplyOutput)}
        values |= {"comment_opening": theirs.opening, "comment_closing": theirs.closing}
        return [
            {"role": "system", "content": prompt.fill(values)},
            {"role": "user", "content": f"{theirs.around(comment)}\n\n{around.around(text)}"},
        ]

    def follow_up(
        self, prompt: Prompt, draft: Draft, parts: tuple[str, str], markers: tuple[Markers, Markers]
    ) -> list[Message]:
        """Return the messages of a wish; `parts` are what may be sent of the draft and of it."""
        (text, wish), (around, asked) = parts, markers
        values = {**self._facts(), **_about(draft), **framed(around, FollowUpOutput)}
        values |= {"wish_opening": asked.opening, "wish_closing": asked.closing}
        return [
            {"role": "system", "content": prompt.fill(values)},
            {"role": "user", "content": f"{around.around(text)}\n\n{asked.around(wish)}"},
        ]

    def picture(self, prompt: Prompt, language: str) -> Message:
        """Return what a model is told before it is shown a picture."""
        values = {**self._facts(), "language": language, "schema": schema_text(PictureOutput)}
        return {"role": "system", "content": prompt.fill(values)}

    def _facts(self) -> Mapping[str, str]:
        wanted = [category.value for category in Category if category not in self.without]
        return {
            "organization": sendable(self.organization),
            "products": sendable(", ".join(self.products) or _NOTHING),
            "competitors": sendable(", ".join(self.competitors) or _NOTHING),
            "voice": sendable(self.voice.strip() or "No special wishes: clear and friendly."),
            "categories": ", ".join(wanted),
        }


def again(messages: list[Message], answer: str, problems: tuple[str, ...]) -> list[Message]:
    """Return the repair call's messages: where the answer did not fit, without any value."""
    listed = "\n".join(f"- {problem}" for problem in problems) or "- it was no JSON object"
    told = f"That answer does not fit the schema:\n{listed}\nAnswer again: one JSON object only."
    return [
        *messages,
        {"role": "assistant", "content": sendable(answer[:_MOST_ANSWER_SHOWN])},
        {"role": "user", "content": told},
    ]


def _about(draft: Draft) -> Mapping[str, str]:
    named = draft.platform is not Platform.OTHER
    return {
        "platform": draft.platform.value if named else "not said",
        "purpose": draft.purpose.value,
        "language": sendable(draft.lang) if draft.lang else "the one it is written in",
    }


def framed(markers: Markers, shape: type[Wire]) -> Mapping[str, str]:
    """Return the placeholders that every prompt has: its markers and the answer's schema."""
    return {
        "opening": markers.opening,
        "closing": markers.closing,
        "schema": schema_text(shape),
    }


@cache
def schema_text(shape: type[Wire]) -> str:
    """Return a wire model's schema as a prompt shows it."""
    return json.dumps(schema_of(shape))
