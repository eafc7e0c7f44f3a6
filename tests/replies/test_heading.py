"""A card's first words about a reply: never "Clear" alone above what speaks against sending it."""

from __future__ import annotations

import pytest

from bot.messages import speaking
from bot.replies.reading import read_reply
from bot.replies.telling import heading, reply_lines
from bot.slack.cards.card import Card
from bot.slack.cards.message import card_message
from bot.verdict import Draft, Finding, Severity, Source, Verdict

GOOD = "So sorry your parcel is late. Send us a message and we'll find it today."
LATE = "my parcel is late"


@pytest.mark.parametrize(
    ("comment", "draft", "verdict", "first"),
    [
        (LATE, GOOD, Verdict.CLEAR, "Clear"),
        (LATE, "We'll find your parcel today.", Verdict.CLEAR, "Clear by the rules"),
        (LATE, f"{GOOD} Calm down.", Verdict.CLEAR, "1 thing to look at · Clear by the rules"),
        (LATE, f"{GOOD} Calm down.", Verdict.FIX, "Fix first"),
        ("lol cope harder clowns", GOOD, Verdict.CLEAR, "Best left alone · Clear by the rules"),
        ("I will sue you", GOOD, Verdict.ASK, "The legal team first · Ask first by the rules"),
    ],
)
def test_the_rules_word_stands_behind_what_weighs_more(
    comment: str, draft: str, verdict: Verdict, first: str
) -> None:
    assert heading(verdict, read_reply(Draft(draft), comment)) == first


def test_it_is_said_in_portuguese_too() -> None:
    told = read_reply(Draft("Lamento. Tenha calma."), "Escorreguei no vosso chão e parti o pulso")

    with speaking("pt"):
        assert heading(Verdict.CLEAR, told) == (
            "Primeiro a equipa de segurança · Pelas regras: Sem reparos"
        )


def test_a_message_says_it_aloud() -> None:
    told = read_reply(Draft(f"{GOOD} Calm down."), LATE)

    read_aloud = card_message(Card("c1", Verdict.CLEAR, reply=told))["text"]

    assert read_aloud.startswith("1 thing to look at · Clear by the rules. No rule has anything")


def test_of_somebody_elses_matter_no_reply_is_asked_for() -> None:
    mine = "\n".join(reply_lines(read_reply(Draft(GOOD), LATE)))
    theirs = "\n".join(reply_lines(read_reply(Draft(GOOD), "I will sue you")))

    assert "If you answer all the same" in theirs
    assert "What it does for them" not in theirs
    assert "What it does for them" in mine


def test_what_a_rule_says_of_disclosure_is_said_once() -> None:
    told = read_reply(Draft("Try Tidewatch."), LATE, names=["tidewatch"])
    rule = Finding(Source.RULE, "work", "disclosure", Severity.FIX, 4, 13, "Tidewatch", "Say it.")

    assert "Say that you work there." in "\n".join(reply_lines(told))
    assert "Say that you work there." not in "\n".join(reply_lines(told, [rule]))


def test_where_nothing_was_heard_one_is_told_to_look_for_what_is_not_theirs() -> None:
    plain = "\n".join(
        reply_lines(read_reply(Draft(GOOD), "The handle went and so did my afternoon"))
    )
    praise = "\n".join(reply_lines(read_reply(Draft(GOOD), "Love it, great job!")))
    assert "I go by words" in plain
    assert "I go by words" not in praise
