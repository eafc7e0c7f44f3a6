"""What is grave is told from two pieces of evidence, in whichever words, and from neither alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from bot.replies.lists import languages
from bot.replies.reading import read_reply
from bot.replies.reply import Advice
from bot.replies.signs import ADDED_UP
from bot.verdict import Draft

PHRASES = Path(__file__).parents[2] / "bot" / "replies" / "phrases"
KINDS = {"conduct", "pay", "relative-works"}  # what is also told by whole phrases


@pytest.mark.parametrize(
    ("comment", "advice"),
    [
        ("after two spoons of your porridge my nephew came out in welts", Advice.SAFETY),
        ("the toaster started sparking, nobody near it luckily", Advice.SAFETY),
        ("bit into a screw. the muffin was from your bakery", Advice.REPLY),
        ("bit into a screw while eating your muffin", Advice.SAFETY),
        ("the coach overtook us with the doors open", Advice.SAFETY),
        ("your trainer left my niece sobbing before the whole gym", Advice.PERSONNEL),
        ("my thumb turned black under your plaster", Advice.SAFETY),
        ("our aunt packs for you at Dover, four winters without gloves", Advice.PERSONNEL),
        ("I'm allergic to cashews, your label says nothing, nowhere on the wrapper", Advice.SAFETY),
        ("no appraisal, no promotion, the rota on a napkin", Advice.PERSONNEL),
        ("I work as a reporter at a weekly, who can tell me about the layoffs?", Advice.PRESS),
        ("sacked by text while we were still on shift", Advice.PERSONNEL),
        ("our founder laughed at the sick days question in the all hands", Advice.PERSONNEL),
        ("the salmon was rancid, into the bin it went", Advice.SAFETY),
        ("das Hackfleisch war vergammelt, trotz Datum", Advice.SAFETY),
        ("as a packer of yours I get four seconds per box", Advice.PERSONNEL),
        ("the waiter hauled a student out for speaking Welsh, your kind he said", Advice.PERSONNEL),
        ("the whole office was on the toilet after that buffet, vomiting", Advice.SAFETY),
        ("we composed that tune and you are airing it", Advice.LEGAL),
        ("o meu neto desmaiou na vossa sala de espera", Advice.SAFETY),
        ("el calefactor soltaba chispas anoche", Advice.SAFETY),
        ("un clou dans la quiche, trouvé par ma voisine : il y avait un clou", Advice.SAFETY),
        ("Meine Nichte ist von eurer Rutsche direkt ins Krankenhaus", Advice.SAFETY),
        ("the ombudsman has everything in writing now", Advice.LEGAL),
        ("that's my late father's drawing, my drawing now, and nobody asked me", Advice.LEGAL),
        ("o juiz que decida, já entreguei a queixa", Advice.LEGAL),
        ("el juzgado ya tiene mi escrito, os veo allí", Advice.LEGAL),
        ("le médiateur est saisi, sinon ce sera pire", Advice.LEGAL),
        ("Unser Logo, eins zu eins übernommen", Advice.LEGAL),
        ("three of us on the wards, twelve hour shifts, no lunch break", Advice.PERSONNEL),
        ("my cousin was let go by text", Advice.PERSONNEL),
        ("the doorman shoved a lad because he's deaf", Advice.PERSONNEL),
        ("os repositores estão sem folgas desde maio", Advice.PERSONNEL),
        ("la plantilla lleva un año sin subida de sueldo", Advice.PERSONNEL),
        ("le videur a giflé un étudiant", Advice.PERSONNEL),
        ("Die Azubis machen Überstunden ohne Ende", Advice.PERSONNEL),
        ("freelance here, anyone free for a quick interview?", Advice.PRESS),
        ("estou a fechar uma peça, alguém pode dar-nos um depoimento?", Advice.PRESS),
        ("para la radio: ¿quién nos puede dar una valoración?", Advice.PRESS),
        ("pour un papier de dimanche, à qui dois-je parler ?", Advice.PRESS),
        ("Ich drehe einen Film über Mieten, wen kann ich dazu befragen?", Advice.PRESS),
    ],
)
def test_two_pieces_of_evidence_tell_what_is_grave(comment: str, advice: Advice) -> None:
    assert read_reply(Draft("Thanks for telling us."), comment).advice is advice


@pytest.mark.parametrize(
    "comment",
    [
        "my nephew eats your porridge by the bucket",
        "the mouldy-looking wallpaper is a bold choice",
        "toaster arrived, looks lovely on the shelf",
        "the screw lid on the jam jar is clever",
        "our street is opposite the law courts, do you deliver there?",
        "my drawing of your shop, made with love",
        "your staff were so patient with us on Sunday",
        "your night shift deserves a medal",
        "how do I report a broken link?",
        "the paper cup goes soggy in my mouth",
        "we composed a poem about your cheese",
        "your rep called me during breakfast, twice",
        "my wages card has your dog on it, cute",
        "my aunt works in your Dover shop and loves it",
        "does my aunt who works for you get a discount too?",
        "I'm allergic to nuts, which of your cakes can I have?",
        "read a lovely article about you in the paper",
        "we laughed until we choked",
        "Sue at the counter is a treasure",
        "rimo-nos até quase morrer com o vosso anúncio",
        "me muero por probar el nuevo sabor",
        "el repartidor que me tocó hoy, muy amable",
        "votre gâteau est une tuerie",
        "zum Totlachen, euer Video",
    ],
)
def test_one_piece_alone_or_a_manner_of_speaking_is_nobody_elses(comment: str) -> None:
    assert read_reply(Draft("Thanks for writing."), comment).advice is Advice.REPLY


def test_one_word_is_no_two_pieces_of_evidence() -> None:
    told = read_reply(Draft("Thanks."), "redundant buttons everywhere in the redundancies menu")

    assert told.advice is Advice.REPLY


def comments_of(language: str) -> Mapping[str, Sequence[str]]:
    data = yaml.safe_load((PHRASES / f"{language}.yaml").read_text("utf-8"))
    comments: Mapping[str, Sequence[str]] = data["comment"]
    return comments


@pytest.mark.parametrize("language", languages())
def test_every_language_knows_every_piece_of_evidence(language: str) -> None:
    assert set(comments_of(language)) >= ADDED_UP - KINDS


@pytest.mark.parametrize("language", languages())
def test_a_long_choice_of_words_stands_alone_in_its_line(language: str) -> None:
    """`a/b c/d` is two words, one of each choice: a slip there takes the whole line away."""
    long = 5
    broken = [
        line
        for lines in comments_of(language).values()
        for line in lines
        if "(" not in line
        and " " in line.strip()
        and any(word.count("/") >= long for word in line.split())
    ]

    assert broken == []
