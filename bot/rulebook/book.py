"""The rule folder as something to change: proposed, written in one step, live at once, undone."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath

from bot.folders import PACKAGED
from bot.limits import read_file
from bot.policy.changes.change import Change, Signed
from bot.policy.changes.news import News
from bot.policy.changes.propose import PACK_FILE, Proposal, propose
from bot.policy.changes.write import FOLDER
from bot.policy.loader import load
from bot.rulebook.corpus import shipped_corpus
from bot.rulebook.done import HandedOver, Made, Saved, Undone
from bot.rulebook.files import RuleFiles
from bot.rulebook.live import LiveRules

_MINE = re.compile(rf"{FOLDER}/[\w-]+\.yaml")
_NOTE = re.compile(r"# (.+)\n# Why: (.*)\n")


class RuleBook:
    """The live rules, with the ways to change them that need no YAML."""

    def __init__(
        self,
        live: LiveRules,
        *,
        clock: Callable[[], datetime],
        replicas: bool = False,
        files: RuleFiles | None = None,
        news: News | None = None,
    ) -> None:
        """`replicas` says that other processes have folders of their own, out of our reach.

        `files` writes into the live rules' folder. `news` hears of changes made and undone.
        """
        self.live = live
        self.clock = clock
        self._files = files or RuleFiles(live.folder)
        self._replicas = replicas
        self._news = news
        self._writing = asyncio.Lock()

    @property
    def handed_over(self) -> HandedOver | None:
        """Why a change cannot be written here; None where it can."""
        if self._replicas:
            return HandedOver.REPLICAS
        folder = self.live.folder
        if folder.resolve().is_relative_to(PACKAGED):
            return HandedOver.READ_ONLY  # the next upgrade would take the change away
        places = [folder / FOLDER, folder / "packs", folder]
        place = next((place for place in places if place.is_dir()), folder)
        return None if os.access(place, os.W_OK | os.X_OK) else HandedOver.READ_ONLY

    async def propose(self, change: Change, who: str) -> Proposal:
        """Try a change on the folder as it is now; nothing is written."""
        signed = Signed(who, self.clock())
        return await asyncio.to_thread(_propose, self.live.folder, change, signed)

    async def save(self, change: Change, who: str) -> Saved | Proposal:
        """Make a change, and return the proposal where it cannot be made any more.

        It is tried once more on the folder as it is by now, then written in one step. Raises
        OSError where the folder does not take it; then nothing is left behind.
        """
        async with self._writing:
            proposal = await self.propose(change, who)
            if proposal.problems or self.handed_over:
                return proposal
            path = await asyncio.to_thread(_write, self._files, proposal)
            await self.live.refresh()
        if self._news is not None:
            await self._news.made(path, change)
        is_live = proposal.ruleset is not None and self.live.current.hash == proposal.ruleset.hash
        return Saved(proposal, path, mark_of(proposal.yaml), live=is_live or not self.live.kept)

    async def undo(self, path: str, mark: str) -> Undone:
        """Take a change back, unless its file was edited or is needed by something later."""
        async with self._writing:
            done = await asyncio.to_thread(_undo, self._files, path, mark)
            if done is Undone.DONE:
                await self.live.refresh()
        if done is Undone.DONE and self._news is not None:
            await self._news.undone(path)
        return done

    async def made(self, most: int) -> list[Made]:
        """Return the newest changes that stand in the folder, newest first."""
        return await asyncio.to_thread(_made, self.live.folder, most)


def mark_of(text: str) -> str:
    """Return the mark of a file's text: short, and another one for any other text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _propose(folder: Path, change: Change, signed: Signed) -> Proposal:
    return propose(folder, change, shipped_corpus(folder), signed=signed)


def _write(files: RuleFiles, proposal: Proposal) -> str:
    """Write what a proposal needs; the line that makes it part of the rules comes last."""
    path = _free(files.folder, proposal.path)
    files.create(path, proposal.yaml)
    written = [path]
    try:
        if PACK_FILE in proposal.edits:
            files.create(PACK_FILE, proposal.edits[PACK_FILE])
            written.append(PACK_FILE)
        if "packs.yaml" in proposal.edits:
            files.replace("packs.yaml", proposal.edits["packs.yaml"])
    except OSError:
        files.give_up(written)
        raise
    return path


def _free(folder: Path, path: str) -> str:
    """Return a path that nobody has taken: two people may press Save in the same second."""
    stem, number, free = path.removesuffix(".yaml"), 1, path
    while (folder / free).exists():
        number += 1
        free = f"{stem}_{number}.yaml"  # sorts behind the first
    return free


def _undo(files: RuleFiles, path: str, mark: str) -> Undone:
    folder = files.folder
    if not _MINE.fullmatch(path) or path == PACK_FILE:
        return Undone.GONE
    try:
        text = read_file(folder / path).decode("utf-8", "replace")
    except OSError:
        return Undone.GONE
    if mark_of(text) != mark:
        return Undone.CHANGED
    before = {problem.message for problem in load(folder).errors}
    if {problem.message for problem in load(folder, {path: None}).errors} - before:
        return Undone.NEEDED
    try:
        files.remove(path)
    except OSError:
        return Undone.READ_ONLY
    return Undone.DONE


def _made(folder: Path, most: int) -> list[Made]:
    found: list[Made] = []
    for file in sorted((folder / FOLDER).glob("*.yaml"), reverse=True):
        path = str(PurePosixPath(FOLDER, file.name))
        if len(found) == most or not _MINE.fullmatch(path):
            continue
        try:
            text = read_file(file).decode("utf-8", "replace")
        except OSError:  # undone while we looked
            continue
        if note := _NOTE.match(text):
            found.append(Made(path, note[1], note[2], mark_of(text)))
    return found
