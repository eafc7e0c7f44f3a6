"""Which rule folders had no problem before, so that a command need not try all of them again."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.policy.loader import Loaded, load

_CODE = Path(__file__).resolve().parents[1]
_MOST = 50
_NAME = "sound-rules"


def load_proven(folder: Path, *, languages: bool = False) -> Loaded:
    """Load a rule folder as `load` does, faster where these very files had no problem before.

    What is remembered, in `~/.cache/checkpost` where there is a `~/.cache`, is a hash of the files
    and of the code that reads them: neither their words nor their names. `trials` are empty where
    nothing was tried again. Where nothing can be remembered, everything is tried each time.
    """
    try:
        file, stamp = Path.home() / ".cache" / "checkpost" / _NAME, _stamp(folder)
        known = file.read_text("ascii", "replace").split() if file.is_file() else []
    except (OSError, RuntimeError):  # no home, or something that cannot be read
        return load(folder, languages=languages)
    loaded = load(folder, languages=languages, proven=stamp in known)
    if stamp not in known and not loaded.problems:
        _remember(file, [*known[1 - _MOST :], stamp])
    return loaded


def _remember(file: Path, stamps: list[str]) -> None:
    """Write the file as a whole: of two commands at once the one is remembered, never half."""
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True, mode=0o700)
        new = file.with_name(f"{_NAME}.{os.getpid()}")
        new.write_text("\n".join(stamps), "ascii")
        new.replace(file)


def _stamp(folder: Path) -> str:
    """Hash what the rules say, and when the code and the libraries that read them changed."""
    told = hashlib.sha256(sys.version.encode())
    for place in filter(os.path.isfile, _files(folder)):  # a pipe would keep us waiting
        with open(place, "rb") as file:  # noqa: PTH123 -- a Path for each costs more than the rest
            told.update(f"\0{place}\0".encode("utf-8", "surrogatepass"))
            told.update(hashlib.file_digest(file, "sha256").digest())
    libraries = (place for place in sys.path if Path(place).is_dir())
    for place in (*_files(_CODE), *libraries):
        changed = os.stat(place).st_mtime_ns  # noqa: PTH116 -- the same
        told.update(f"\0{place}\0{changed}".encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (f"{inside}/{name}" for name in sorted(names))
