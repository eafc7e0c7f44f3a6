"""Text that stands in a draft twice, word for word or nearly so."""

from __future__ import annotations

import re

from bot.policy.entities.company import Company, Span

_SENTENCE = re.compile(r"[^.!?\n]{20,2000}[.!?]*")
_WORD = re.compile(r"\w+")
_LEAST = 6  # words: shorter sentences repeat by nature
_ALIKE = 0.85  # share of words that two copies have in common
_MOST = 200  # sentences looked at, so that a long text costs no more than a page


def similar_text(text: str, region: str, company: Company) -> list[Span]:
    """Return each sentence that says what an earlier one said, in nearly the same words."""
    del region, company
    if len(text) < 60:  # noqa: PLR2004 -- no room for two sentences of six words
        return []
    said = text.lower().split()
    if len(said) - len(set(said)) < _ALIKE * _LEAST - 1:
        return []  # too few words stand twice
    seen: list[set[str]] = []
    spans: list[Span] = []
    for match in _SENTENCE.finditer(text):
        words = {word.casefold() for word in _WORD.findall(match.group())}
        if len(words) < _LEAST or len(seen) >= _MOST:
            continue
        if any(len(words & other) >= _ALIKE * len(words | other) for other in seen):
            lead = len(match.group()) - len(match.group().lstrip())
            spans.append((match.start() + lead, match.end()))
        seen.append(words)
    return spans
