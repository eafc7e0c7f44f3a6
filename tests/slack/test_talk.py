"""What is no draft is told apart by the language files alone. In doubt it is a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from bot.slack.talk import Talk, talk_in
from bot.slack.wishes import Ask, wish_in

LABELLED: Mapping[str, Sequence[str]] = yaml.safe_load(
    Path(__file__).with_name("labelled_messages.yaml").read_text("utf-8")
)


def heard(text: str) -> str:
    """What a message in a thread is taken for."""
    talk, wish = talk_in(text), wish_in(text)
    if talk or wish is None:
        return talk or "draft"
    return "language" if wish.translated else wish.ask


@pytest.mark.parametrize("label", LABELLED)
def test_a_message_is_taken_for_what_it_is(label: str) -> None:
    assert [(heard(text), text) for text in LABELLED[label] if heard(text) != label] == []


@pytest.mark.parametrize(
    "text",
    [
        "Why? Because we can",
        "shorter: our new queues",
        "Translate! Our words reach Porto",
        "Too long? Not with Sluice",
        "make it more fun\nOur summer party is back",
        "less formal — more fun at our open day",
        "Why not\u2026 We tried",
    ],
)
def test_a_wish_that_goes_on_is_a_draft(text: str) -> None:
    assert wish_in(text) is None


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("Too long? Shorter please!", Ask.OTHERWISE),
        ("Thanks! Now in Spanish", Ask.OTHERWISE),
        ("it's too long. can you cut it in half? thank you", Ask.OTHERWISE),
        ("Ok. Why? :thinking_face:", Ask.WHY),
        ("e para o X? obrigado", Ask.PLATFORM),
    ],
)
def test_a_wish_may_take_several_sentences(text: str, ask: Ask) -> None:
    wish = wish_in(text)

    assert wish is not None
    assert wish.ask is ask


@pytest.mark.parametrize("text", ["Hi :wave:", "hello :slightly_smiling_face:!"])
def test_an_emoji_changes_nothing(text: str) -> None:
    assert talk_in(text) is Talk.ABOUT


@pytest.mark.parametrize("text", [":+1:", "👍", "🎉🎉", ":tada:"])
def test_an_emoji_alone_is_a_nod(text: str) -> None:
    assert talk_in(text) is Talk.NOD
