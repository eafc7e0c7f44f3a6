"""A rule folder without a problem is tried once, and again as soon as anything in it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.proven import load_proven
from bot.policy.loader import Loaded, load
from tests.policy.writing import live, write_folder

SOUND = live("kind: phrase\nany: [kumquat]", "A kumquat")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home" / ".cache").mkdir(parents=True)
    return tmp_path / "home"


def is_tried(loaded: Loaded) -> bool:
    return bool(loaded.trials)


def test_what_had_no_problem_is_not_tried_again(tmp_path: Path, home: Path) -> None:
    folder = write_folder(tmp_path, SOUND)
    first, second = load_proven(folder), load_proven(folder)

    assert (is_tried(first), is_tried(second)) == (True, False)
    assert first.ruleset is not None
    assert second.ruleset is not None
    assert second.ruleset.hash == first.ruleset.hash
    [kept] = [each for each in home.rglob("*") if each.is_file()]
    assert len(kept.read_bytes()) == 64, "a hash, and no word of the rules"


def test_what_changed_is_tried_again(tmp_path: Path, home: Path) -> None:
    folder = write_folder(tmp_path, SOUND)
    load_proven(folder)
    file = folder / "packs" / "core" / "rules.yaml"
    file.write_text(file.read_text().replace("nothing of", "a kumquat of"))

    for _ in "again", "and again":
        changed = load_proven(folder)
        assert changed == load(folder)
        assert "expects no_match" in str(changed.problems[0])


@pytest.mark.usefixtures("home")
def test_a_wrong_regex_is_told_of_each_time(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, SOUND.replace("any: [kumquat]", "regex: '(kumquat'"))

    assert [load_proven(folder).problems for _ in range(2)] == [load(folder).problems] * 2


@pytest.mark.usefixtures("home")
def test_other_words_in_another_language_are_read_each_time(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, SOUND)
    load_proven(folder)
    (folder / "packs" / "core" / "translations").mkdir()
    (folder / "packs" / "core" / "translations" / "pt.yaml").write_text("nonsense: [")

    told = load_proven(folder, languages=True).problems
    assert told == load(folder, languages=True).problems
    assert told


def test_without_a_place_to_remember_everything_is_tried(tmp_path: Path, home: Path) -> None:
    folder = write_folder(tmp_path, SOUND)
    (home / ".cache").rmdir()

    assert all(is_tried(load_proven(folder)) for _ in range(2))
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("home")
def test_of_two_folders_both_are_remembered(tmp_path: Path) -> None:
    one = write_folder(tmp_path / "one", SOUND)
    other = write_folder(tmp_path / "other", SOUND.replace("kumquat", "quince"))
    tried = [is_tried(load_proven(folder)) for folder in (one, other, one, other)]

    assert tried == [True, True, False, False]
