"""What makes replies go wrong is found where it stands, and only there."""

from __future__ import annotations

import pytest

from bot.replies.hazards import HAZARDS
from bot.replies.reading import read_reply
from bot.verdict import Draft

NAMES = frozenset({"brightwater", "tidewatch", "sluice cloud"})

WRONG = [
    ("non-apology", "We're sorry you feel this way.", "sorry you feel"),
    ("non-apology", "I apologise if anyone was offended.", "apologise if"),
    ("non-apology", "Sorry you took it the wrong way.", "Sorry you took it"),
    ("non-apology", "Lamentamos que se sinta assim.", "Lamentamos que se sinta"),
    ("but-after-apology", "Sorry about the delay, but other people wait too.", "but"),
    ("as-already-said", "As I already told you, the form is online.", "As I already told"),
    ("calm-down", "Please calm down, this is an app.", "calm down"),
    ("public-personal-data", "Please reply here with your phone number.", "phone number"),
    ("public-personal-data", "Hi! What's your order number?", "order number"),
    ("public-personal-data", "Could you give us your date of birth?", "date of birth"),
    (
        "public-personal-data",
        "DM us whenever you like. The shop opens at nine. What's your phone number?",
        "phone number",
    ),
    ("public-personal-data", "Post your order number below, or send us a DM.", "order number"),
    (
        "public-personal-data",
        "Indique o seu email aqui em baixo. Também temos mensagem privada.",
        "seu email",
    ),
    ("confirms-client", "As a patient of ours you know the rules.", "patient"),
    ("confirms-client", "Our records show you were here in May.", "records show you"),
    ("promise", "We'll refund you in full.", "refund"),
    ("promise", "It will definitely be fixed by Friday.", "fixed by Friday"),
    ("promise", "This will never happen again.", "will never happen again"),
    ("admits-liability", "This was entirely our fault.", "our fault"),
    ("blame", "You should have read the manual.", "You should have"),
    ("blame", "That's not our fault.", "not our fault"),
    ("sarcasm", "Good luck with that.", "Good luck with that"),
    ("intimidation", "Delete this post or else.", "Delete this post"),
    ("intimidation", "We know where you work.", "know where you"),
    ("canned", "Dear valued customer, thank you.", "valued customer"),
    ("canned", "Hi [NAME], thank you for reaching out.", "[NAME]"),
    ("canned", "Hi {first_name}, thanks.", "{first_name}"),
    ("missing-disclosure", "Sluice Cloud does that too, give it a try.", "Sluice Cloud"),
    ("too-long", "Thank you. " * 80, "Thank you. "),
]

FINE = [
    "I'm sorry you found a worm in your salad, and that it took so long to hear from us.",
    "Hi Ana, so sorry about the late parcel. I've asked the depot and will message you by noon.",
    "Sorry about the delay, but we're on it now and will call you.",
    "Please DM us your order number.",
    "What's your order number? Send it by DM please.",
    "Please DM us. We need your order number and your full name.",
    "I'm sorry! What's your email? Send it to us in a private message.",
    "I work on Tidewatch; could you tell me more?",
    "Thanks for the kind words! We'll pass them on to the crew.",
    "Envie-nos por favor o número da encomenda por mensagem privada.",
]


@pytest.mark.parametrize(("name", "draft", "stands"), WRONG)
def test_a_hazard_is_named_with_its_place(name: str, draft: str, stands: str) -> None:
    found = [one.mark for one in read_reply(Draft(draft), None, NAMES).hazards if one.name == name]

    assert any(stands.casefold() in mark.text.casefold() for mark in found), found
    assert all(draft[mark.start : mark.end] == mark.text for mark in found)


@pytest.mark.parametrize("draft", FINE)
def test_a_good_reply_has_no_hazard(draft: str) -> None:
    assert read_reply(Draft(draft), None, NAMES).hazards == ()


def test_overlapping_places_of_one_hazard_are_one() -> None:
    told = read_reply(Draft("What's your phone number?"))

    assert [one.mark.text for one in told.hazards] == ["your phone number"]


def test_every_hazard_has_its_example() -> None:
    assert {name for name, _, _ in WRONG} == set(HAZARDS)


def test_no_hazard_is_named_in_a_draft_that_the_guard_covers() -> None:
    draft = Draft("You should have paid us for the overtime.")

    assert read_reply(draft).hazards != ()
    assert read_reply(draft, guarded=True).hazards == ()
