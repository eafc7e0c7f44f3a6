"""The ways out that a rule offers: what it puts into a draft is in the draft's own language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.languages.telling import language_of
from bot.messages import say
from bot.policy.matching.sight import Match, Sight
from bot.policy.schema import Rule
from bot.policy.translations import Translations
from bot.verdict import Edit, Suggestion
from bot.vocabulary.facts import Fact

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BRACKETS = frozenset({"()", "[]", "“”", '""'})


class _Words(NamedTuple):
    """What a rule puts first, and in the place of a match, in one language."""

    opening: str
    instead: tuple[str, ...]

    def told(self, wordings: Translations, language: str) -> _Words:
        """Return what of it has been written in another language."""
        held = (text for text in self.instead if wordings.holds(language, text))
        has_opening = wordings.holds(language, self.opening)
        return _Words(
            wordings.told(language, self.opening) if has_opening else "",
            tuple(wordings.told(language, text) for text in held),
        )

    def filled(self, known: Mapping[str, str]) -> _Words:
        """Fill in what is known."""
        return _Words(fill(self.opening, known), tuple(fill(text, known) for text in self.instead))


_NONE = _Words("", ())


class Ways:
    """What one rule offers."""

    def __init__(
        self, rule: Rule, known: Mapping[str, str], fact: Fact | None, wordings: Translations
    ) -> None:
        """`known` fills in what does not depend on the draft.

        A rule's own words are in the language that the rule is written in.
        """
        self._remove = rule.suggest.remove
        self._known = known
        self._fact = fact
        own = _Words(rule.suggest.insert_first or "", rule.suggest.replace_with)
        self._own = own.filled(known)
        self._written_in = ""
        self._others: dict[str, _Words] = {}
        if own.opening or own.instead:
            written = (rule.title, rule.message, rule.why, own.opening, *own.instead)
            self._written_in = language_of(" ".join(written))
            for name in wordings.languages:
                self._others[name] = own.told(wordings, name).filled(known)

    def first(self, sight: Sight) -> str:
        """Return the first words that are offered, else the rule's own; a message may name them."""
        for words in (self._for(sight), self._own):
            found = next(filter(None, (words.opening, *words.instead)), "")
            if found:
                return found.strip(" .")
        return ""

    def of(self, sight: Sight, match: Match, known: Mapping[str, str]) -> Iterator[Suggestion]:
        """Yield the ways out of one match; `known` fills in what depends on it."""
        words = self._for(sight)
        for swap in match.swaps:
            yield _instead(match, fill(swap, {**self._known, **known}))
        if words.opening:
            opening = fill(words.opening, known)
            way = say("finding.open_with", words=opening.strip())
            yield Suggestion(way, Edit(0, 0, opening))
        for text in words.instead:
            yield _instead(match, fill(text, known))
        if self._remove:
            way = say("finding.take_out_words", words=known["match"])
            yield Suggestion(way, _removal(sight.draft.text, match))
        if self._fact is not None and self._fact.holds(sight.at, sight.draft.platform):
            wording = self._fact.wording_in(sight.language)
            if wording:
                yield Suggestion(say("claim.approved_wording", wording=wording))

    def opening_in(self, language: str) -> str:
        """Return what is put first in drafts of a language; empty where nothing is."""
        return self._words(language).opening

    def _for(self, sight: Sight) -> _Words:
        # Telling a language takes as long as five rules.
        return self._words(sight.language) if any(self._own) else self._own

    def _words(self, language: str) -> _Words:
        """Return the words for a draft: nothing rather than those of another language."""
        if not language or self._written_in in {"", language}:
            return self._own
        return self._others.get(language, _NONE)


def fill(text: str, known: Mapping[str, str]) -> str:
    """Fill in what is known; in one go, since a draft may hold braces itself."""
    if "{" not in text:
        return text
    return _PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)


def _instead(match: Match, word: str) -> Suggestion:
    return Suggestion(say("finding.say", words=word), Edit(match.start, match.end, word))


def _removal(text: str, match: Match) -> Edit:
    """Return the edit that takes a match out, with what would stand there twice or empty."""
    start, end = match.start, match.end
    while text[start - 1 : start] + text[end : end + 1] in _BRACKETS:
        start, end = start - 1, end + 1
    before = text[:start].rstrip(" ")
    if text[end : end + 1] == "," and before[-1:] in {"", "\n", ",", "("}:
        end += 1
    if text[end : end + 1] == " " and (start == 0 or text[start - 1] in " \n(["):
        end += 1
    elif text[start - 1 : start] == " " and (end == len(text) or not text[end].isalnum()):
        start -= 1
    return Edit(start, end, "")
