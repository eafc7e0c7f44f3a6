"""A draft tried against the rules: what each rule made of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.policy.explain import Explained, Outcome
from bot.slack.cards import words_rules as words
from bot.slack.cards.modal import inputs
from bot.slack.cards.text import (
    Block,
    clip,
    context,
    divider,
    escape,
    mrkdwn,
    plain,
    quote,
    section,
)
from bot.slack.cards.words import SEVERITIES
from bot.verdict import Platform

CALLBACK = "rules_try"
_LINES, _LINE = 12, 200


def try_view(
    draft: str = "",
    platform: Platform = Platform.OTHER,
    explained: Sequence[Explained] | None = None,
) -> Block:
    """Draw the window; `explained` is None before anything was tried."""
    blocks = [] if explained is None else [*_groups(explained), divider()]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": {"type": "plain_text", "text": "Try a draft"},
        "submit": {"type": "plain_text", "text": "Try"},
        "close": {"type": "plain_text", "text": "Back"},
        "blocks": [*blocks, *inputs(draft, platform), context(plain(words.STORES_NOTHING))],
    }


def _groups(explained: Sequence[Explained]) -> list[Block]:
    blocks: list[Block] = []
    for outcome, title in words.OUTCOMES.items():
        found = [each for each in explained if each.outcome is outcome]
        if found:
            blocks.append(section(mrkdwn("\n".join([f"*{title}*", *_lines(found)]))))
    if not any(each.outcome is Outcome.MATCHED for each in explained):
        blocks.insert(0, section(plain(words.NO_MATCH)))
    return blocks


def _lines(found: Sequence[Explained]) -> list[str]:
    if found[0].outcome in {Outcome.OFF, Outcome.OUT_OF_SCOPE, Outcome.NOT_ACTIVE}:
        lines = [f"• {_name(each)}: {escape(clip(each.because, _LINE))}" for each in found]
    else:
        lines = [f"• {_name(each)} {escape(_says(each))}" for each in found]
    rest = len(lines) - _LINES
    return [*lines[:_LINES], words.more(rest)] if rest > 0 else lines


def _says(each: Explained) -> str:
    if not each.findings:
        return clip(each.because, _LINE)
    spans = [quote(clip(finding.text, 60)) for finding in each.findings[:3] if finding.text.strip()]
    told = [" ".join(spans)] if spans else []
    if each.outcome in {Outcome.MATCHED, Outcome.WATCH}:
        told = [SEVERITIES[each.findings[0].severity], *told, clip(each.findings[0].message, 120)]
    return " · ".join(told)


def _name(each: Explained) -> str:
    return f"`{escape(each.rule.id)}`"
