"""Texts cut into pieces: what is read of them, as what, and where it stands."""

from __future__ import annotations

import pytest

from bot.replies.pieces import UNKNOWN, pieces

NAMES = (
    UNKNOWN, "link", "email", "@", "0", "lost", "par", "##cel", "##s", "smiling", "face", ".", "!",
)  # fmt: skip
VOCABULARY = {name: number for number, name in enumerate(NAMES)}


def names(text: str) -> list[str]:
    return [NAMES[piece.number] for piece in pieces(text, VOCABULARY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("lost parcels!", ["lost", "par", "##cel", "##s", "!"]),
        ("lóst", ["lost"]),
        ("lost. par", ["lost", ".", "par"]),
        ("zebra", [UNKNOWN]),
        ("par" + "cel" * 40, [UNKNOWN]),
        ("https://x.example/lost?a=1 www.x.example", ["link", "link"]),
        ("ana.lost@x.example", ["email"]),
        ("@lost_parcels lost", ["@", "lost"]),
        ("+351 210 7:42 12/10/2026", ["0", "0", "0", "0"]),
        ("😊", ["smiling", "face", UNKNOWN, "smiling"]),
        ("\U000e0001 \u200d", [UNKNOWN, UNKNOWN]),
    ],
)
def test_what_a_text_is_read_as(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_each_piece_knows_where_its_word_stands() -> None:
    text = "lost 😊 parcels."

    assert [text[piece.start : piece.end] for piece in pieces(text, VOCABULARY)] == [
        "lost", "😊", "😊", "😊", "😊", "parcels", "parcels", "parcels", ".",
    ]  # fmt: skip


def test_of_a_link_an_address_or_a_number_nothing_but_its_kind_is_read() -> None:
    one = names("lost ana@x.example 210-000 https://a.example @ana")
    other = names("lost bo.lost@par.example 9 https://c.example/par/cels?lost=1 @bo_lost.par")

    assert one == other == ["lost", "email", "0", "link", "@"]
