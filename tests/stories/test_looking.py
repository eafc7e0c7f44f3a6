"""A look at a story and at a profile text: tips alone, at the author's own words."""

from __future__ import annotations

import pytest

from bot.messages import speaking
from bot.policy.text.view import fold
from bot.stories.looking import profile_tips, story_tips
from tests.stories.labelled import LABELLED

NAMES = frozenset({"brightwater", "tidewatch"})
STORY = (
    "Last Tuesday a customer called me at six: her pump had stopped. I found a frog in the valve. "
    "I learned to ask what changed before I open anything."
)


def test_a_story_with_all_three_parts_hears_so() -> None:
    beginning, person, point = story_tips(STORY)

    assert beginning == "✓ It begins with a moment: “Last Tuesday”."
    assert person.startswith("✓ Somebody is in it")
    assert point == "✓ It has a point: “learned”."


def test_a_brochure_hears_what_would_make_it_a_story() -> None:
    tips = story_tips("We are proud to announce our new platform. It is fast. Read more here.")

    assert [tip[0] for tip in tips] == ["✗", "✗", "✗"]
    assert "start with a moment" in tips[0]


@pytest.mark.parametrize(("language", "marks", "text"), LABELLED)
def test_a_text_is_told_what_it_has_and_nothing_that_it_has_not(
    language: str, marks: str, text: str
) -> None:
    with speaking(language):
        assert "".join(tip[0] for tip in story_tips(text)) == marks, story_tips(text)


def test_a_story_may_open_with_what_somebody_said_and_not_with_a_title() -> None:
    assert story_tips("“Is it safe?” asked Ana.")[0] == "✓ It begins with a moment: “Is it safe?”."
    assert story_tips("“Tidewatch 5” is here.")[0].startswith("✗")
    assert story_tips("„Ist das Wasser gut?“, rief jemand.")[0].startswith("✓")


def test_a_moment_that_comes_late_is_no_beginning() -> None:
    assert story_tips("Water matters. " * 20 + STORY)[0].startswith("✗")


def test_a_portuguese_story_is_read_in_portuguese() -> None:
    with speaking("pt"):
        tips = story_tips("Ontem a Rita mostrou-me um erro meu. Aprendi a perguntar antes.")

    assert [tip[0] for tip in tips] == ["✓", "✓", "✓"]
    assert tips[0] == "✓ Começa num momento: “Ontem”."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("I am a growth hacker at Brightwater, I build sensors", "“growth hacker” stands in many"),
        ("I build the best sensors at Brightwater", "“the best”: can you show it?"),
        ("Ana is a dedicated engineer at Brightwater", "“I” sounds like you"),
        ("I build sensors at Brightwater. Opinions are my own.", "still needs your connection"),
        ("Construyo medidores en Brightwater, soy un ninja", "“ninja” stands in many"),
        ("Je suis le meilleur ingénieur chez Brightwater", "“le meilleur”: can you show it?"),
        ("Ich leite bei Brightwater Pegel. Motiviert!", "“Motiviert” stands in many"),
        ("I build sensors for rivers", "Say where you work."),
        ("Engineer, Brightwater", "Say what you do in one plain sentence"),
        ("I build sensors at Brightwater, " + "and more " * 15, "characters are shown"),
    ],
)
def test_a_profile_text_gets_its_tip(text: str, says: str) -> None:
    assert says in "\n".join(profile_tips(text, NAMES))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("arc", "I research rivers and search for leaks", False),
        ("arc", "I build bridges at ARC. Ask me about rivers", True),
        ("água clara", "Construo medidores na ÁGUA CLARA. Perguntem-me sobre rios", True),
        ("brightwater", "I build gauges #BrightwaterTeam", True),
        ("brightwater", "Ich baue Brightwaters Pegel. Fragt mich", True),
    ],
)
def test_an_employer_is_a_word_and_no_part_of_another(name: str, text: str, *, said: bool) -> None:
    tips = "\n".join(profile_tips(text, frozenset({fold(name)})))
    assert ("Say where you work" not in tips) is said


def test_a_plain_and_disclosed_headline_has_nothing_to_mend() -> None:
    text = "I build leak sensors at Brightwater. Ask me about pressure and frogs."

    assert profile_tips(text, NAMES) == (
        "Nothing stands out. It is clear, says where you work, and sounds like a person.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The best part of my job at Brightwater: I teach pupils. Ask me about fish.",
        "I work at Brightwater on top of old maps, leading a team of five. Write to me.",
        "At Brightwater I look for the most boring bugs. Happy to talk about them.",
        "A melhor parte do meu trabalho na Brightwater são os peixes. Pergunte-me por eles.",
        "Construyo medidores en Brightwater que avisan a los pueblos. Pregúntame por las bombas.",
        "Je construis des capteurs chez Brightwater. Posez-moi vos questions.",
        "Ich baue Messgeräte bei Brightwater, die Städte warnen. Fragt mich nach Pumpen.",
    ],
)
def test_plain_words_are_told_no_superlatives_in_any_language(text: str) -> None:
    assert profile_tips(text, NAMES)[0].startswith("Nothing stands out."), profile_tips(text, NAMES)


def test_a_short_portuguese_headline_is_read_by_what_it_says() -> None:
    text = "Engenheira na Brightwater. Ajudo cidades a encontrar fugas. Pergunte-me sobre bombas."
    assert profile_tips(text, NAMES)[0].startswith("Nothing stands out.")


def test_a_profile_in_a_language_of_no_file_hears_what_holds_in_any() -> None:
    text = "Ik bouw sensoren en praat graag over het peil. Vraag mij naar het water."
    employer, unread = profile_tips(text, NAMES)
    assert employer.startswith("• Say where you work.")
    assert unread.startswith("I cannot read this language yet. Ask yourself")
    (alone,) = profile_tips(f"{text} Brightwater", NAMES)
    assert alone == unread
