"""A rule folder as it stood in an earlier revision, taken out of Git into a folder of its own."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.cli.ruleset import fail
from bot.settings import environment_for_others


@contextmanager
def folder_at(against: str, folder: Path) -> Iterator[Path]:
    """Give the folder `against`, or `folder` as it stood in the Git revision of that name.

    What is neither exits 2 and says so.
    """
    if Path(against).is_dir():
        yield Path(against)
        return
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    inside = folder.resolve().relative_to(top.resolve()).as_posix()
    revision = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{against}^{{commit}}")
    archive = _git(top, "archive", "--format=tar", revision.decode().strip(), "--", inside)
    with TemporaryDirectory(prefix="checkpost-") as scratch:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(scratch, filter="data")
        yield Path(scratch) / inside


def _git(folder: Path, *args: str) -> bytes:
    try:
        return subprocess.run(  # noqa: S603 -- no shell, and the arguments are ours
            ["git", "-C", str(folder), *args],  # noqa: S607 -- whichever git the person uses
            capture_output=True,
            check=True,
            env=environment_for_others(),
        ).stdout
    except FileNotFoundError:
        fail("git is not installed. Give --against a folder instead.")
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else "git could not do it"
        fail(f"--against is no folder, and git says: {reason}")
