"""What the other person's comment is, and whose matter: judged by its gravest part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.replies.reading import read_reply
from bot.replies.reply import Advice, Kind
from bot.replies.telling import advice_lines
from bot.verdict import Draft

NAMES = frozenset({"brightwater", "tidewatch"})
NO_HELP = "Thanks for telling us."
HELP = "Please send us a direct message and we'll look into it."

COMMENTS = [
    ("safety", "I slipped on your wet floor and broke my wrist"),
    ("safety", "Your power bank started smoking on my desk!!"),
    ("safety", "my son had an allergic reaction to your 'nut free' bar"),
    ("safety", "found glass in my jar of pesto"),
    ("safety", "the brakes on the new bike failed on the hill"),
    ("safety", "the sensor box gave me an electric shock"),
    ("safety", "there's a gas smell from the heater you installed"),
    ("legal-threat", "you'll be hearing from my lawyer"),
    ("legal-threat", "I'm going to sue you for this"),
    ("legal-threat", "see you in small claims court"),
    ("legal-threat", "Reporting you to the ombudsman and trading standards"),
    ("legal-threat", "This is a GDPR request: delete my data"),
    (
        "journalist",
        "Hi, I'm a reporter with the Lindmark Herald, can someone comment on the outage?",
    ),
    ("journalist", "Working on a story about water meters, who handles press enquiries?"),
    ("journalist", "Would you give us a quote for our article tomorrow?"),
    ("colleague", "I work at Brightwater too and our shifts are a mess"),
    ("colleague", "as an employee I can tell you nobody is told anything"),
    ("colleague-in-need", "I work here and have been harassed by my supervisor for months"),
    ("praise", "fellow employee here, proud of this one!"),
    ("criticism-of-pay", "pay your drivers a living wage"),
    ("criticism-of-pay", "maybe treat your staff better before bragging"),
    ("criticism-of-pay", "CEO gets millions, workers get laid off"),
    ("criticism-of-staff", "The man at the desk was so rude to my mother"),
    ("grave-conduct", "your driver shouted at me in front of my kids"),
    ("troll", "lol cope harder clowns"),
    ("troll", "💩💩💩"),
    ("praise", "👏👏 ❤️"),
    ("question", "???"),
    ("troll", "you are all idiots"),
    ("rant", "WORST COMPANY EVER"),
    ("rant", "absolute garbage, never again"),
    ("account-matter", "you charged me twice for October"),
    ("account-matter", "Where is my refund???"),
    ("account-matter", "I can't log in to my account since the update"),
    ("account-matter", "please cancel my subscription"),
    ("personal-data", "my number is 912 345 678 call me"),
    ("wrong-fact", "you sell our data to advertisers"),
    ("wrong-fact", "Brightwater is owned by an oil company, everyone knows"),
    ("wrong-fact", "the figures in your chart are wrong"),
    ("account-matter", "the app keeps crashing when I open the map"),
    ("unhappy", "waited 40 minutes and nobody came"),
    ("account-matter", "no hot water for three days"),
    ("question", "Does Tidewatch run on Windows?"),
    ("question", "how do I export to CSV"),
    ("question", "Is there a student discount?"),
    ("praise", "Love the new dashboard, great job!"),
    ("praise", "Thanks to Ana at your helpdesk, she was brilliant"),
    ("praise", "Best conference talk I've seen this year"),
    ("other", "interesting"),
    ("safety", "The charger burned my hand"),
    ("safety", "The water made us all sick"),
    ("safety", "O meu filho cortou-se na tampa"),
    ("safety", "A água deixou-nos doentes"),
    ("safety", "A bateria pegou fogo"),
    ("journalist", "Sou jornalista do Público, podem comentar?"),
    ("praise", "I love this fire track"),
    ("safety", "Caí na vossa loja e fui parar ao hospital"),
    ("legal-threat", "Voy a denunciar, hablará mi abogado"),
    ("colleague", "Je travaille chez vous et nos plannings changent chaque nuit"),
    ("account-matter", "Es wurde doppelt abgebucht"),
]


@pytest.mark.parametrize(("kind", "comment"), COMMENTS, ids=[text for _, text in COMMENTS])
def test_a_comment_is_told_by_its_gravest_part(kind: str, comment: str) -> None:
    assert read_reply(Draft(NO_HELP), comment, NAMES).kind == kind


@pytest.mark.parametrize(
    ("comment", "advice"),
    [
        ("I slipped on your wet floor and broke my wrist", Advice.SAFETY),
        ("You'll be hearing from my lawyer", Advice.LEGAL),
        ("I'm a reporter with the Lindmark Herald, can someone comment?", Advice.PRESS),
        ("I work at Brightwater too and our shifts are a mess", Advice.PERSONNEL),
        ("I work here and have been harassed for months", Advice.PERSONNEL),
        ("lol cope harder clowns", Advice.LEAVE),
        ("pay your drivers a living wage", Advice.PERSONNEL),
        ("The man at the desk was so rude to my mother", Advice.REPLY),
        ("Does Tidewatch run on Windows?", Advice.REPLY),
        ("Love the new dashboard, great job!", Advice.REPLY),
    ],
)
def test_each_kind_has_its_right_person(comment: str, advice: Advice) -> None:
    assert read_reply(Draft(NO_HELP), comment, NAMES).advice is advice


def test_an_account_matter_is_for_support_and_yours_where_the_draft_brings_their_help() -> None:
    comment = "you charged me twice for October"
    bare, helped = read_reply(Draft(NO_HELP), comment), read_reply(Draft(HELP), comment)

    assert bare.advice is helped.advice is Advice.SUPPORT
    assert not bare.is_yours
    assert helped.is_yours
    assert next(advice_lines(helped)).startswith("Worth a reply.")


def test_a_rant_is_left_alone_unless_the_reply_offers_help() -> None:
    assert read_reply(Draft(NO_HELP), "WORST COMPANY EVER").advice is Advice.LEAVE
    assert read_reply(Draft(HELP), "WORST COMPANY EVER").advice is Advice.REPLY


@pytest.mark.parametrize(
    "comment",
    [
        "Mon chef de cuisine préféré",
        "Mi jefe de cocina favorito",
        "O meu chefe adora o vosso café",
        "Mein Chef hat euer Buch verschenkt",
        "My manager recommended your app",
    ],
)
def test_somebody_with_a_boss_is_no_colleague_yet(comment: str) -> None:
    assert read_reply(Draft(NO_HELP), comment).advice is Advice.REPLY


def test_who_talks_about_work_is_passed_on_to_nobody() -> None:
    told = replace(
        read_reply(Draft(NO_HELP), "I work here too, our shifts are a mess"), owner="#people"
    )

    assert not any(line == "Tell #people." for line in advice_lines(told))
    assert any("pass no name on" in line for line in advice_lines(told))


@pytest.mark.parametrize(
    ("comment", "advice"),
    [
        ("My router blinks red", Advice.SUPPORT),
        ("Why are the 1982 - 2017 records not in the library?", Advice.REPLY),
        ("Your router ad is funny", Advice.REPLY),
        ("The railing is loose, one day a child will fall", Advice.SAFETY),
        ("The railing is blue, the children love it", Advice.REPLY),
        ("You have until Friday, then this gets expensive", Advice.LEGAL),
        ("You have until Friday to vote for the song", Advice.REPLY),
        ("I host a podcast and would love to have you on", Advice.PRESS),
        ("I host a party and would love your cups", Advice.REPLY),
    ],
)
def test_weak_signs_count_together_and_none_alone(comment: str, advice: Advice) -> None:
    assert read_reply(Draft(NO_HELP), comment).advice is advice


def test_without_a_comment_there_is_no_kind_and_the_advice_is_to_reply() -> None:
    told = read_reply(Draft(NO_HELP))

    assert (told.kind, told.advice) == (Kind.NONE, Advice.REPLY)


def test_nothing_of_the_comment_is_in_what_is_told() -> None:
    told = read_reply(Draft(HELP), "my zebra-striped parcel never arrived, call 912 345 678")

    assert "zebra" not in repr(told)
    assert "912" not in repr(told)
