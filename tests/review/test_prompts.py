from __future__ import annotations

import os
from pathlib import Path

import pytest
import structlog

from bot.review.models import default_model
from bot.review.prompts import PLACEHOLDERS, PromptProblem, Prompts, read_prompt
from tests.reviewing import PROMPTS

FRONT = '---\nid: review\nversion: "2"\nchangelog: ["2: kinder"]\n---\n'
BODY = " ".join(f"${name}" for name in sorted(PLACEHOLDERS["review"]))


def write(folder: Path, text: str) -> Path:
    file = folder / "review.md"
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before + 10**9, before + 10**9))
    return folder


def test_the_shipped_prompts_are_good() -> None:
    prompt = read_prompt(PROMPTS, "review")

    assert prompt.version == "1"
    assert "JSON" in prompt.body
    assert default_model(PROMPTS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no front matter", "should begin with id, version and changelog between ---"),
        ("---\nid: review\n---\n" + BODY, "should hold exactly: changelog, id, version"),
        (FRONT.replace("review", "verify") + BODY, "says id 'verify'; it should be review"),
        (FRONT.replace("[", "[[") + BODY, "review.md:4 is no YAML"),
        (FRONT + BODY + " costs $5", "Write $$ for a dollar"),
        (FRONT + BODY + " $orgnization", "has $orgnization, which means nothing here. Use $cat"),
        (FRONT + BODY.replace("$closing", ""), "misses $closing"),
    ],
)
def test_a_prompt_that_cannot_be_used_says_where_and_why(
    tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(PromptProblem, match=r"review\.md") as problem:
        read_prompt(write(tmp_path, text), "review")

    assert says in str(problem.value)


def test_a_missing_prompt_is_a_problem_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(PromptProblem, match=r"review\.md cannot be read \(FileNotFoundError\)"):
        Prompts(tmp_path).get("review")


def test_a_changed_prompt_counts_at_once_with_a_hash_of_its_own(tmp_path: Path) -> None:
    prompts = Prompts(write(tmp_path, FRONT + BODY))
    first = prompts.get("review")

    write(tmp_path, FRONT + BODY + " kindly, for $$5")

    assert prompts.get("review").hash != first.hash
    filled = prompts.get("review").fill(dict.fromkeys(PLACEHOLDERS["review"], "$x"))
    assert filled.endswith("$x kindly, for $5\n")


def test_the_last_good_prompt_is_kept_while_its_file_is_broken(tmp_path: Path) -> None:
    prompts = Prompts(write(tmp_path, FRONT + BODY))
    good = prompts.get("review")

    with structlog.testing.capture_logs() as logs:
        write(tmp_path, FRONT + "nothing in it")
        kept = [prompts.get("review") for _ in range(3)]
        (tmp_path / "review.md").unlink()
        kept.append(prompts.get("review"))

    assert kept == [good] * 4
    assert [entry["event"] for entry in logs] == ["prompt_kept"] * 2


def test_a_models_file_without_a_name_says_what_it_should_say(tmp_path: Path) -> None:
    (tmp_path / "models.yaml").write_text("checked_on: x\n", encoding="utf-8")

    with pytest.raises(PromptProblem, match="should say default: and the name of a model"):
        default_model(tmp_path)
