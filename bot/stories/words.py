"""The words of stories and profiles, one file a language, read when somebody first asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from bot.policy.guard.finder import Finder
from bot.policy.guard.trie import Span
from bot.policy.guard.words import phrases
from bot.replies.lists import lists_for
from bot.replies.reply import Mark
from bot.replies.spelled import Spelled

_LANGUAGES = ("en", "pt")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Told:
    """A text, and where its words of each kind stand. What no file knows is read as English."""

    def __init__(self, text: str) -> None:
        """`text` is as its author typed it."""
        self.spelled = Spelled(text)
        language = lists_for(self.spelled, None).language
        finder = _finder(language if language in _LANGUAGES else _LANGUAGES[0])
        self._found: Mapping[str, Sequence[Span]] = {
            kind: spans for (kind, _), spans in finder.find(self.spelled.text).items()
        }

    def first(self, kind: str) -> Mark | None:
        """Return the first place of a kind, None where there is none."""
        spans = sorted(self._found.get(kind, ()))
        return self.spelled.mark(*spans[0]) if spans else None


@cache
def _finder(language: str) -> Finder:
    file = resources.files("bot.stories") / "words" / f"{language}.yaml"
    data: Mapping[str, Any] = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 -- our own file, and this loader makes strings only
    return Finder(
        phrase for kind, texts in data.items() for phrase in phrases(kind, language, texts)
    )
