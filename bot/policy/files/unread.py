"""Rule files that nobody reads: in a folder too deep, beside the packs, or with another ending."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from bot.policy.files.folder import Folder
from bot.policy.problem import Place

SUFFIXES = frozenset({".yaml", ".yml"})
_OWN = frozenset(
    f"{name}.yaml"
    for name in ("organization", "platforms", "protected", "facts", "packs", "policy/synonyms")
)
LANGUAGES = "languages"
"""The folder that holds what a pack's rules, campaigns or drills say in other languages."""
_SHELVES = frozenset({"campaigns", "drills"})
_BESIDE = frozenset(f"{shelf}/{LANGUAGES}" for shelf in _SHELVES)
_DEPTH = 3  # packs/core/claims.yaml
DRAFTS = "drafts"
"""The folder of a pack that holds what its rules put into drafts in other languages."""


def warn_of_unread(folder: Folder, packs: Collection[str]) -> None:
    """Warn of every file that looks like a rule file and is none, with where it would be one.

    `packs` are those that are read; a pack that is not named has been spoken of.
    """
    for file in _yaml_files(folder.path):
        inside = PurePosixPath(file.relative_to(folder.path).as_posix())
        says = _why(inside, packs)
        if says:
            folder.desk.warn(Place(folder.name(file)), f"is not read: {says}")


def _yaml_files(path: Path) -> Iterator[Path]:
    for file in sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
        hidden = any(part[0] == "." for part in parts)
        if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
            yield file


def _why(file: PurePosixPath, packs: Collection[str]) -> str:
    """Say why a file is not read; empty where it is, or where its whole pack is not."""
    parts = file.parts
    if parts[0] != "packs" or len(parts) < _DEPTH:
        if str(file.parent) in _SHELVES:
            return "" if file.suffix == ".yaml" else f"name it {file.stem}.yaml."
        if str(file.parent) in _BESIDE and file.suffix in SUFFIXES:
            return ""
        return "" if str(file) in _OWN else "rules stand in packs/NAME/. Move it there."
    if parts[1] not in packs:
        return ""
    deep = len(parts) - _DEPTH
    if deep > (parts[2] in {LANGUAGES, DRAFTS}):
        return f"it is in a folder of its own. Move it to packs/{parts[1]}/."
    return "" if file.suffix in SUFFIXES else f"name it {file.stem}{file.suffix.lower()}."
