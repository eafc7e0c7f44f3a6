from __future__ import annotations

import pytest

from bot.review.particulars import placed_links
from bot.review.rewrite import keep_rewrite
from bot.verdict import Draft, Finding, Purpose, Reading, Severity, Source, worst

LINK = "https://brightwater.example/halden"
DRAFT = Draft(
    "Try Tidewatch, it is the best. We saved Halden Water 31 % in 2 years! @ana #water "
    "https://brightwater.example/halden"
)


def read_nothing(draft: Draft) -> Reading:
    return Reading(worst(()), (), ruleset="sha256:0")


def read_hype(draft: Draft) -> Reading:
    """One finding for each "best", two rules for "guaranteed"."""
    words = [("hype", "best"), ("promise", "guaranteed"), ("hype", "guaranteed")]
    findings = tuple(
        Finding(Source.RULE, rule, "claim", Severity.FIX, 0, len(word), word, "Says who?")
        for rule, word in words
        for _ in range(draft.text.count(word))
    )
    return Reading(worst(findings), findings, guarded="union" in draft.text)


@pytest.mark.parametrize(
    "rewrite",
    [
        f"Try Tidewatch. We saved Halden Water 31% in two years! @ana #water {LINK}",
        f"Our Tidewatch saved Halden Water 31 % in 2 years. @ana {LINK}",
        f"Proudly: Tidewatch saved Halden Water 31 % in 2 years, and you can try it. @ana {LINK}",
        f"  Tidewatch is worth a try: Halden Water saved 31 % in 2 years, @ana {LINK}  ",
    ],
)
def test_a_rewrite_that_adds_nothing_is_kept(rewrite: str) -> None:
    assert keep_rewrite(DRAFT, rewrite, read_hype) == rewrite.strip()


@pytest.mark.parametrize(
    "rewrite",
    [
        "",
        " \n",
        DRAFT.text,
        DRAFT.text.replace(" ", "  "),
        "Try Tidewatch. We saved Halden Water 47 % in 2 years!",
        "Try Tidewatch. We saved Halden Water 31 times in 2 years!",
        "Try Tidewatch. We saved Halden Water €31 in 2 years!",
        "Try Tidewatch. We saved Halden Water 31 % in three years!",
        "Try Tidewatch. We saved Halden Water ٤٧ %",
        "Try Tidewatch, which twice beat the rest",
        "Try Tidewatch. We saved Meridian Foods 31 %",
        "Kestrel could not do what Tidewatch does",
        "Try Tidewatch. Kestrel could not",
        "Try Tidewatch, ask @bruno",
        "Try Tidewatch, ask ＠bruno",
        "Try Tidewatch, write to ana@evil.example",
        "Try Tidewatch #sale",
        "Try Tidewatch at https://evil.example/halden",
        "Try Tidewatch at https://brightwater.example/other",
        "Try Tidewatch at evil.example",
        "Try Tidewatch at evil。example",
        "Try Tidewatch <!channel>",
        "Try Tidewatch <@U012AB3CD>",
        "Try Tidewatch javascript:alert(document)",
        "Try Tide\u200bwatch",
        "Try Tidewatch \u202ehcawedit",
        "Try " + "Tidewatch " * 400,
    ],
)
def test_a_rewrite_that_is_empty_the_same_or_brings_something_new_is_dropped(rewrite: str) -> None:
    assert keep_rewrite(DRAFT, rewrite, read_nothing) is None


@pytest.mark.parametrize(
    "rewrite",
    [
        DRAFT.text.replace("best", "best of the best"),
        DRAFT.text.replace("best", "guaranteed"),
        DRAFT.text.replace("best", "union"),
    ],
)
def test_a_rewrite_that_reads_worse_to_the_rules_is_dropped(rewrite: str) -> None:
    assert keep_rewrite(DRAFT, rewrite, read_hype) is None


def test_a_rewrite_that_holds_a_credential_is_dropped() -> None:
    def read(draft: Draft) -> Reading:
        return Reading(worst(()), (), holds_credential="hunter" in draft.text)

    assert keep_rewrite(DRAFT, "Try Tidewatch with hunter", read) is None


NEWS = Draft("At Halden Water leaks fell from 47 % to 31 %, Ana told Bruno. They never burst.")


@pytest.mark.parametrize(
    "rewrite",
    [
        "At Halden Water leaks fell from 31 % to 47 %, Ana told Bruno. They never burst.",
        "At Halden Water leaks did not fall from 47 % to 31 %, Ana told Bruno. They never burst.",
        "At Halden Water leaks fell to 31 %, Ana told Bruno. They never burst.",
        "At Halden Water leaks fell from 47 % to 31 %, Bruno told Ana. They never burst.",
        "Leaks fell from 47 % to 31 %, Ana told Bruno. They never burst.",
        "At Halden Water leaks fell from 47 % to 31 %, Ana told Bruno. They burst.",
        "We did great.",
    ],
)
def test_a_rewrite_that_loses_swaps_or_turns_round_what_is_said_is_dropped(rewrite: str) -> None:
    assert keep_rewrite(NEWS, rewrite, read_nothing) is None


def test_only_what_a_rule_objects_to_may_go() -> None:
    said = "At Halden Water leaks fell from 47 % to 31 %"

    def objects(draft: Draft) -> Reading:
        found = Finding(Source.RULE, "figures", "claim", Severity.FIX, 0, len(said), said, "Why?")
        return Reading(worst(()), (found,) if said in draft.text else ())

    assert keep_rewrite(NEWS, "Ana told Bruno. They never burst.", objects) is not None
    assert keep_rewrite(NEWS, "At Halden Water leaks fell from 47 % to 31 %.", objects) is None
    assert keep_rewrite(NEWS, "Ana told Bruno. They never burst.", read_nothing) is None


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("We cut leaks tenfold", "We cut leaks fourfold"),
        ("We cut eleven leaks", "We cut nineteen leaks"),
        ("We cut leaks by dozens", "We cut leaks by thirteen"),
        ("We cut twenty-two leaks", "We cut twenty leaks"),
    ],
)
def test_numbers_in_words_are_numbers(text: str, rewrite: str) -> None:
    assert keep_rewrite(Draft(text), rewrite, read_nothing) is None
    assert keep_rewrite(Draft(text), f"Good: {text.lower()}", read_nothing) is not None


def test_a_phone_number_that_a_rule_found_may_go() -> None:
    def read(draft: Draft) -> Reading:
        at = draft.text.find("912 345 678")
        found = Finding(Source.RULE, "phone", "privacy", Severity.FIX, at, at + 11, "x", "Whose?")
        return Reading(worst(()), (found,) if at >= 0 else ())

    draft = Draft("Ask us about the 3 leaks: 912 345 678")
    assert keep_rewrite(draft, "Ask us about the 3 leaks", read) is not None
    assert keep_rewrite(draft, "Ask us about the leaks", read) is None
    assert keep_rewrite(draft, "Ask us about the 3 leaks", read_nothing) is None


def test_a_name_written_small_in_the_draft_may_be_capitalised() -> None:
    assert keep_rewrite(Draft("try tidewatch ok"), "Try Tidewatch.", read_nothing) is not None


def test_a_word_that_only_looks_like_a_number_is_none() -> None:
    dotless = "We were f\u0131ve at the quay."  # a dotless i, which some searches take for an i

    assert (
        keep_rewrite(Draft(dotless), "We were f\u0131ve at the harbour.", read_nothing) is not None
    )


def test_a_mention_inside_a_link_is_a_part_of_it_and_one_beside_it_is_not() -> None:
    text = "See https://social.example/@ana and @ben and social.example."

    found = [one.word for one in placed_links(text)]

    assert found == ["https://social.example/@ana", "@ben"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (
            "We are hiring three people for our Porto team",
            "Estamos a contratar três pessoas para a nossa equipa no Porto",
        ),
        ("Join us on Tuesday at 9 with @ana", "Venha na terça-feira às 9 com @ana"),
        ("Estamos a contratar 3 pessoas no Porto", "We are hiring 3 people in Porto"),
        ("We do not sell data", "Não vendemos dados"),
    ],
)
def test_a_translation_may_begin_its_sentences_anew(text: str, offered: str) -> None:
    assert keep_rewrite(Draft(text), offered, read_nothing, translated=True) == offered


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("We are hiring three people for our Porto team", "Estamos a contratar quatro no Porto"),
        ("We are hiring three people for our Porto team", "Estamos a contratar três em Lisboa"),
        ("Join us with @ana", "Venha com @ana e @rui"),
        ("Our reports take a minute", "Os nossos relatórios, melhores do que os da Kestrel"),
        ("Our reports take a minute", "Kestrel demora mais do que nós"),
        ("Our reports take a minute", "Veja em https://evil.example"),
    ],
)
def test_a_translation_brings_and_loses_no_number_name_or_link(text: str, offered: str) -> None:
    assert keep_rewrite(Draft(text), offered, read_nothing, translated=True) is None


def test_a_portuguese_rewrite_of_a_portuguese_draft_is_kept() -> None:
    draft = Draft("Nós estamos muito muito felizes com a equipa do Porto")
    offered = "Estamos muito felizes com a equipa do Porto"

    assert keep_rewrite(draft, offered, read_nothing) == offered


@pytest.mark.parametrize(
    "courtesy",
    [
        "Please don't hesitate to write to us.",
        "This should not have happened.",
        "You shouldn't have to chase us.",
        "That's not the service you deserve.",
        "It wasn't what we wanted for you.",
        "If it still isn't there, write to us.",
        "Write to us if that does not help.",
        "Não hesite em escrever-nos.",
        "Isto não devia ter acontecido.",
        "Não foi a experiência que merece.",
        "Se ainda não chegou, escreva-nos.",
    ],
)
def test_a_better_reply_may_apologise_and_offer_in_words_that_negate(courtesy: str) -> None:
    text = "Your parcel is late. We look into it."
    offered = f"{text} {courtesy}"

    assert keep_rewrite(Draft(text, purpose=Purpose.REPLY), offered, read_nothing) == offered
    assert keep_rewrite(Draft(text), offered, read_nothing) is None, "a post apologises to nobody"


@pytest.mark.parametrize(
    "statement",
    [
        "We have not shipped it.",
        "We do not charge for it.",
        "If you write we do not charge you.",
        "It was not our fault.",
        "That's not right.",
        "Nobody else had this.",
        "You should not have sent it.",
        "A encomenda não se perdeu.",
        "Neste caso não cobramos.",
        "If it still isn't there, we won't charge you.",
    ],
)
def test_a_better_reply_negates_no_fact_that_the_reply_does_not(statement: str) -> None:
    text = "Your parcel is late. We look into it."
    reply = Draft(text, purpose=Purpose.REPLY)

    assert keep_rewrite(reply, f"{text} {statement}", read_nothing) is None


def test_a_better_reply_turns_no_courtesy_into_its_opposite() -> None:
    reply = Draft("That is not good enough, sorry.", purpose=Purpose.REPLY)

    assert keep_rewrite(reply, "That is good enough. Sorry.", read_nothing) is None
