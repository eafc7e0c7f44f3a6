"""Putting a suggestion into the text that is in the input now, if its passage still stands."""

from __future__ import annotations

from collections.abc import Callable

from bot.verdict import Draft, Edit, Finding, Reading, Source, Suggestion


def fixed(draft: Draft, finding: Finding, way: Suggestion, read: Callable[[Draft], Reading]) -> str:
    """Return the draft's text with a finding's edit made, or an empty text where it cannot be.

    `finding` and its `way` out are about an earlier text. What a rule said is looked for by that
    rule, so that other edits do no harm; what AI said, by its words, which must stand there once.
    """
    if way.edit is None:
        return ""
    if way.instead_of:
        return _by_words(draft.text, way.instead_of, way.edit.start, way.edit)
    if finding.source is Source.RULE:
        return _by_rule(draft, finding, way.edit, read)
    return _by_words(draft.text, finding.text, finding.start, way.edit)


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


def _by_words(text: str, words: str, start: int, edit: Edit) -> str:
    if words and text.startswith(words, start):
        return edit.apply(text)
    if text.count(words) != 1 or not words.strip():
        return ""
    moved = text.index(words) - start
    return Edit(edit.start + moved, edit.end + moved, edit.replacement).apply(text)
