"""The words of stories and profiles, one file a language, read when somebody first asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.languages.telling import ELSEWHERE, language_of
from bot.policy.guard.finder import Finder
from bot.policy.guard.trie import Span
from bot.policy.guard.words import phrases
from bot.replies.lists import is_foreign, lists_for
from bot.replies.reply import Mark
from bot.replies.spelled import Spelled

_FOLDER = Path(__file__).parent / "words"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Told:
    """A text, and where its words of each kind stand.

    One in a language that no file knows is `unread`, and nothing is found in it.
    """

    def __init__(self, text: str) -> None:
        """`text` is as its author typed it."""
        self.spelled = Spelled(text)
        told = language_of(text)
        language = told if told in _files() else self._guessed(told)
        self.unread = language not in _files() or is_foreign(self.spelled, told)
        found = {} if self.unread else _finder(language).find(self.spelled.text)
        self._found: Mapping[str, Sequence[Span]] = {
            kind: hits for (kind, _), hits in found.items()
        }

    def _guessed(self, told: str) -> str:
        """Return a language for a text that no file was told for."""
        if told in {"", ELSEWHERE}:
            # A headline has few small words: then what it says tells the language.
            found = {each: len(_finder(each).find(self.spelled.text)) for each in _files()}
            best = max(found, key=lambda each: found[each])
            if found[best]:
                return best
        return lists_for(self.spelled, None).language

    def first(self, kind: str) -> Mark | None:
        """Return the first place of a kind, None where there is none."""
        none = self._found.get(f"{kind}_not", ())
        spans = (
            (start, end)
            for start, end in sorted(self._found.get(kind, ()))
            if not any(start < other_end and other < end for other, other_end in none)
        )
        return next((self.spelled.mark(*span) for span in spans), None)


@cache
def _files() -> Mapping[str, Path]:
    return {file.stem: file for file in _FOLDER.glob("*.yaml")}


@cache
def _finder(language: str) -> Finder:
    file = _files()[language]
    data: Mapping[str, Any] = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 -- our own file, and this loader makes strings only
    return Finder(
        phrase for kind, texts in data.items() for phrase in phrases(kind, language, texts)
    )
