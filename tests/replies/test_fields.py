"""Words of one field: what they join, and what they leave apart."""

from __future__ import annotations

from pathlib import Path
from unicodedata import combining, normalize

import pytest
import yaml

from bot.replies.lists import languages
from bot.replies.reading import read_reply
from bot.verdict import Draft

FILE = Path(__file__).parents[2] / "bot" / "replies" / "phrases" / "fields.yaml"
FIELDS: dict[str, dict[str, list[str]]] = yaml.safe_load(FILE.read_text("utf-8"))
SAID_TO_ANYBODY = {"account", "email", "number", "help", "service", "store", "device", "bank"}


@pytest.mark.parametrize(
    ("comment", "draft"),
    [
        ("the tram to Alder Street was full, twice", "Which carriage were you in?"),
        ("fourth time the modem has given up", "Is the lamp red or are the lights off?"),
        ("my pizza was mostly air", "Was it the thin crust?"),
        ("no witches allowed in after six?!", "Which costume did you come in?"),
        ("the pass was shut at noon", "Snow had come down, so the road team closed it."),
        ("o estafeta deixou tudo na escada", "A transportadora vai voltar amanhã."),
        ("el repartidor lo tiró por la valla", "¿Qué ponía el seguimiento?"),
        ("le livreur a sonné chez le voisin", "Où est le colis maintenant ?"),
        ("der Zusteller war nie da", "Das Paket liegt beim Nachbarn."),
        ("der Zusteller war nie da", "Was the parcel left with a neighbour?"),
    ],
)
def test_a_word_of_the_same_field_acknowledges(comment: str, draft: str) -> None:
    assert read_reply(Draft(draft), comment).acknowledges is not None


@pytest.mark.parametrize(
    ("comment", "draft"),
    [
        ("worst bank ever", "We understand. See if you get a discount here."),
        ("my pizza was mostly air", "What is your order number? Please DM us."),
        ("my pizza was mostly air", "Which carriage were you in?"),
        ("the courier threw it over the fence", "Please share your tracking number."),
    ],
)
def test_another_field_or_what_identifies_an_order_does_not(comment: str, draft: str) -> None:
    assert read_reply(Draft(draft), comment).acknowledges is None


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
