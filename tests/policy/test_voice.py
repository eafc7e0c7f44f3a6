"""The voice and the tone in organization.yaml: words or traits, and categories switched off."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.company import Organisation, Trait
from bot.policy.loader import load
from bot.vocabulary.tone import Category
from tests.policy.writing import write_folder

RULE = """
id: bird
title: Birds
topic: confidential
severity: polish
kind: phrase
message: A bird.
why: It is early.
any: [osprey]
status: watch
"""


def organisation(folder: Path, lines: str) -> tuple[Organisation, list[str]]:
    written = write_folder(folder, RULE)
    file = written / "organization.yaml"
    file.write_text(f"{file.read_text()}\n{lines}\n")
    loaded = load(written)
    assert loaded.ruleset is not None
    return loaded.ruleset.organisation, [str(problem) for problem in loaded.errors]


def test_a_voice_is_a_text_or_some_traits(tmp_path: Path) -> None:
    words, no_errors = organisation(tmp_path / "words", "voice: Plain and warm.")
    traits, none_either = organisation(
        tmp_path / "traits", "voice:\n  - {trait: Plain, do: Say it, dont: Sell it}"
    )

    assert (words.voice, no_errors) == ("Plain and warm.", [])
    assert (traits.voice, none_either) == ((Trait("Plain", "Say it", "Sell it"),), [])


def test_categories_are_switched_off_by_name(tmp_path: Path) -> None:
    company, errors = organisation(tmp_path, "tone: {off: [overly_informal]}")

    assert errors == []
    assert company.tone_off == {Category.OVERLY_INFORMAL}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("tone: {off: [overly_inform]}", "Did you mean overly_informal?"),
        ("tone: {of: [defensive]}", "tone knows no 'of'. Did you mean off?"),
        ("voice: [{trait: Plain, dos: x}]", "a trait knows no 'dos'. Did you mean do?"),
        ("voice: [{do: x}]", "a trait needs trait"),
        ("voice: {trait: Plain}", "voice should be a text, or a list of three to five"),
    ],
)
def test_a_mistake_names_its_remedy(tmp_path: Path, line: str, says: str) -> None:
    _, errors = organisation(tmp_path, line)

    assert any(says in error for error in errors), errors
