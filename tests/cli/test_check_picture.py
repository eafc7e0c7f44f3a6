"""`checkpost check --image` as people and scripts run it, and what it leaves behind: nothing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.pictures.metadata import details
from bot.pictures.read import read_picture
from bot.pictures.words import installed
from tests import forked
from tests.pictures.made import photo, saved, words

ROOT = Path(__file__).parents[2]
WALL = ("Next steps", "Call Ana on +351 912 345 678")


def check(folder: Path, *args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    scratch = folder / "tmp"
    scratch.mkdir(exist_ok=True)
    return forked.checkpost(
        "check", "--no-ai", *args, given=given, folder=folder, env={"TMPDIR": str(scratch)}
    )


def shown(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode in {0, 1}, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_a_photo_says_where_it_was_taken_and_what_its_text_lacks(tmp_path: Path) -> None:
    (tmp_path / "IMG_1.jpg").write_bytes(photo())
    done = check(
        tmp_path, "--image", "IMG_1.jpg", "--json", "--platform", "linkedin", given="At sea"
    )
    image = shown(done)["image"]
    assert (image["format"], image["width"], image["height"]) == ("JPEG", 640, 480)
    assert image["metadata"][0] == {
        "kind": "place",
        "value": "38.7, -9.1",
        "message": "The file says where it was taken: 38.7, -9.1.",
    }
    assert [each["kind"] for each in image["alt"]] == ["missing"]
    assert len(image["checklist"]) == 5
    assert files(tmp_path) == {"IMG_1.jpg"}


@pytest.mark.skipif(not installed(), reason="`make pictures` installs what reads words")
def test_words_in_a_picture_count_are_drawn_and_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "wall.png").write_bytes(saved(words(WALL), "PNG"))
    done = check(tmp_path, "--image", "wall.png", "--json", "--marked", "marked.png")
    found = shown(done)
    assert done.returncode == 1
    assert found["verdict"] == "fix"
    (phone,) = found["findings"]
    assert (phone["source"], phone["in"], phone["text"]) == ("rule", "image", "+351 912 345 678")
    text = "\n".join(line["text"] for line in found["image"]["text"])
    assert text[phone["start"] : phone["end"]] == phone["text"]
    with Image.open(tmp_path / "marked.png") as copy:
        assert copy.height > 700
    assert files(tmp_path) == {"wall.png", "marked.png"}


@pytest.mark.skipif(installed(), reason="the extra is installed")
def test_without_the_extra_the_author_hears_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "wall.png").write_bytes(saved(words(WALL), "PNG"))
    done = check(tmp_path, "--image", "wall.png", given="A plan")
    assert "make pictures" in done.stdout


def test_a_cleaned_copy_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "me.jpg").write_bytes(photo())
    done = check(tmp_path, "--image", "me.jpg", "--cleaned", "clean.jpg", given="At sea")
    assert done.stdout.startswith("Clear")
    assert "The file says where it was taken" in done.stdout
    assert details(read_picture((tmp_path / "clean.jpg").read_bytes())) == ()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--image", "none.png"), "none.png cannot be read"),
        (("--image", "note.txt"), "This is no picture that I can read."),
        (("--image", "note.txt", "--cleaned", "note.txt"), "note.txt is there already"),
        (("--alt", "A cat"), "go with --image"),
        (("--image", "note.txt", "--jsonl"), "--image goes with one draft"),
    ],
)
def test_a_wrong_call_exits_2_in_words(tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    (tmp_path / "note.txt").write_text("Dear all")
    done = check(tmp_path, *args, given="Hi")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
