"""Writing rule files so that nobody ever reads half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_READABLE = 0o644


class RuleFiles:
    """The files of a rule folder, by their path from there. Every method may raise OSError."""

    def __init__(self, folder: Path) -> None:
        """Write below `folder` and nowhere else."""
        self.folder = folder

    def create(self, path: str, text: str) -> None:
        """Write a new file, with the folders above it; never takes another file's place."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        whole = _beside(file, text)
        try:
            os.link(whole, file)  # unlike a rename, this fails where there is a file already
        finally:
            whole.unlink()
        _settle(file.parent)

    def replace(self, path: str, text: str) -> None:
        """Put a new text in the place of a file's own."""
        file = self.folder / path
        _beside(file, text).replace(file)
        _settle(file.parent)

    def remove(self, path: str) -> None:
        """Remove a file for good."""
        file = self.folder / path
        file.unlink()
        _settle(file.parent)

    def give_up(self, paths: Iterable[str]) -> None:
        """Take back what was created, and the folder where nothing else is in it."""
        for path in paths:
            self.remove(path)
            with suppress(OSError):
                (self.folder / path).parent.rmdir()


def _beside(file: Path, text: str) -> Path:
    """Write the text in the same folder, under a name that no rule loader reads."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(number, "wb") as whole:
            whole.write(text.encode())
            whole.flush()
            os.fsync(whole.fileno())
        Path(name).chmod(_READABLE)
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)


def _settle(folder: Path) -> None:
    """Have the folder itself on disk, so that a power cut takes nothing back."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
