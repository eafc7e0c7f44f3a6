"""A pack adds words to the organisation's lists, and a change is tried before it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.loader import load
from tests.policy.writing import NOON, found, live, pack_file, read, rule, write, write_folder

PRAISE = live("kind: phrase\nany: [$products]", "Try Tidewatch", rule_id="praise")
TEAM = 'pack: {name: team, owner: "#team"}\n'


def folder_with(root: Path, text: str) -> Path:
    folder = write_folder(root, PRAISE)
    write(folder / "packs.yaml", "version: 1\npacks: [core, team]\n")
    write(folder / "packs" / "team" / "pack.yaml", f"version: 1\n{TEAM}")
    write(folder / "packs" / "team" / "words.yaml", f"version: 1\n{text}")
    return folder


def test_a_pack_adds_words_to_a_list_and_every_rule_that_uses_it_finds_them(tmp_path: Path) -> None:
    loaded = load(folder_with(tmp_path, 'lists: {products+: [Weirgate, "#ad", Tidewatch]}\n'))

    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset
    assert found(loaded.ruleset, "Weirgate and Tidewatch #ad") == ["Weirgate", "Tidewatch", "#ad"]
    terms = loaded.ruleset.organisation.lists["products"].terms
    assert terms == ("Tidewatch", "Sluice Cloud", "Weirgate", "#ad")


def test_a_secret_list_that_grows_stays_secret(tmp_path: Path) -> None:
    loaded = load(folder_with(tmp_path, "lists: {codenames+: [Kittiwake]}\n"))

    assert loaded.ruleset
    assert loaded.ruleset.organisation.lists["codenames"].secret


def test_more_words_make_another_rule_set(tmp_path: Path) -> None:
    before = load(folder_with(tmp_path / "a", "rules: []\n")).ruleset
    after = load(folder_with(tmp_path / "b", "lists: {products+: [Weirgate]}\n")).ruleset

    assert before
    assert after
    assert before.hash != after.hash


@pytest.mark.parametrize(
    ("lists", "says"),
    [
        ("{prodcts+: [x]}", "Did you mean products+?"),
        ("{zebra+: [x]}", "Legal here: products+, codenames+."),
        ("{products: [x]}", "A pack adds to a list: write products+."),
        ("{organization+: [x]}", "made from other lines of organization.yaml. Add it there."),
        ("{products+: []}", "is an empty list"),
        ("{products+: [$codenames]}", "A list cannot hold another list"),
    ],
)
def test_a_mistake_in_added_words_is_explained(tmp_path: Path, lists: str, says: str) -> None:
    [problem] = load(folder_with(tmp_path, f"lists: {lists}\n")).problems

    assert says in str(problem)
    assert str(problem).startswith("rules/packs/team/words.yaml:2:")


def test_a_change_is_tried_without_being_written(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PRAISE)
    changed = "extends: core/praise\nany+: [Weirgate]\nseverity: polish"
    overlay = {
        "packs.yaml": "version: 1\npacks: [core, team]\n",
        "packs/team/change.yaml": pack_file(changed, pack=TEAM),
    }

    loaded = load(folder, overlay)

    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset
    assert read(loaded.ruleset, "Weirgate", NOON).verdict == "polish"
    assert not (folder / "packs" / "team").exists()


def test_a_file_can_be_tried_away(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PRAISE)
    extra = pack_file(rule("kind: phrase\nany: [x]", rule_id="other"), pack="")
    write(folder / "packs" / "core" / "zz.yaml", extra)

    loaded = load(folder, {"packs/core/zz.yaml": None})

    assert loaded.ruleset
    assert [each.id for each in loaded.ruleset.rules] == ["praise"]
