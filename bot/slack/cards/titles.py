"""A finding's title: the rule's own, or what the words may do to readers."""

from __future__ import annotations

from bot.messages import say
from bot.review.claims import UNSUPPORTED
from bot.verdict import Finding, Source
from bot.vocabulary.tone import Category


def title_of(finding: Finding) -> str:
    """Return the title, in the language of whoever reads it where it is ours."""
    if finding.source is Source.TONE and finding.rule in set(Category):
        return say(f"tone.{finding.rule}.title")
    if finding.source is Source.CLAIM:
        unsupported = finding.rule == UNSUPPORTED
        return say("claim.no_source_title") if unsupported else finding.clause or say("claim.title")
    return finding.clause or finding.rule.replace("_", " ").replace("-", " ").capitalize()
