"""A draft tried against the rules: what each rule made of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import say
from bot.policy.explain import Explained, Outcome
from bot.slack.cards.inputs import inputs
from bot.slack.cards.text import (
    Block,
    clip,
    context,
    divider,
    mrkdwn,
    plain,
    quote,
    section,
)
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
        "title": {"type": "plain_text", "text": say("rules.try_title")},
        "submit": {"type": "plain_text", "text": say("rules.try")},
        "close": {"type": "plain_text", "text": say("button.back")},
        "blocks": [*blocks, *inputs(draft, platform), context(plain(say("rules.stores_nothing")))],
    }


def _groups(explained: Sequence[Explained]) -> list[Block]:
    blocks: list[Block] = []
    for outcome in Outcome:
        found = [each for each in explained if each.outcome is outcome]
        if found and outcome is not Outcome.NOTHING:
            title = say(f"rules.outcome.{outcome.name.lower()}")
            # The lines are plain text: what a draft holds can do nothing in them.
            blocks += [section(mrkdwn(f"*{title}*")), section(plain("\n".join(_lines(found))))]
    if not any(each.outcome is Outcome.MATCHED for each in explained):
        blocks.insert(0, section(plain(say("rules.no_match"))))
    return blocks


def _lines(found: Sequence[Explained]) -> list[str]:
    lines = [f"• {clip(each.rule.id, 80)}: {_says(each)}" for each in found[:_LINES]]
    rest = len(found) - _LINES
    return [*lines, say("rules.more", count=rest)] if rest > 0 else lines


def _says(each: Explained) -> str:
    if not each.findings:
        return clip(each.because, _LINE)
    spans = [quote(clip(finding.text, 60)) for finding in each.findings[:3] if finding.text.strip()]
    told = [" ".join(spans)] if spans else []
    if each.outcome in {Outcome.MATCHED, Outcome.WATCH}:
        told = [
            say(f"verdict.{each.findings[0].severity}"),
            *told,
            clip(each.findings[0].message, 120),
        ]
    return " · ".join(told)
