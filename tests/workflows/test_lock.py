"""One process at a time, and a dead one holds nobody up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.workflows.lock import AlreadyRunning, RunLock
from storage.problem import StoreProblem

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from bot.workflows.lock import RunLock
lock = RunLock(Path(sys.argv[1]))
lock.take()
print("held", flush=True)
time.sleep(60)
"""


def holder(file: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_process_learns_who_holds_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "checkpost.lock"
    with holder(file) as child:
        with pytest.raises(AlreadyRunning, match=f"process {child.pid}") as caught:
            RunLock(file).take()
        child.kill()

    assert caught.value.pid == child.pid


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "checkpost.lock"
    with holder(file) as child:
        child.kill()
        child.wait()

    lock = RunLock(file)
    lock.take()

    assert file.read_text() == f"{os.getpid()}\n"
    lock.release()


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    first, second = RunLock(tmp_path / "checkpost.lock"), RunLock(tmp_path / "checkpost.lock")
    first.take()
    with pytest.raises(AlreadyRunning):
        second.take()

    first.release()
    first.release()
    second.take()

    second.release()


def test_a_lock_file_with_nonsense_in_it_is_still_a_lock(tmp_path: Path) -> None:
    file = tmp_path / "checkpost.lock"
    file.write_text("what is this")
    lock = RunLock(file)

    lock.take()

    assert file.read_text() == f"{os.getpid()}\n"
    lock.release()


def test_a_lock_that_cannot_be_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "checkpost.lock").mkdir()

    with pytest.raises(StoreProblem, match=r"checkpost\.lock"):
        RunLock(tmp_path / "checkpost.lock").take()
