from __future__ import annotations

import shutil
import string
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot.messages
from bot.messages import day, language, languages, moment, number, phrases, say, speaking, tongue
from bot.messages.catalog import CatalogProblem, Sentence, read_catalog, read_heard
from bot.slack.talk import Talk, subcommand, talk_in

FOLDER = Path(bot.messages.__file__).parent
ENGLISH = read_catalog(FOLDER / "en.yaml")
OTHERS = sorted(file.stem for file in FOLDER.glob("*.yaml") if file.stem != "en")


def placeholders(sentence: Sentence) -> set[str]:
    forms = [sentence] if isinstance(sentence, str) else list(sentence.values())
    found = (name for form in forms for _, name, _, _ in string.Formatter().parse(form))
    return {name for name in found if name} - {"count"}


def test_english_is_spoken_where_nobody_said_otherwise() -> None:
    assert language() == "en"
    assert say("counts.things", count=1) == "One thing to look at."
    assert say("counts.things", count=3) == "3 things to look at, worst first."


def test_a_locale_of_slack_is_spoken_inside_its_block_and_no_longer() -> None:
    with speaking("pt-BR"):
        assert language() == "pt"
        assert say("counts.things", count=1) == "Um ponto a rever."
    assert language() == "en"


@pytest.mark.parametrize("locale", ["", "xx", "klingon", "../en", "en-GB"])
def test_a_language_that_nobody_wrote_is_english(locale: str) -> None:
    with speaking(locale):
        assert language() == "en"


def test_an_unknown_sentence_or_a_missing_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        say("no.such.sentence")
    with pytest.raises(KeyError):
        say("counts.things", number=3)


@pytest.mark.parametrize("name", OTHERS)
def test_every_language_is_complete_and_fills_in_what_english_does(name: str) -> None:
    own = read_catalog(FOLDER / f"{name}.yaml")
    assert own.keys() == ENGLISH.keys()
    assert {key: placeholders(own[key]) for key in own} == {
        key: placeholders(sentence) for key, sentence in ENGLISH.items()
    }


def test_the_languages_are_the_files() -> None:
    assert languages() == {"en": "English", "pt": "Português"}


SPANISH = """
language: {name: Español, locale: es_ES}
verdict: {clear: Sin reparos}
heard:
  help: [ayuda]
  ask: [preguntar]
  greeting: [hola, "buenos días"]
  why: ["¿por qué"]
  platform: [mejor (para|en)]
  otherwise: ["más corto", resum*, "hazlo más …"]
  around: [un poco]
  language: [en (español|alemán)]
"""
SPEAKS_SPANISH = """
from datetime import date
from bot.messages import day, languages, say, speaking
from bot.slack.talk import question_in, subcommand, talk_in
from bot.slack.wishes import wish_in
with speaking("es-MX"):
    print(languages()["es"], say("verdict.clear"), say("verdict.fix"), sep="|")
    print(say("counts.things", count=2), day(date(2026, 11, 27)), sep="|")
print(talk_in("¡Hola, Checkpost! 👋"), talk_in("Buenos dias"), talk_in("hola, thank you"))
print(talk_in("Hola Lisboa"), subcommand("Ayuda"), subcommand("preguntar ¿Puedo?"))
print(question_in("preguntar ¿Puedo?"), wish_in("¿Por qué?").ask, wish_in("pero why not"))
print(wish_in("mejor para LinkedIn").platform, wish_in("un poco más corto").ask)
print(wish_in("resúmelo").ask, wish_in("en alemán, please").translated, wish_in("En casa"))
print(wish_in("Please hazlo más alegre que nunca").ask, wish_in("Hazlo. Más alegre"))
"""


def test_a_language_is_added_by_its_file_alone_and_english_where_it_is_silent(
    tmp_path: Path,
) -> None:
    # All of the bot, but a folder of languages of its own.
    (tmp_path / "bot").mkdir()
    for ours in FOLDER.parent.iterdir():
        if ours != FOLDER:
            (tmp_path / "bot" / ours.name).symlink_to(ours)
    shutil.copytree(FOLDER, tmp_path / "bot" / "messages")
    (tmp_path / "bot" / "messages" / "es.yaml").write_text(SPANISH, "utf-8")

    done = subprocess.run(
        [sys.executable, "-c", SPEAKS_SPANISH],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines() == [
        "Español|Sin reparos|Fix first",
        "2 things to look at, worst first.|27 noviembre 2026",
        "about about thanks",
        "None help ask",
        "¿Puedo? why None",
        "linkedin otherwise",
        "otherwise True None",
        "otherwise None",
    ]


@pytest.mark.parametrize("name", sorted(languages()))
def test_what_a_language_suggests_to_ask_is_understood(name: str) -> None:
    with speaking(name):
        about, privacy, help_ = (
            say(f"direct.prompts.{key}.says") for key in ("about", "privacy", "help")
        )

    assert talk_in(about) is Talk.ABOUT
    assert subcommand(privacy) == "privacy"
    assert talk_in(help_) is Talk.ABOUT


@pytest.mark.parametrize("word", ["ask", "perguntar", "pergunta"])
def test_a_question_is_put_by_the_verb_and_by_the_noun(word: str) -> None:
    assert subcommand(f"{word} Posso nomear um cliente?") == "ask"
    assert subcommand(f"{word} Posso nomear um cliente") is None
    assert subcommand(f"{word}s Posso nomear um cliente?") is None


@pytest.mark.parametrize("name", OTHERS)
def test_every_language_hears_what_english_does(name: str) -> None:
    assert phrases()[name].keys() >= phrases()["en"].keys()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("heard: [hi]", "test.yaml: heard should hold lists of phrases"),
        ("heard: {greetings: [hi]}", "nothing is called heard.greetings. There are: help, "),
        ("heard: {greeting: hi}", "heard.greeting should be a list of phrases"),
        ("heard: {greeting: [hi, '!']}", "heard.greeting: '!' is no phrase"),
        ("heard: {why: [{how: come}]}", "heard.why: {'how': 'come'} is no phrase"),
        ("heard: {why: [(how come]}", "should have each | between ( and ), which close each other"),
        ("heard: {why: [how|why]}", "should have each | between ( and ), which close each other"),
        ("heard: {why: [how* come]}", r"has a \* that is not at its end"),
    ],
)
def test_a_broken_phrase_is_named_with_its_mistake(
    tmp_path: Path, text: str, complaint: str
) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(CatalogProblem, match=complaint):
        read_heard(file)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- a list", "test.yaml holds no sentences"),
        ("card: [a, b]", "test.yaml: card should be a sentence"),
        ("card: {title: }\n  broken", "test.yaml: "),
    ],
)
def test_a_broken_file_is_named_with_its_mistake(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(CatalogProblem, match=complaint):
        read_catalog(file)


def test_numbers_and_dates_are_written_as_the_language_writes_them() -> None:
    when = datetime(2026, 11, 27, 14, 5, tzinfo=UTC)

    assert say("window.length", count=1234, most=3000, platform="X") == (
        "1,234 of 3,000 characters, as X counts them."
    )
    assert moment(when, "Europe/Lisbon") == "Fri 27 Nov, 14:05"
    assert day(when.date()) == "27 November 2026"
    with speaking("pt-PT"):
        assert number(12_345).replace("\N{NO-BREAK SPACE}", " ") == "12 345"
        assert moment(when, "Europe/Berlin") == "sexta-feira, 27 de novembro, 15:05"
        assert day(when.date()) == "27 de novembro de 2026"


@pytest.mark.parametrize(("code", "name"), [("pt", "Portuguese"), ("pt-BR", "Portuguese (Brazil)")])
def test_a_language_is_called_what_its_readers_call_it(code: str, name: str) -> None:
    assert tongue(code) == name
    with speaking("pt"):
        assert tongue(code).startswith("português")


def test_a_language_that_nobody_knows_is_called_by_its_code() -> None:
    assert tongue("qqq") == "qqq"
