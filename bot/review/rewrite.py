"""Which of the reviewer's rewrites and replacements may be offered: those the rules like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.languages.telling import ELSEWHERE, language_of, told_apart
from bot.messages import language
from bot.review.faithful import keeps_particulars
from bot.review.hygiene import brings_oddities
from bot.review.particulars import names, signs, words
from bot.verdict import Draft, Finding, Purpose, Reading, Source, Suggestion

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
MOST_CHARACTERS = 3000
"""What an input in a modal holds; a longer rewrite could not be edited there."""

MOST_ANSWER = 1200
"""Characters of an answer about a draft: more than anybody reads in a thread."""


def keep_rewrite(
    draft: Draft, rewrite: str, read: Callable[[Draft], Reading], *, translated: bool = False
) -> str | None:
    """Return the rewrite to offer, or None when it must not be shown.

    It is dropped when it is empty, says the same as the draft, is too long to edit, holds a
    finding, number, name, mention, hashtag, link or invisible character that neither the draft
    nor a fix of our own rules does, or would put the draft under the guard. It is dropped, too,
    when it loses or swaps a number, name, mention or link that no rule objects to, or turns a
    statement into its opposite, which in a `translated` one cannot be told, nor may any other be in
    another language. A reply may apologise and offer in words that negate: “this should not have
    happened”.
    """
    offered = rewrite.strip()
    if not offered or offered.split() == draft.text.split():
        return None
    if len(offered) > max(MOST_CHARACTERS, len(draft.text)):
        return None
    foreign = not translated and told_apart(offered, draft.text)
    if foreign or brings_oddities(offered, draft.text):
        return None
    before = read(draft)
    if not adds_nothing(offered, "\n".join([draft.text, *_own_fixes(before)])):
        return None
    objected = [(f.start, f.end) for f in before.findings if f.end - f.start < len(draft.text)]
    kept = _without_fixes(offered, before)
    reply = draft.purpose is Purpose.REPLY
    if not keeps_particulars(kept, draft.text, objected, translated=translated, reply=reply):
        return None
    return offered if _reads_no_worse(before, read(replace(draft, text=offered))) else None


def keep_suggestions(
    draft: Draft, findings: Sequence[Finding], read: Callable[[Draft], Reading]
) -> tuple[Finding, ...]:
    """Return the reviewer's findings without the suggestions that would read worse to the rules.

    Of comms' own approved wording only the edit goes: the words may be read, and used elsewhere.
    """
    if not any(suggestion.edit for finding in findings for suggestion in finding.suggestions):
        return tuple(findings)
    before = read(draft)

    def passes(suggestion: Suggestion) -> bool:
        if suggestion.edit is None:
            return True
        changed = replace(draft, text=suggestion.edit.apply(draft.text))
        return _reads_no_worse(before, read(changed))

    def kept(finding: Finding) -> Iterator[Suggestion]:
        for option in finding.suggestions:
            if passes(option):
                yield option
            elif finding.source is Source.CLAIM:
                yield replace(option, edit=None)

    return tuple(replace(finding, suggestions=tuple(kept(finding))) for finding in findings)


def keep_answer(
    draft: Draft, answer: str, known: str, read: Callable[[Draft], Reading]
) -> str | None:
    """Return an answer about a draft, or None when it must not be shown.

    It is dropped when it is empty or long, or holds a finding, number, name, mention, hashtag,
    link or odd character that neither the draft nor `known` does, which is what was asked. Its
    reader's language is spoken here, and what is in neither that nor the question's is dropped.
    """
    offered = answer.strip()
    if not offered or len(offered) > MOST_ANSWER:
        return None
    held = f"{draft.text}\n{known}"
    said = language_of(_QUOTED.sub(" ", offered))
    if said not in {"", ELSEWHERE, language(), language_of(known)}:
        return None
    if brings_oddities(offered, held) or not adds_nothing(offered, held):
        return None
    return offered if _reads_no_worse(read(draft), read(replace(draft, text=offered))) else None


def adds_nothing(offered: str, text: str) -> bool:
    """Whether every number, name, mention, hashtag and link of `offered` stands in `text`."""
    return signs(offered) <= signs(text) and names(offered) <= words(text)


def _own_fixes(reading: Reading) -> list[str]:
    """What the rules themselves would put in, such as “I work at Brightwater.”."""
    suggestions = (s for finding in reading.findings for s in finding.suggestions)
    return [suggestion.edit.replacement for suggestion in suggestions if suggestion.edit]


def _without_fixes(offered: str, reading: Reading) -> str:
    for fix in filter(None, map(str.strip, _own_fixes(reading))):
        offered = offered.replace(fix, " ")
    return offered


def _reads_no_worse(before: Reading, after: Reading) -> bool:
    if after.holds_credential or (after.guarded and not before.guarded):
        return False
    if after.verdict.rank > before.verdict.rank:
        return False
    counted = Counter(finding.rule for finding in before.findings)
    return Counter(finding.rule for finding in after.findings) <= counted
