"""A third of the shipped rules, for tests that start many processes for another reason."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.shipped import RULES

_TOPICS = {"confidential", "credential", "disclosure", "personal-data"}


@cache
def few_rules() -> Path:
    """Return a folder with them, in English alone; it lasts as long as this process."""
    folder = Path(tempfile.mkdtemp(prefix="checkpost-rules-"), "rules")
    atexit.register(shutil.rmtree, folder.parent)
    shutil.copytree(RULES, folder, ignore=_left_out)
    (folder / "packs.yaml").write_text("version: 1\npacks: [core]\n")
    return folder


def _left_out(folder: str, names: list[str]) -> set[str]:
    if Path(folder) == RULES / "packs" / "core":
        return set(names) - {"pack.yaml", *(f"{topic}.yaml" for topic in _TOPICS)}
    return {"languages", "brightwater"} & set(names)
