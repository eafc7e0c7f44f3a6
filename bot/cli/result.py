"""A finished check as JSON, in the stable shape other tools rely on."""

from __future__ import annotations

from typing import Any

from bot.check import Outcome
from bot.replies.reply import ReplyReading
from bot.review.outcome import ChecklistItem
from bot.verdict import Finding


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return the contract's object; offsets are code points into the draft as given."""
    reply = {"reply": _reply(outcome.reply)} if outcome.reply else {}
    return {
        "verdict": outcome.verdict.value,
        "ruleset": outcome.ruleset,
        "review": {"status": outcome.status.value},
        "findings": [finding_json(finding) for finding in outcome.findings],
        "checklist": [_item(item) for item in (*outcome.sharing, *outcome.checklist)],
        "rewrite": outcome.rewrite,
        **reply,
    }


def _reply(told: ReplyReading) -> dict[str, Any]:
    return {
        "acknowledges": told.acknowledges is not None,
        "empathy": told.empathy is not None,
        "next_step": told.next_step is not None,
        "hazards": list(dict.fromkeys(hazard.name for hazard in told.hazards)),
        "advice": told.advice.value,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return one finding as the contract's object."""
    return {
        "rule": finding.rule,
        "source": finding.source.value,
        "topic": finding.topic,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.message,
        "why": finding.why,
        "suggestions": [suggestion.text for suggestion in finding.suggestions],
        "link": finding.link,
    }


def _item(item: ChecklistItem) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "message": item.message,
        "start": item.start,
        "end": item.end,
        "text": item.text,
    }
