"""Findings on a card: the first one open, the others one line each."""

from __future__ import annotations

import re

from bot.slack.cards import words
from bot.slack.cards.card import Room
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    escape,
    mrkdwn,
    plain,
    quote,
    section,
)
from bot.verdict import Finding, Severity, Source

_SHOWN = 5
_LINE = 150
_MESSAGE, _SUGGESTION, _WHY = 300, 500, 300
_LINK = re.compile(r"https?://[^\s<>|]{1,500}")


def finding_blocks(
    findings: tuple[Finding, ...], check_id: str, *, unfolded: bool, room: Room
) -> list[Block]:
    """Draw findings, worst first; an open one takes up to three blocks."""
    opened = room.opened if unfolded else 1
    blocks = [block for finding in findings[:opened] for block in _open(finding)]
    rest = findings[opened:]
    shown = rest if unfolded else rest[: _SHOWN - 1]
    if shown:
        blocks.append(section(plain("\n".join(_line(finding) for finding in shown), room.listed)))
    if rest and not unfolded:
        blocks.append(actions("all", _show_all(len(findings), check_id)))
    return blocks


def _open(finding: Finding) -> list[Block]:
    lines = [quote(finding.text)] if finding.text.strip() else []
    lines.append(clip(finding.message, _MESSAGE))
    lines += [
        f"{'Or' if i else 'Fix'}: {clip(suggestion.text, _SUGGESTION)}"
        for i, suggestion in enumerate(finding.suggestions[:2])
        if suggestion.text.strip()
    ]
    if finding.severity is Severity.ASK and finding.owner:
        lines.append(f"Ask {finding.owner} before you post.")
    blocks = [section(mrkdwn(_title(finding))), section(plain("\n".join(lines)))]
    small = [plain(f"Why: {clip(finding.why, _WHY)}")] if finding.why.strip() else []
    if finding.source is Source.RULE:
        small.append(mrkdwn(_clause(finding)))
    return [*blocks, context(*small)] if small else blocks


def _line(finding: Finding) -> str:
    by = f" ({words.BY_AI})" if finding.source is not Source.RULE else ""
    span = f"{quote(finding.text)} " if finding.text.strip() else ""
    return clip(f"{words.SEVERITIES[finding.severity]}{by} · {span}{finding.message}", _LINE)


def _title(finding: Finding) -> str:
    clause = finding.clause or finding.rule.replace("_", " ").replace("-", " ").capitalize()
    title = f"*{words.SEVERITIES[finding.severity]}* · {escape(clip(clause, _LINE))}"
    return title if finding.source is Source.RULE else f"{title} · _{words.BY_AI}_"


def _clause(finding: Finding) -> str:
    name = f"`{escape(finding.rule)}`"
    if _LINK.fullmatch(finding.link):
        name = f"<{escape(finding.link)}|The policy> · {name}"
    return f"{name} · questions: {escape(finding.owner)}" if finding.owner else name


def _show_all(number: int, check_id: str) -> Block:
    return button("show_all", f"Show all {number}", f"Show all {number} findings in full", check_id)
