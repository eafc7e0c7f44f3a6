"""Which of the reviewer's rewrites may be offered: those that add nothing to the draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from bot.review.hygiene import brings_oddities
from bot.review.particulars import names, signs, words
from bot.verdict import Draft, Reading

MOST_CHARACTERS = 3000
"""What an input in a modal holds; a longer rewrite could not be edited there."""


def keep_rewrite(draft: Draft, rewrite: str, read: Callable[[Draft], Reading]) -> str | None:
    """Return the rewrite to offer, or None when it must not be shown.

    It is dropped when it is empty, says the same as the draft, is too long to edit, holds a
    finding, number, name, mention, hashtag, link or invisible character that the draft does not,
    or would put the draft under the guard.
    """
    offered = rewrite.strip()
    if not offered or offered.split() == draft.text.split():
        return None
    if len(offered) > max(MOST_CHARACTERS, len(draft.text)):
        return None
    if brings_oddities(offered, draft.text) or not adds_nothing(offered, draft.text):
        return None
    return offered if _reads_no_worse(draft, offered, read) else None


def adds_nothing(offered: str, text: str) -> bool:
    """Whether every number, name, mention, hashtag and link of `offered` stands in `text`."""
    return signs(offered) <= signs(text) and names(offered) <= words(text)


def _reads_no_worse(draft: Draft, offered: str, read: Callable[[Draft], Reading]) -> bool:
    before, after = read(draft), read(replace(draft, text=offered))
    if after.holds_credential or (after.guarded and not before.guarded):
        return False
    if after.verdict.rank > before.verdict.rank:
        return False
    counted = Counter(finding.rule for finding in before.findings)
    return Counter(finding.rule for finding in after.findings) <= counted
