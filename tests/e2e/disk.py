"""Searching everything the bot has on disk, byte by byte and however a text may be written."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterator
from pathlib import Path


def ours(folder: Path) -> Iterator[Path]:
    """Yield the bot's files; the workspace beside it plays Slack, which may keep messages.

    `folder` may also be one file.
    """
    for file in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
        if file.is_file() and "workspace" not in file.relative_to(folder).parts:
            yield file


def traces(folder: Path, needles: Collection[str | bytes]) -> Iterator[tuple[Path, str | bytes]]:
    """Yield each file that holds one of the needles, however it is written."""
    for file in ours(folder):
        content = read_if_there(file).lower()
        for needle in needles:
            if any(way in content for way in ways(needle)):
                yield file, needle


def read_if_there(file: Path) -> bytes:
    """Return what a file holds, nothing where it went away meanwhile."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def ways(needle: str | bytes) -> Iterator[bytes]:
    """Yield the forms in which a text, or bytes, could stand in a file, all in small letters."""
    if isinstance(needle, str):
        yield needle.encode("utf-16-le").lower()
        yield needle.encode("utf-16-be").lower()
        yield json.dumps(needle)[1:-1].encode().lower()
    raw = needle.encode() if isinstance(needle, str) else needle
    yield raw.lower()
    yield raw.hex().encode()
    for shift in range(3):
        # base64 of a text depends on where it begins; the middle is the same wherever it stands
        coded = base64.b64encode(b"\x00" * shift + raw)
        if len(coded) > 12:
            yield coded[4:-4].lower()
