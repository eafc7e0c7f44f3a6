"""The page behind "Why?": the clause, why it is there, whom to ask, and an example of each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.messages import say
from bot.slack.cards.findings import holds
from bot.slack.cards.text import Block, clip, escape, mrkdwn, plain, quote, section
from bot.slack.cards.titles import title_of
from bot.verdict import Finding, Source

_LINK = re.compile(r"https?://[^\s<>|]{1,500}")
_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Lesson:
    """A finding, and drafts from its rule's own tests; empty where there is no such rule.

    `invented` says that they are ours, because the rule's own would give a name away.
    """

    finding: Finding
    bad: str = ""
    good: str = ""
    invented: bool = False


def lesson_view(lesson: Lesson) -> Block:
    """Draw the page."""
    finding = lesson.finding
    blocks = [section(mrkdwn(f"*{escape(clip(title_of(finding), 150))}*"))]
    told = (
        [finding.why]
        if holds(title_of(finding), finding.message)
        else [finding.message, finding.why]
    )
    blocks += [section(plain(clip(text, _TEXT))) for text in told if text.strip()]
    if finding.source is Source.RULE:
        blocks += _examples(lesson)
        blocks.append(section(mrkdwn("\n".join(_behind(finding)))))
    else:
        blocks.append(section(plain(say("lesson.own_words"))))
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("finding.why_button")},
        "close": {"type": "plain_text", "text": say("button.back")},
        "blocks": blocks,
    }


def _examples(lesson: Lesson) -> list[Block]:
    bad, good = "lesson.bad", "lesson.good"
    if lesson.invented:
        bad, good = "lesson.bad_invented", "lesson.good_invented"
    shown = ((bad, lesson.bad), (good, lesson.good))
    lines = [say(key, draft=quote(draft)) for key, draft in shown if draft]
    return [section(plain("\n".join(lines)))] if lines else []


def _behind(finding: Finding) -> list[str]:
    lines = [say("lesson.rule", rule=f"`{escape(finding.rule)}`")]
    if _LINK.fullmatch(finding.link):
        lines.append(f"<{escape(finding.link)}|{say('lesson.policy')}>")
    owner = finding.owner or say("finding.comms_team")
    return [*lines, say("lesson.questions", owner=escape(owner))]
