"""The lock file that keeps a second process away from a SQLite database's running checks."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from storage.problem import StoreProblem


class AlreadyRunning(Exception):
    """Another process runs these checks. `pid` is its number, None when it is not known."""

    def __init__(self, path: Path, pid: int | None) -> None:
        """Name the other process and the way out."""
        self.pid = pid
        who = f"process {pid}" if pid else "another process"
        super().__init__(
            f"Checkpost is already running here as {who} (it holds {path}). Stop that one first, "
            "or give this one a database of its own in CHECKPOST_DATABASE_URL."
        )


class RunLock:
    """Held for as long as a process runs checks.

    The kernel lets go of the lock when its process dies, however it dies, so a file left behind
    by a dead process is simply taken over.
    """

    def __init__(self, path: Path) -> None:
        """`path` is the lock file; it is made when missing and never deleted."""
        self._path = path
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock, or raise `AlreadyRunning`; `StoreProblem` when there can be none."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreProblem(
                f"The lock file {self._path} cannot be opened ({error.strerror}). It should be a "
                "file that this user may write, beside the database."
            ) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = _pid(handle)
            os.close(handle)
            raise AlreadyRunning(self._path, pid) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._handle = handle

    def release(self) -> None:
        """Let go. The file stays: deleting it could take it from under the next process."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _pid(handle: int) -> int | None:
    written = os.read(handle, 20).strip()
    return int(written) if written.isdigit() else None
