"""The second opinion on the ticks: what it may say, where it keeps silent, and how it is learnt."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

import pytest

from bot.replies.learnt import TICKS, signs_of, weights_of
from bot.replies.lists import lists_of
from bot.replies.reading import read_reply, sides_of, told_by_lists
from bot.replies.reply import Mark
from bot.replies.spelled import ASKS, LINK, STOP
from bot.verdict import Draft
from tests.replies.learning import Reply, learn, left_out

_NAMED = ("reply: ", "comment: ", "way: ", "ways: ", "told: ", "sentences: ", "length: ")


@pytest.mark.parametrize(
    ("comment", "draft", "tick"),
    [
        ("parcel came broken", "Not good at all. Send us a picture.", "empathy"),
        (
            "lovely staff at the Elm Street shop today",
            "We appreciate the kind words.",
            "acknowledges",
        ),
    ],
)
def test_a_tick_that_the_lists_miss_is_earned_by_small_signs_and_has_a_place(
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
def test_no_sign_makes_a_non_apology_warm(draft: str) -> None:
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


def test_signs_hold_no_name_that_is_no_word() -> None:
    draft = Draft("Hello Quillfeather, the Zorblatt in Nethermoor is on its way. Yours, Ysolde")
    side, comment, _ = sides_of(draft, "where is my Zorblatt?")
    assert comment is not None
    names = {"quillfeather", "zorblatt", "nethermoor", "ysolde"}

    signs = {*signs_of(side, comment, told_by_lists(side, comment))}

    assert "way: shared" in signs
    assert not [sign for sign in signs if names.intersection(sign.split())]


@pytest.mark.parametrize(
    "product", ["iPhone", "iOS", "iPad", "Android", "Prime", "Windows", "macOS", "Gmail", "Safari"]
)
def test_what_a_product_is_called_is_no_sign_though_many_replies_hold_it(product: str) -> None:
    side, comment, _ = sides_of(Draft(f"Which {product} version is it?"), "it crashes")
    assert comment is not None

    signs = {*signs_of(side, comment, told_by_lists(side, comment))}

    assert {"which", "version", "version is"} <= signs
    assert not [sign for sign in signs if product.lower() in sign.split()]


def test_weights_are_of_signs_that_replies_can_hold_and_none_decides_alone() -> None:
    english = lists_of("en")
    for tick, weights in weights_of("en").items():
        assert tick in TICKS
        assert weights.signs
        for sign, weight in weights.signs.items():
            words = [] if sign.startswith((*_NAMED, "comment ")) else sign.split()
            assert all(english.is_common(word) or word in {STOP, ASKS, LINK} for word in words)
            assert 0 < abs(weight) < 3, sign


def replies(*kinds: tuple[set[str], bool]) -> list[Reply]:
    return [
        Reply(frozenset(signs), (label, True, not label), (False, False, False), 1.0)
        for signs, label in islice(cycle(kinds), 60)
    ]


def test_what_tells_replies_apart_is_learnt_and_what_few_hold_is_not() -> None:
    seen = replies(({"warm", "long"}, True), ({"cold", "long"}, False))
    odd = Reply(frozenset({"odd", "warm"}), (True, True, False), (False, False, False), 1.0)

    bias, signs = learn([*seen, odd], 0)

    assert signs["warm"] > 0 > signs["cold"]
    assert "odd" not in signs
    assert bias + signs["warm"] + signs["long"] > 0 > bias + signs["cold"] + signs["long"]


def test_replies_left_out_are_judged_by_what_others_taught() -> None:
    told = left_out([*replies(({"warm"}, True), ({"cold"}, False), ({"cold"}, False))], [], 4)

    assert told["replies"] == 60
    assert told["learnt"] == {"acknowledges": 1.0, "empathy": 1.0, "next_step": 1.0}


def test_labels_that_nobody_judged_are_no_part_of_what_is_met() -> None:
    half = [
        replace(reply, labels=(reply.labels[0] if at % 2 else None, None, False), told=(True,) * 3)
        for at, reply in enumerate(replies(({"warm"}, True), ({"warm"}, True), ({"cold"}, False)))
    ]

    told = left_out(half, replies(({"warm"}, True), ({"cold"}, False)), 4)

    assert told["lists"] == {"acknowledges": 0.667, "empathy": None, "next_step": 0.0}
    assert told["learnt"] == {"acknowledges": 1.0, "empathy": None, "next_step": 0.667}


def test_a_place_is_a_place_in_the_draft_as_typed() -> None:
    draft = "  We’re SO sorry — that’s awful!! \n Could you tell us the table?  "

    told = read_reply(Draft(draft), "the table was dirty")

    for tick in TICKS:
        mark: Mark | None = getattr(told, tick)
        assert mark is None or draft[mark.start : mark.end] == mark.text
