"""Whatever is written into a file or a line, its reader answers or says what is wrong with it."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cli.jsonl import BadLine, parse
from bot.cli.judge import Judge
from bot.policy.loader import load
from bot.review.models import default_model
from bot.review.prompts import PromptProblem, read_prompt
from bot.settings import Settings, SettingsProblem, load_settings
from tests.policy.writing import write, write_folder
from tests.shipped import shipped

RULES = Path(__file__).parents[1] / "rules"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HUNDRED = settings(max_examples=100)

FIELDS = ("id", "draft", "platform", "purpose", "lang", "role", "at", "comment")
scraps = st.text(alphabet="abx:-[]{}#&*!|>'\"\\%@,? \n\t0\u00e9\u202e", max_size=80) | st.text(
    max_size=40
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)

lines = (
    st.binary(max_size=60)
    | anything.map(lambda value: json.dumps(value).encode())
    | st.dictionaries(st.sampled_from(FIELDS), anything, max_size=6).map(
        lambda fields: json.dumps({"draft": "Hello", **fields}).encode()
    )
)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(shipped(), None, NOON)


@HUNDRED
@given(line=lines)
def test_no_line_breaks_jsonl(judge: Judge, line: bytes) -> None:
    with suppress(BadLine):
        assert isinstance(parse(line, judge).draft.text, str)


@HUNDRED
@given(front=scraps, body=scraps)
@example(front="id: " + "[" * 5_000, body="")
def test_no_prompt_file_breaks_its_reader(front: str, body: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        write(Path(place) / "review.md", f"---\n{front}\n---\n{body}".encode("utf-8", "replace"))
        with pytest.raises(PromptProblem, match=r"review\.md"):
            read_prompt(Path(place), "review")


def test_a_list_of_models_that_is_nested_without_end_is_told(tmp_path: Path) -> None:
    write(tmp_path / "models.yaml", "default: " + "[" * 5_000)

    with pytest.raises(PromptProblem, match=r"models\.yaml"):
        default_model(tmp_path)


PARTS = (
    "organization.yaml",
    "platforms.yaml",
    "packs.yaml",
    "facts.yaml",
    "protected.yaml",
    "packs/core/rules.yaml",
    "campaigns/river.yaml",
    "drills/01-passwords.yaml",
    "policy/posting.md",
    "policy/synonyms.yaml",
)


@HUNDRED
@given(part=st.sampled_from(PARTS), text=scraps)
def test_no_file_of_a_rule_folder_breaks_the_loading(part: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = write_folder(Path(place))
        write(folder / part, text.encode("utf-8", "replace"))
        loaded = load(folder)

    assert all(str(problem) for problem in loaded.problems)


NAMES = sorted(name.upper() for name in Settings.model_fields)
values = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@HUNDRED
@given(name=st.sampled_from(NAMES), value=values)
def test_no_value_in_the_environment_breaks_the_settings(name: str, value: str) -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(name, value)
        with suppress(SettingsProblem):
            assert load_settings()
