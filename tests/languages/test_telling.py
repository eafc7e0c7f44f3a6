"""Telling which language a text is in, however short; in doubt it is told to be in none."""

from __future__ import annotations

import pytest

from bot.languages.lists import words
from bot.languages.telling import ELSEWHERE, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Try Tidewatch, it is the best", "en"),
        ("Thanks, Lisbon. You were amazing", "en"),
        ("Our team met at the café in São Bento", "en"),
        ("Experimentem o Tidewatch, é o melhor", "pt"),
        ("Obrigada, equipa!", "pt"),
        ("Estamos muito contentes com os novos relatórios", "pt"),
        ("Probad Tidewatch, es lo mejor", "es"),
        ("Estamos muy contentos con los nuevos informes", "es"),
        ("Essayez Tidewatch, c'est le meilleur", "fr"),
        ("Probiert Tidewatch, es ist das Beste", "de"),
        ("Provate Tidewatch, è il migliore", "it"),
        ("Probeer Tidewatch, het is de beste", "nl"),
        ("Testa Tidewatch, det är bäst och vi är stolta", "sv"),
        ("Wypróbujcie Tidewatch, jest najlepszy", "pl"),
        ("Kokeile Tidewatchia, se on paras", "fi"),
        ("Proveu Tidewatch, és el millor", "ca"),
        ("Zkuste Tidewatch, je nejlepší", "cs"),
    ],
)
def test_small_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "Tidewatch 4.0", "#hiring #porto", "https://brightwater.example/the/best", "@ana :tada:"],
)
def test_what_has_no_words_is_in_no_language(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Попробуйте Tidewatch, он лучший",
        "Tidewatchを試してください、最高です",
        "جربوا Tidewatch، إنه الأفضل",
        "Δοκιμάστε το Tidewatch",
        "Conseguímos",
        "Prófaðu Tidewatch",
    ],
)
def test_what_nobody_knows_is_told_from_english(text: str) -> None:
    assert language_of(text) == ELSEWHERE


@pytest.mark.parametrize("text", ["Guardem a data: 12 de março", "Tidewatch é top"])
def test_english_words_in_another_language_do_not_make_it_english(text: str) -> None:
    assert language_of(text) != "en"


def test_every_language_says_how_many_speak_it() -> None:
    assert words("speakers").keys() == words("small").keys()
