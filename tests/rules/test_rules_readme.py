"""Every example of the rule authors' page works as written, together with the shipped pack."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from bot.messages import speaking
from bot.policy.files.bodies import KINDS
from bot.policy.loader import load
from bot.verdict import Draft, Verdict

RULES = Path(__file__).parents[2] / "rules"
PAGE = (RULES / "README.md").read_text("utf-8")
WRITTEN = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = [text for text in WRITTEN if "\ntexts:" not in text]
ANY_DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_the_ten_changes_load_and_do_what_they_say(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    (folder / "packs.yaml").write_text("version: 1\npacks: [core, brightwater, ours]\n", "utf-8")
    ours = folder / "packs" / "ours"
    ours.mkdir()
    for number, example in enumerate(EXAMPLES):
        (ours / f"{number:02d}.yaml").write_text(example, "utf-8")

    loaded = load(folder)

    assert [str(problem) for problem in loaded.problems] == []
    ruleset = loaded.ruleset
    assert ruleset is not None
    verdicts = {
        draft: ruleset.read(Draft(draft), ANY_DAY).verdict
        for draft in (
            "Project Kittiwake is nearly there",
            "Weirgate is nearly there",
            "We made Tidewatch: best in show!",
            "Aquilytics: daylight robbery",
            "Our webinar on rain is on Tuesday",
        )
    }
    assert list(verdicts.values()) == [
        Verdict.ASK,
        Verdict.ASK,
        Verdict.CLEAR,
        Verdict.FIX,
        Verdict.POLISH,
    ]


def test_the_example_of_another_language_belongs_to_the_example_of_a_rule(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    (folder / "packs.yaml").write_text("version: 1\npacks: [core, brightwater, ours]\n", "utf-8")
    (folder / "packs" / "ours" / "languages").mkdir(parents=True)
    pack = next(text for text in EXAMPLES if "\npack:" in text)
    bar = next(text for text in EXAMPLES if "the Lock" in text).removeprefix("version: 1\n")
    (folder / "packs" / "ours" / "bar.yaml").write_text(pack + bar, "utf-8")
    [said] = [text for text in WRITTEN if "\ntexts:" in text]
    (folder / "packs" / "ours" / "languages" / "pt.yaml").write_text(said, "utf-8")

    loaded = load(folder, languages=True)

    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset is not None
    with speaking("pt"):
        assert loaded.ruleset.title_of("happy-hour") == "O nosso bar chama-se the Lock"


def test_there_are_eleven_changes_and_every_kind_is_named() -> None:
    assert re.findall(r"^\*\*(\d+)\.", PAGE, re.MULTILINE) == [str(n) for n in range(1, 12)]
    assert all(f"| `{kind}` |" in PAGE for kind in KINDS)


def test_every_file_of_the_folder_is_explained() -> None:
    files = {file.name for file in RULES.iterdir() if file.suffix in {".yaml", ".jsonl"}}
    assert {name for name in files if f"`{name}`" not in PAGE} == set()
