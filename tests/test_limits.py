"""Whatever comes in has an end: files, lines, standard input, arguments."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli.command import build
from bot.limits import FILE_BYTES, TEXT_BYTES, TooLarge, lines, read_file
from bot.policy.loader import load
from bot.review.prompts import PromptProblem, read_prompt
from tests.policy.writing import write_folder

HUGE = "tide " * (TEXT_BYTES // 5 + 1)


def run(*arguments: str, given: str | bytes = "") -> tuple[int, str, str]:
    done = CliRunner().invoke(build(), [*arguments], input=given)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "CHECKPOST_RULES"):
        monkeypatch.delenv(name, raising=False)


@given(
    pieces=st.lists(st.sampled_from([b"a", b"bcd", b"\n", b"", b"e" * 9]), max_size=20),
    most=st.integers(1, 6),
)
def test_lines_come_as_they_are_and_none_where_one_is_too_long(
    pieces: list[bytes], most: int
) -> None:
    written = b"".join(pieces)
    expected = [
        line if len(line.removesuffix(b"\n")) <= most else None
        for line in io.BytesIO(written).readlines()
    ]

    assert [*lines(io.BytesIO(written), most)] == expected


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(TooLarge, match="larger than 16 MB"):
        read_file(Path("/dev/zero"))


def test_a_draft_that_is_a_book_is_turned_away_with_the_way_out() -> None:
    code, _, said = run("check", "--no-ai", given=HUGE)

    assert code == 2
    assert "larger than 1 MB" in said
    assert "--jsonl" in said


def test_a_line_that_is_too_long_is_an_error_and_the_rest_goes_on() -> None:
    good = [json.dumps({"id": number, "draft": "Good morning"}) for number in (1, 3)]
    given = "\n".join([good[0], json.dumps({"id": 2, "draft": HUGE}), good[1]])

    code, out, _ = run("check", "--jsonl", "--no-ai", given=given)

    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [line["id"] for line in told] == [1, None, 3]
    assert "longer than 1 MB" in told[1]["error"]


def test_a_question_is_no_essay() -> None:
    code, _, said = run("ask", "May I " * 200 + "?", "--no-ai")

    assert code == 2
    assert "1,000 characters" in said


def test_a_rule_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "rules")
    with (folder / "facts.yaml").open("wb") as file:
        file.truncate(FILE_BYTES + 1)

    loaded = load(folder)

    assert ["facts.yaml" in str(each) and "16 MB" in str(each) for each in loaded.errors] == [True]


def test_a_prompt_that_is_too_large_is_named(tmp_path: Path) -> None:
    (tmp_path / "review.md").write_text(HUGE)

    with pytest.raises(PromptProblem, match=r"review\.md cannot be read \(TooLarge\)"):
        read_prompt(tmp_path, "review")


@pytest.mark.parametrize(
    ("clicks", "says"),
    [
        ("9" * 5_000, "Write a whole number"),  # more digits than Python reads
        ('"' + "9" * 200_000 + '"', "is no CSV file"),  # more than a field holds
        ("4\0", "Write a whole number"),
    ],
)
def test_figures_that_are_none_are_told(tmp_path: Path, clicks: str, says: str) -> None:
    (tmp_path / "clicks.csv").write_text(f"campaign,day,clicks\nriver-week,2026-11-23,{clicks}\n")

    code, _, said = run("campaigns", "import", "clicks.csv")

    assert code == 2
    assert says in said
