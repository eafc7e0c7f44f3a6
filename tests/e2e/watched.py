"""Watches every file that a process opens for writing, and stands in for what reads words."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

WHITEBOARD = ("Visitors on Monday", "Ana: +351 912 345 678", "Osprey goes live in March")
"""What the picture of the browser tests shows, and what is read in it."""

# Both run in the bot's processes, which import them from the folder they stand in.
_WATCH = """
import os, sys

_file = os.path.join(os.path.dirname(__file__), "written")
_out = os.open(_file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _watch(event, args):
    if event == "open" and not isinstance(args[0], int) and args[2] & _writes:
        os.write(_out, f"{os.fsdecode(args[0])}\\n".encode("utf-8", "replace"))


sys.addaudithook(_watch)
"""
_READER = """
import json, time
from pathlib import Path
from types import SimpleNamespace

_here = Path(__file__).parent


class RapidOCR:
    def __init__(self, params):
        pass

    def __call__(self, pixels):
        (_here / "reading").touch()
        while (_here / "held").exists():
            time.sleep(0.02)
        texts = json.loads((_here / "words").read_text())
        boxes = [_box(row, text) for row, text in enumerate(texts)]
        return SimpleNamespace(boxes=boxes, txts=texts, scores=[0.9] * len(texts))


def _box(row, text):  # where tests.pictures.made.words writes it
    top, right = 60 + row * 100, 60 + 22 * len(text)
    return [(60, top), (right, top), (right, top + 48), (60, top + 48)]
"""


class Watched:
    """A folder that stands first among those that a process imports from."""

    def __init__(self, folder: Path, *words: str) -> None:
        """`words` are the lines that the stand-in reads in every picture."""
        self.folder = folder
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(_WATCH)
        (folder / "rapidocr.py").write_text(_READER)
        (folder / "onnxruntime.py").touch()
        (folder / "words").write_text(json.dumps(words))

    @property
    def settings(self) -> dict[str, str]:
        """What the process needs in its environment."""
        return {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}

    def written(self) -> set[str]:
        """Return all files that Python opened for writing, in the bot's process or a child."""
        names = (self.folder / "written").read_text("utf-8", "replace").splitlines()
        return {name for name in names if not name.startswith(str(self.folder))}

    def hold(self) -> None:
        """Let nothing more be read until `let_go`."""
        (self.folder / "reading").unlink(missing_ok=True)
        (self.folder / "held").touch()

    def let_go(self) -> None:
        """Let it be read."""
        (self.folder / "held").unlink()

    async def is_read(self) -> None:
        """Wait until somebody's picture is being read."""
        async with asyncio.timeout(60):
            while not (self.folder / "reading").exists():  # noqa: ASYNC110 -- another process
                await asyncio.sleep(0.02)
