"""Changes made to a rule folder: written in one step, live at once, taken back cleanly."""

from __future__ import annotations

import asyncio
import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot
from bot.folders import PACKAGED
from bot.policy.changes.change import Change, Kind
from bot.policy.changes.propose import Proposal
from bot.policy.loader import load
from bot.rulebook.book import RuleBook, mark_of
from bot.rulebook.corpus import shipped_corpus
from bot.rulebook.done import HandedOver, Saved, Undone
from bot.rulebook.files import RuleFiles
from bot.rulebook.live import LiveRules
from bot.verdict import Draft
from tests.policy.writing import live, write, write_folder

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
PROMISES = live("kind: phrase\nany: [guarantee*]", "guaranteed returns", rule_id="promises")


def book_of(root: Path, *, replicas: bool = False) -> RuleBook:
    folder = root / "rules"
    if not folder.exists():
        write_folder(root, PROMISES)
    ruleset = load(folder).ruleset
    assert ruleset
    live_rules = LiveRules(folder, ruleset, load=load, clock=lambda: NOW)
    return RuleBook(live_rules, clock=lambda: NOW, replicas=replicas)


def word(value: str) -> Change:
    return Change(Kind.WORD, "promises", value, "Legal asked")


async def saved(book: RuleBook, change: Change, who: str = "Hanne") -> Saved:
    done = await book.save(change, who)
    assert isinstance(done, Saved), done.problems
    return done


def found(book: RuleBook, text: str) -> list[str]:
    return [finding.text for finding in book.live.read(Draft(text)).findings]


async def test_a_saved_change_is_live_at_once_and_after_a_restart(tmp_path: Path) -> None:
    book = book_of(tmp_path)

    done = await saved(book, word("assure"))

    assert done.live
    assert found(book, "we assure you") == ["assure"]
    assert found(book_of(tmp_path), "we assure you") == ["assure"]
    assert (book.live.folder / done.path).read_text() == done.proposal.yaml
    assert not list(book.live.folder.rglob(".*"))


async def test_undo_removes_exactly_that_file(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    first = await saved(book, word("assure"))
    second = await saved(book, word("pledge"))

    assert await book.undo(first.path, first.mark) is Undone.DONE

    assert found(book, "we assure and pledge") == ["pledge"]
    assert not (book.live.folder / first.path).exists()
    assert (book.live.folder / second.path).exists()
    assert await book.undo(first.path, first.mark) is Undone.GONE


async def test_a_file_that_somebody_edited_is_not_undone(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    done = await saved(book, word("assure"))
    file = book.live.folder / done.path
    file.write_text(done.proposal.yaml + "# and why not\n")

    assert await book.undo(done.path, done.mark) is Undone.CHANGED
    assert file.exists()


async def test_a_change_that_a_later_one_builds_on_is_not_undone(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    done = await saved(book, word("assure"))
    later = 'version: 1\nrules:\n  - extends: core/promises\n    any-: ["assure"]\n'
    write(book.live.folder / "packs" / "slack" / "zz.yaml", later)
    await book.live.refresh()

    assert await book.undo(done.path, done.mark) is Undone.NEEDED


@pytest.mark.parametrize(
    "path",
    [
        "packs/core/rules.yaml",
        "packs/slack/../core/rules.yaml",
        "packs/slack/pack.yaml",
        "organization.yaml",
        "/etc/passwd",
        "",
    ],
)
async def test_nothing_else_can_be_undone(tmp_path: Path, path: str) -> None:
    book = book_of(tmp_path)
    await saved(book, word("assure"))
    before = sorted(book.live.folder.rglob("*"))
    file = book.live.folder / path
    mark = mark_of(file.read_text()) if file.is_file() else ""

    assert await book.undo(path, mark) is Undone.GONE
    assert sorted(book.live.folder.rglob("*")) == before


async def test_two_people_who_save_at_once_both_keep_their_change(tmp_path: Path) -> None:
    book = book_of(tmp_path)

    done = await asyncio.gather(
        saved(book, word("assure"), "Hanne"), saved(book, word("pledge"), "Rashid")
    )

    assert len({each.path for each in done}) == 2
    assert found(book, "we assure and pledge") == ["assure", "pledge"]
    assert "Hanne" in (book.live.folder / done[0].path).read_text()


async def test_a_change_is_tried_once_more_before_it_is_written(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    assert (await book.propose(word("assure"), "Hanne")).problems == ()
    write(book.live.folder / "packs" / "core" / "broken.yaml", "rules: [")

    refused = await book.save(word("assure"), "Hanne")

    assert isinstance(refused, Proposal)
    assert "mistake already" in refused.problems[0]
    assert not (book.live.folder / "packs" / "slack").exists()


class FullDisk(RuleFiles):
    """Takes the first files, and not the last."""

    def replace(self, path: str, text: str) -> None:
        del text
        raise OSError(errno.ENOSPC, "No space left on device", path)


async def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    live_rules = book_of(tmp_path).live
    book = RuleBook(live_rules, clock=lambda: NOW, files=FullDisk(live_rules.folder))

    with pytest.raises(OSError, match="No space"):
        await book.save(word("assure"), "Hanne")

    assert not list((book.live.folder / "packs").rglob("slack/*"))
    assert load(book.live.folder).problems == ()


async def test_with_several_replicas_nothing_is_written(tmp_path: Path) -> None:
    book = book_of(tmp_path, replicas=True)

    given = await book.save(word("assure"), "Hanne")

    assert book.handed_over is HandedOver.REPLICAS
    assert isinstance(given, Proposal)
    assert given.problems == ()
    assert 'any+: ["assure"]' in given.yaml
    assert not (book.live.folder / "packs" / "slack").exists()


async def test_rules_that_came_with_the_program_are_not_written_to(tmp_path: Path) -> None:
    live_rules = book_of(tmp_path).live
    live_rules.folder = Path(bot.__file__).parent / "_packaged" / "rules"

    book = RuleBook(live_rules, clock=lambda: NOW)

    assert book.handed_over is HandedOver.READ_ONLY
    # A checkout has no such folder, which reads as one that cannot be written.
    assert Path(bot.__file__).parent / "_packaged" == PACKAGED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_cannot_be_written_hands_the_file_over(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    (book.live.folder / "packs").chmod(0o555)

    assert book.handed_over is HandedOver.READ_ONLY


async def test_the_changes_that_stand_are_listed_newest_first(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    await saved(book, word("assure"), "Hanne")
    done = await saved(book, word("pledge"), "Rashid\n# Why: trick")

    newest, oldest = await book.made(5)

    assert newest.who_and_when.startswith("Rashid # Why: trick, 2026-11-23 09:41")
    assert newest.why == "Legal asked"
    assert (newest.path, newest.mark) == (done.path, done.mark)
    assert oldest.who_and_when.startswith("Hanne")
    assert len(await book.made(1)) == 1


def test_a_file_never_takes_anothers_place(tmp_path: Path) -> None:
    files = RuleFiles(tmp_path)
    files.create("a.yaml", "first")
    with pytest.raises(FileExistsError):
        files.create("a.yaml", "second")
    assert (tmp_path / "a.yaml").read_text() == "first"
    assert [file.name for file in tmp_path.iterdir()] == ["a.yaml"]


def test_the_corpus_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "draft": "Try Tidewatch", "platform": "x", "purpose": "reply"}),
        "",
        "no json",
        json.dumps({"text": "no draft"}),
        json.dumps(["a list"]),
        json.dumps({"draft": "Hi", "platform": "telegraph"}),
        json.dumps({"draft": "The tide is in"}),
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines))

    samples = list(shipped_corpus(tmp_path))

    assert [(s.label, s.draft.text, s.draft.platform.value) for s in samples] == [
        ("a", "Try Tidewatch", "x"),
        ("line 7", "The tide is in", "other"),
    ]
    assert list(shipped_corpus(tmp_path / "nowhere")) == []
