"""The page behind "Why?": the clause, why it is there, whom to ask, and an example of each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.slack.cards import words_findings as says
from bot.slack.cards.text import Block, clip, escape, mrkdwn, plain, quote, section
from bot.verdict import Finding, Source

_LINK = re.compile(r"https?://[^\s<>|]{1,500}")
_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Lesson:
    """A finding, and drafts from its rule's own tests; empty where none may be shown."""

    finding: Finding
    bad: str = ""
    good: str = ""


def lesson_view(lesson: Lesson) -> Block:
    """Draw the page."""
    finding = lesson.finding
    blocks = [section(mrkdwn(f"*{escape(clip(says.title(finding), 150))}*"))]
    told = [finding.message, finding.why]
    blocks += [section(plain(clip(text, _TEXT))) for text in told if text.strip()]
    if finding.source is Source.RULE:
        blocks += _examples(lesson)
        blocks.append(section(mrkdwn("\n".join(_behind(finding)))))
    else:
        blocks.append(section(plain(says.OWN_WORDS)))
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Why?"},
        "close": {"type": "plain_text", "text": "Back"},
        "blocks": blocks,
    }


def _examples(lesson: Lesson) -> list[Block]:
    lines = [
        f"{name}: {quote(draft)}"
        for name, draft in ((says.EXAMPLE_BAD, lesson.bad), (says.EXAMPLE_GOOD, lesson.good))
        if draft
    ]
    return [section(plain("\n".join(lines)))] if lines else []


def _behind(finding: Finding) -> list[str]:
    lines = [f"Rule: `{escape(finding.rule)}`"]
    if _LINK.fullmatch(finding.link):
        lines.append(f"<{escape(finding.link)}|Read the policy>")
    if finding.owner:
        lines.append(f"Questions: {escape(finding.owner)}")
    return lines
