"""Words of one field: what they join, and what they leave apart."""

from __future__ import annotations

from pathlib import Path
from unicodedata import combining, normalize

import yaml

from bot.replies.lists import languages

FILE = Path(__file__).parents[2] / "bot" / "replies" / "phrases" / "fields.yaml"
FIELDS: dict[str, dict[str, list[str]]] = yaml.safe_load(FILE.read_text("utf-8"))
SAID_TO_ANYBODY = {"account", "email", "number", "help", "service", "store", "device", "bank"}


def test_every_field_has_words_of_every_language_as_texts_spell_them() -> None:
    for field, by_language in FIELDS.items():
        assert set(by_language) == set(languages()), field
        for words in by_language.values():
            assert len(words) == len(set(words)), field
            assert not SAID_TO_ANYBODY.intersection(words), field
            for word in words:
                bare = "".join(c for c in normalize("NFD", word) if not combining(c))
                assert word == bare == word.casefold()
                assert " " not in word
