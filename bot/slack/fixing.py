"""Putting a suggestion into the text that is in the input now, if its passage still stands."""

from __future__ import annotations

from collections.abc import Callable

from bot.verdict import Draft, Edit, Finding, Reading, Source


def fixed(draft: Draft, finding: Finding, edit: Edit, read: Callable[[Draft], Reading]) -> str:
    """Return the draft's text with a finding's edit made, or an empty text where it cannot be.

    `finding` and `edit` are about an earlier text. What a rule said is looked for by that rule,
    so that other edits do no harm; what AI said, by its words, which must stand there once.
    """
    if finding.source is Source.RULE:
        return _by_rule(draft, finding, edit, read)
    if _stands(draft.text, finding):
        return edit.apply(draft.text)
    if draft.text.count(finding.text) != 1 or not finding.text.strip():
        return ""
    moved = draft.text.index(finding.text) - finding.start
    return Edit(edit.start + moved, edit.end + moved, edit.replacement).apply(draft.text)


def _by_rule(draft: Draft, finding: Finding, edit: Edit, read: Callable[[Draft], Reading]) -> str:
    same = [
        other
        for other in read(draft).findings
        if other.rule == finding.rule and other.text == finding.text
    ]
    # Of several, the one that is nearest to where it was.
    for other in sorted(same, key=lambda other: abs(other.start - finding.start)):
        for suggestion in other.suggestions:
            if suggestion.edit and suggestion.edit.replacement == edit.replacement:
                return suggestion.edit.apply(draft.text)
    return ""


def _stands(text: str, finding: Finding) -> bool:
    return bool(finding.text) and text[finding.start : finding.end] == finding.text
