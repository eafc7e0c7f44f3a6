"""How much is read of files, lines and standard input: there is an end to each of them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

TEXT_BYTES = 2**20
"""Bytes of one draft, of one line, or of one prompt: a thousand posts."""

FILE_BYTES = 16 * 2**20
"""Bytes of a file of rules or figures: forty thousand rules."""

CORPUS_BYTES = 256 * 2**20
"""Bytes of a collection of drafts."""


class TooLarge(OSError):
    """More than is ever read. It reads like any other reason why a file cannot be read."""

    def __init__(self, most: int) -> None:
        """`most` is in bytes."""
        super().__init__(errno.EFBIG, f"it is larger than {most // 2**20} MB")


def read_file(file: Path, most: int = FILE_BYTES) -> bytes:
    """Return what a file holds. Raises OSError, TooLarge among them."""
    with file.open("rb") as source:
        return read_all(source, most)


def read_all(source: BinaryIO, most: int) -> bytes:
    """Return all that comes, at most `most` bytes of it. Raises OSError."""
    data = source.read(most + 1)
    if len(data) > most:
        raise TooLarge(most)
    return data


def lines(source: BinaryIO, most: int = TEXT_BYTES) -> Iterator[bytes | None]:
    """Yield each line, and None in place of one that is longer than `most` bytes."""
    while line := source.readline(most + 1):
        if len(line) <= most or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(most)
        yield None
