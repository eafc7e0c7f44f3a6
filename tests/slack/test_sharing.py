"""What an author shares with a channel is whole: in parts, or with a word about the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import speaking
from bot.slack.cards.ask_channel import question_message
from bot.slack.cards.ask_told import told_message
from bot.slack.cards.sharing import MOST_SHARED, around, part_name, parts, shared_in
from bot.slack.cards.text import units
from bot.vocabulary.asking import Answer, End, Kind, Told
from tests.slack.conftest import NOW, Bench
from tests.slack.examples import FAMILY, HOSTILE
from tests.slack.test_asking_people import QUESTION, deals_room, form
from tests.slack_limits import message_problems
from tests.slack_person import read

LINE = "Our tide reports took a night, and now they take a minute.\n"
LONG = f"{LINE * 100}Osprey is how we do it. {LINE * 20}".strip()


def inputs_of(text: str) -> dict[str, str]:
    return {part_name(number): part for number, part in enumerate(parts(text))}


@given(st.text(st.sampled_from("ab 🙂\n"), max_size=200).map(lambda text: text * 60))
def test_the_parts_of_a_text_are_the_text(text: str) -> None:
    held = parts(text)

    assert "".join(held) == text
    assert max(units(part) for part in held) <= 3_000
    assert shared_in(inputs_of(text)).split() == text.split()


def test_a_part_ends_with_a_line_else_with_a_word() -> None:
    assert all(part.endswith("\n") for part in parts(LINE * 100)[:-1])
    assert all(part.endswith(" ") for part in parts("word " * 1_000)[:-1])
    assert all(units(part) <= 3_000 for part in parts(FAMILY * 1_000))


def test_what_was_taken_out_at_the_end_of_a_part_joins_no_words() -> None:
    assert (
        shared_in({"shared": "Osprey is", "shared_1": "how we do it"}) == "Osprey is\nhow we do it"
    )
    assert shared_in({"shared": "Osprey is ", "shared_1": ""}) == "Osprey is"


@pytest.mark.parametrize("before", [0, 100, 400])
def test_of_what_no_message_holds_the_part_with_the_words_is_shared(before: int) -> None:
    draft = f"Oh. {LINE * before}Osprey is here. {LINE * 300}"

    shared = around(draft, "Osprey")

    assert "Osprey is here." in shared
    assert shared in draft
    begins = len(draft.partition(shared)[0].split())
    assert shared.split() == draft.split()[begins : begins + len(shared.split())], "no half a word"
    assert MOST_SHARED - 100 < units(shared) <= MOST_SHARED


@pytest.mark.parametrize("passage", ["", "🙂" * 10, "🙂" * 7_000])
def test_words_that_never_end_are_cut_all_the_same(passage: str) -> None:
    shared = around(f"{'🙂' * 9_000}{passage}", passage)

    assert 0 < units(shared) <= MOST_SHARED


async def test_a_long_draft_reaches_its_channel_whole(bench: Bench) -> None:
    deals_room(bench)

    page = await form(bench, LONG)
    held = [value["value"] for name, value in _shared(page.values())]
    assert "".join(held) == LONG
    assert "#deals-room reads on, part 2" in read(page.blocks)
    await bench.marta.submit(page)

    [asked] = bench.asks.started
    assert asked.shared == LONG
    message = question_message(asked, NOW)
    told = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    assert "".join(told[2:]) == LONG


async def test_what_does_not_fit_is_said_before_it_is_sent(bench: Bench) -> None:
    deals_room(bench)
    draft = f"{LONG}\n{LINE * 60}"

    page = await form(bench, draft)

    says = read(page.blocks)
    assert f"Your draft has {len(draft):,} characters" in says.replace("\u202f", ",")
    assert "of the rest nothing is shared" in says
    await bench.marta.submit(page)
    assert "Osprey is how we do it." in bench.asks.started[0].shared


async def test_more_than_a_message_holds_is_not_taken(bench: Bench) -> None:
    deals_room(bench)
    page = await form(bench, f"{LONG}\n{LINE * 30}")
    bench.marta.fill(page, **{name: "x" * 3_000 for name, _ in _shared(page.values())})

    reply = await bench.marta.submit(page)

    assert "Take out what they need not read." in reply.body["errors"]["shared"]
    assert bench.asks.started == []


@pytest.mark.parametrize("char", ["x", "🙂", HOSTILE])
def test_the_longest_question_is_one_that_slack_takes(char: str) -> None:
    long = around(char * 9_000, "")
    asked = replace(QUESTION, shared=long, asks="x" * 300, clause="c" * 200, rule="r" * 100)

    waiting = Answer(Kind.WAIT, "U0RASHID1234", "T0", char * 3_000)
    for language in ("en", "pt"):
        with speaking(language):
            assert message_problems(question_message(asked, NOW, waiting, 180)) == []
    both = ("#a-channel" * 8, "#another" * 10)
    answers = [Answer(kind, "U0RASHID1234", "T0", long) for kind in (Kind.FINE, Kind.CHANGE)]
    for told in (*answers, waiting, *End):
        assert message_problems(told_message(asked, Told(told, both, 0, both))) == []


def _shared(values: dict[str, dict[str, dict[str, str]]]) -> list[tuple[str, dict[str, str]]]:
    return [(name, held[name]) for name, held in values.items() if name.startswith("shared")]
