"""The second opinion on the ticks: what it may say, and where it keeps silent."""

from __future__ import annotations

import pytest

from bot.replies.learnt import TICKS
from bot.replies.reading import read_reply, sides_of, told_by_lists
from bot.replies.reply import Mark
from bot.verdict import Draft


@pytest.mark.parametrize(
    ("comment", "draft", "tick"),
    [
        ("parcel came broken", "Not good at all. Send us a picture.", "empathy"),
        (
            "I was billed twice",
            "Only one of them will clear, the other one drops off by itself.",
            "acknowledges",
        ),
    ],
)
def test_a_tick_that_the_lists_miss_is_earned_by_what_is_meant_and_has_a_place(
    comment: str, draft: str, tick: str
) -> None:
    side, other, _ = sides_of(Draft(draft), comment)
    assert told_by_lists(side, other)[tick] is None

    mark: Mark | None = getattr(read_reply(Draft(draft), comment), tick)

    assert mark is not None
    assert draft[mark.start : mark.end] == mark.text == draft.partition(".")[0]


def test_a_tick_that_much_speaks_against_is_taken_back() -> None:
    comment, draft = "lovely staff at the Elm Street shop today", "We're now following you."
    side, other, _ = sides_of(Draft(draft), comment)
    assert told_by_lists(side, other)["next_step"] is not None

    assert read_reply(Draft(draft), comment).next_step is None


def test_who_names_the_issue_at_some_length_is_not_told_that_they_did_not() -> None:
    draft = (
        "That's really not good enough, sorry. Not what we want for you. I'll get the app team to "
        "look into the sign-out by Friday and write to you here. I work at Brightwater."
    )

    told = read_reply(Draft(draft), "Your app signs me out each morning, and support is silent")

    assert told.acknowledges is not None


@pytest.mark.parametrize(
    ("comment", "draft"),
    [
        ("a mesa estava suja", "Lamentamos o sucedido. Envie-nos a data, por favor."),
        ("der Tisch war schmutzig", "Das tut uns leid. Schreiben Sie uns bitte das Datum."),
        (None, "Sorry about the table. Please send us the date."),
    ],
)
def test_without_weights_or_without_a_comment_the_lists_have_the_only_say(
    comment: str | None, draft: str
) -> None:
    side, other, _ = sides_of(Draft(draft), comment)

    told = read_reply(Draft(draft), comment)

    assert {tick: getattr(told, tick) for tick in TICKS} == told_by_lists(side, other)


@pytest.mark.parametrize(
    "draft",
    [
        "We're so sorry that you feel that way, thank you for letting us know about it!",
        "Sorry if this bothered you, thank you so much for telling us.",
    ],
)
def test_nothing_makes_a_non_apology_warm(draft: str) -> None:
    assert read_reply(Draft(draft), "the table was dirty").empathy is None


@pytest.mark.parametrize("comment", ["Thank you, you are great!", "parcel came broken", "why?"])
@pytest.mark.parametrize(
    "draft",
    ["🙏", "😊!", "@marta 🙏", "", "  ", "…", "?", "10 / 12", "^RS", "https://x.example/a",
     "@marta x.example/a 🙏", "https://x.example/a. 12! www.x.example?"],
)  # fmt: skip
def test_a_reply_without_words_earns_nothing_that_the_lists_do_not_see(
    comment: str, draft: str
) -> None:
    told = read_reply(Draft(draft), comment)

    assert [tick for tick in TICKS if getattr(told, tick)] == []


@pytest.mark.parametrize("draft", ["service@x.example", "+351 210 000 000 🙏"])
def test_where_to_go_is_a_next_step_without_words_and_no_more_than_that(draft: str) -> None:
    told = read_reply(Draft(draft), "Thank you, you are great!")

    assert told.next_step
    assert not told.empathy
    assert not told.acknowledges


def test_a_place_is_a_sentence_with_words_whatever_stands_before() -> None:
    told = read_reply(Draft("🙏 https://x.example. 12! Lovely words!"), "you are great!")

    assert told.empathy
    assert told.empathy.text == "Lovely words"


def test_what_stands_behind_many_words_is_read_too() -> None:
    draft = f"{'We have two shops and an app. ' * 30}That is maddening, and we are ashamed of it."

    told = read_reply(Draft(draft), "Your driver left my parcel in the rain")

    assert told.empathy
    assert told.empathy.text == "That is maddening"


def test_a_place_is_looked_for_where_the_tick_was_earned() -> None:
    comment = "I was billed twice"
    many = "We have two shops and an app. " * 40
    draft = Draft(f"{many}Only one of them will clear, the other one drops off by itself.")
    side, other, _ = sides_of(draft, comment)
    assert told_by_lists(side, other)["acknowledges"] is None

    told = read_reply(draft, comment)

    assert told.acknowledges
    assert told.acknowledges.start == len(many)


def test_of_a_reply_without_end_only_the_beginning_is_read() -> None:
    head = "where the order is we do not know. " * 130
    comment = "my order is late"

    told = read_reply(Draft(f"{head}We are so very sorry, it will come today."), comment)

    before = read_reply(Draft(head), comment)
    assert [getattr(told, tick) for tick in TICKS] == [getattr(before, tick) for tick in TICKS]


def test_an_answer_in_another_language_than_the_comment_earns_what_the_lists_see() -> None:
    comment, draft = "a minha encomenda nunca chegou e ninguém responde", "Not good at all."
    side, other, _ = sides_of(Draft(draft), comment)
    assert other is not None
    assert (side.lists.language, other.lists.language) == ("en", "pt")

    told = read_reply(Draft(draft), comment)

    assert {tick: getattr(told, tick) for tick in TICKS} == told_by_lists(side, other)


def test_a_place_is_a_place_in_the_draft_as_typed() -> None:
    draft = "  We’re SO sorry — that’s awful!! \n Could you tell us the table?  "

    told = read_reply(Draft(draft), "the table was dirty")

    for tick in TICKS:
        mark: Mark | None = getattr(told, tick)
        assert mark is None or draft[mark.start : mark.end] == mark.text
