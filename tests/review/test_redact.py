from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.redact import Redactor, holds_placeholder

SECRETS = ("Osprey", "Project Heron", "Meridian Foods", "Nix")


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Write to ana.silva+x@corvane.example.", "Write to [EMAIL_1]."),
        ("Call +351 912 345 678 today", "Call [PHONE_1] today"),
        ("Call 912 345 678 today", "Call [PHONE_1] today"),
        ("Pay to PT50 0002 0123 1234 5678 9015 4 now", "Pay to [IBAN_1] now"),
        ("Card 4111 1111 1111 1111, ok", "Card [CARD_1], ok"),
        ("From 192.168.10.201 at noon", "From [ID_1] at noon"),
        ("Passport AB1234567 lost", "Passport [ID_1] lost"),
        ("Order 20261122345 lost", "Order [ID_1] lost"),
        ("We launch Osprey soon", "We launch [NAME_1] soon"),
        ("We launch OSPREY's app, #ProjectHeron", "We launch [NAME_1]'s app, #[NAME_2]"),
        ("meridian  foods and Meridian-Foods", "[NAME_1] and [NAME_2]"),
        ("Nix is out, Phoenix and nixed are not", "[NAME_1] is out, Phoenix and nixed are not"),
        ("osp\u00adrey", "[NAME_1]"),
        ("Card 4111\u00a01111\u00a01111\u00a01111, ok", "Card [CARD_1], ok"),
        ("Card 4111–1111–1111–1111, ok", "Card [CARD_1], ok"),
        ("Card:.4111.1111.1111.1111, ok", "Card:.[CARD_1], ok"),
        ("Pay PT50\u00a00002\u00a00123\u00a01234\u00a05678\u00a09015\u00a04.", "Pay [IBAN_1]."),
        ("Pay PT50-0002-0123-1234-5678-9015-4.", "Pay [IBAN_1]."),
        ("Pay PT50 0002 0123 12345678901 54.", "Pay [IBAN_1]."),
        ("DNI 12345678Z lost", "DNI [ID_1] lost"),
        ("DNI 12345678-Z, NIE X-1234567-L", "DNI [ID_1], NIE [ID_2]"),
        ("Employee id 1234567, nº 7654321", "Employee id [ID_1], nº [ID_2]"),
        ("My ID is 123 4567", "My ID is [ID_1]"),
    ],
)
def test_what_must_not_leave_is_replaced(text: str, sent: str) -> None:
    hidden = Redactor(SECRETS, "PT").redact(text)

    assert hidden.text == sent
    assert hidden.restore(hidden.text) == text


@pytest.mark.parametrize(
    "text",
    [
        "We cut leaks by 47 % in 2026, saved €1,200,000 and 3.5 million litres",
        "On 2026-11-22 at 9:30 in room 12, version 3.4.1",
        "The eagle has landed on 22.11.2026",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert Redactor(SECRETS, "PT").redact(text).text == text


def test_the_same_words_get_the_same_placeholder_and_others_another() -> None:
    hidden = Redactor().redact("a@x.example b@x.example A@X.example")

    assert hidden.text == "[EMAIL_1] [EMAIL_2] [EMAIL_1]"


def test_a_placeholder_that_stands_in_the_draft_is_not_given_again() -> None:
    hidden = Redactor().redact("[email_1] is what they call a@x.example")

    assert hidden.text == "[email_1] is what they call [EMAIL_2]"
    assert hidden.restore(hidden.text) == "[email_1] is what they call a@x.example"


def test_a_placeholder_that_the_model_made_up_stays_and_is_noticed() -> None:
    hidden = Redactor().redact("Write to a@x.example")

    assert hidden.restore("[Email_1] or [PHONE_7]") == "a@x.example or [PHONE_7]"
    assert holds_placeholder("ask [PHONE_7]")
    assert not holds_placeholder("ask [him]")


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("#OrcaLaunch of ORCA_2", "#[NAME_1]Launch of [NAME_1]_2"),
        ("Orcas, OrcaV2 and myOrca", "[NAME_1]s, [NAME_1]V2 and my[NAME_1]"),
        ("Orca2, Orca's, TheORCALaunch", "[NAME_1]2, [NAME_1]'s, The[NAME_1]Launch"),
        ("Blue.Heron, Blue-Heron, Blue – Heron", "[NAME_1], [NAME_2], [NAME_3]"),
        ("BlueHeron blue_heron", "[NAME_1] [NAME_2]"),
        ("orcanet, Majorca and MAJORCA", "orcanet, Majorca and MAJORCA"),
    ],
)
def test_a_codename_is_found_at_every_edge_of_a_word(text: str, sent: str) -> None:
    hidden = Redactor(("Orca", "Blue Heron")).redact(text)

    assert hidden.text == sent
    assert hidden.restore(hidden.text).casefold() == text.casefold()


def test_a_codename_written_in_one_is_found_in_two() -> None:
    assert Redactor(("BlueHeron",)).redact("Blue-Heron soon").text == "[NAME_1] soon"


def test_a_placeholder_that_lost_its_brackets_is_put_back_or_noticed() -> None:
    hidden = Redactor().redact("Write to a@x.example, not to PHONE_1")

    assert hidden.restore("Ask EMAIL_1.") == "Ask a@x.example."
    assert hidden.restore("Ask EMAIL_12.") == "Ask EMAIL_12."
    for left in ("Ask EMAIL_12.", "(EMAIL 1)", "<name-2>", "email_1's"):
        assert holds_placeholder(left)
    assert not holds_placeholder("Write your name 1st and mail 2 of us")


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1-", "A1 ", "AB12 ", "4111 ", "id ", "x.", "1.", "\u00a0"]
)
def test_reading_long_drafts_takes_time_in_proportion(piece: str) -> None:
    text = piece * (20_000 // len(piece))

    hidden = Redactor(SECRETS, "PT").redact(text)

    assert hidden.restore(hidden.text) == text


@given(
    st.lists(
        st.sampled_from(
            ["ana@x.example", "+351 912 345 678", "Osprey", "[EMAIL_1]", "4111111111111111", "wow"]
        )
        | st.text(max_size=12),
        max_size=12,
    )
)
def test_restoring_gives_back_every_letter_but_the_secrets_never_leave(parts: list[str]) -> None:
    text = " ".join(parts)
    hidden = Redactor(SECRETS, "PT").redact(text)

    assert "osprey" not in hidden.text.casefold()
    assert "ana@x.example" not in hidden.text
    if not any(folded in text.upper() for folded in ("[EMAIL_", "[PHONE_", "[NAME_")):
        assert len(hidden.restore(hidden.text)) == len(text)


def test_rows_of_digits_that_do_not_end_are_hidden_unread_and_come_back() -> None:
    text = f"Codes: {'12/34 ' * 30}end, call +351 912 345 678"

    hidden = Redactor((), "PT").redact(text)

    assert hidden.text == "Codes: [ID_1]end, call [PHONE_1]"
    assert hidden.restore(hidden.text) == text


def test_a_placeholder_that_the_draft_holds_itself_is_never_used() -> None:
    hidden = Redactor(("Heron",)).redact("[name_1] and Heron, [NAME_2] and HERON")

    assert hidden.text == "[name_1] and [NAME_3], [NAME_2] and [NAME_3]"
