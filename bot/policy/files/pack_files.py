"""Reading the packs of a rule folder: the rules as they stand in their files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import cast

import yaml

from bot.policy.files.company_file import NAME, VERSION
from bot.policy.files.desk import Desk
from bot.policy.files.folder import Folder
from bot.policy.files.more_words import MoreWords
from bot.policy.files.nodes import Pair, pairs
from bot.policy.files.record import Field, Record
from bot.policy.files.side_files import PACK, PACKS
from bot.policy.files.source import place_of, tell
from bot.policy.files.unread import SUFFIXES, warn_of_unread
from bot.policy.files.written import Written
from bot.policy.problem import OTHERS_WORK, Place, either
from bot.policy.schema import Pack


def read_packs(folder: Folder) -> list[Written]:
    """Return the rules of all packs, in the order of packs.yaml, as they are written."""
    folder.desk.reassurance = OTHERS_WORK
    folder.packs = _pack_names(folder)
    warn_of_unread(folder, folder.packs)
    return [rule for name in folder.packs for rule in _read_pack(folder, name)]


def _pack_names(folder: Folder) -> list[str]:
    packs = folder.path / "packs"
    found_there = {child.name for child in _listed(packs, folder) if child.is_dir()}
    named_there = found_there.union(folder.laid_over("packs"))
    there = sorted(name for name in named_there if name[0] != ".")
    if not folder.has("packs.yaml"):
        return there
    root = folder.root("packs.yaml")
    found = PACKS.read(root, "packs.yaml", folder.desk) if root else None
    if not isinstance(found, dict):
        return there
    pairs = cast("yaml.MappingNode", root).value
    listed = next(value for key, value in pairs if key.value == "packs")
    named = _named(listed, there, folder.desk)
    for name in [name for name in there if name not in named]:
        folder.desk.warn(listed, f"does not name packs/{name}, so its rules are not loaded.")
    return [name for name in named if name in there]


def _named(listed: yaml.SequenceNode, there: list[str], desk: Desk) -> list[str]:
    """Return the packs that are named, and note those that are not there or named twice."""
    named: dict[str, yaml.Node] = {}
    for node in listed.value:
        name = str(node.value)
        if name in named:
            line = place_of(named[name]).line
            desk.error(
                node, f"names the pack {name} twice; it is already on line {line}. Keep one."
            )
        elif name not in there:
            desk.error(node, f"names the pack {name}, and packs/ has {either(there or ['none'])}.")
        named.setdefault(name, node)
    return list(named)


def _listed(path: Path, folder: Folder) -> list[Path]:
    try:
        return sorted(path.iterdir()) if path.exists() else []
    except OSError as error:
        folder.desk.error(Place(folder.name(path)), f"cannot be listed: {error.strerror}.")
        return []


PACK_FILE = Record(
    "a rule file",
    {
        "version": VERSION,
        "pack": Field(PACK, "The pack; it may stand in one file of the folder for all."),
        "lists": Field(
            MoreWords(), "Words to add to the organisation's lists: {products+: [...]}."
        ),
        "rules": Field(NAME, "The rules, as a list."),  # read on their own, one by one
    },
    dict,
)


@dataclass(slots=True)
class _PackReader:
    folder: Folder
    name: str
    pack: Pack | None = None
    declared: Place | None = None
    rules: list[tuple[dict[str, Pair], yaml.Node, bool]] = field(default_factory=list)

    def read_file(self, root: yaml.Node) -> None:
        desk = self.folder.desk
        found = pairs(root, "this file", desk)
        if found is None:
            return
        rules = found.pop("rules", None)
        values = PACK_FILE.read_pairs(found, root, desk)
        if isinstance(values, dict) and "lists" in values:
            self.folder.more += values["lists"]
            tell(found["lists"].value, self.folder.contents)
        pack = values.get("pack") if isinstance(values, dict) else None
        if isinstance(pack, Pack):
            self._declare(pack, found["pack"].value)
        if rules is not None:
            self._read_rules(rules.value)

    def _declare(self, pack: Pack, node: yaml.Node) -> None:
        desk = self.folder.desk
        if pack.name != self.name:
            desk.error(node, f"the pack is called {pack.name} and its folder {self.name}.")
        elif self.pack is not None:
            desk.error(node, f"says pack again; it stands in {self.declared}. Keep one.")
        else:
            self.pack = replace(pack, timezone=pack.timezone or desk.timezone)
            self.declared = Place(str(node.start_mark.name), node.start_mark.line + 1)

    def _read_rules(self, node: yaml.Node) -> None:
        if not isinstance(node, yaml.SequenceNode):
            self.folder.desk.error(node, "rules should be a list: each rule begins with `- id:`.")
            return
        desk = self.folder.desk
        for item in node.value:
            before = desk.errors
            found = pairs(item, "this rule", desk)
            if found is not None:
                self.rules.append((found, item, desk.errors > before))


def files_of(folder: Folder, directory: str) -> list[Path]:
    """Return a directory's YAML files in their order, the overlay's among them."""
    there = folder.path / directory
    found = {file.name for file in _listed(there, folder) if not file.is_dir()}
    names = sorted(found.union(folder.laid_over(directory)))
    return [
        there / name
        for name in names
        if PurePosixPath(name).suffix in SUFFIXES
        and name[0] != "."
        and folder.overlay.get(f"{directory}/{name}", "") is not None
    ]


def _read_pack(folder: Folder, name: str) -> list[Written]:
    reader = _PackReader(folder, name)
    files = files_of(folder, f"packs/{name}")
    for file in files:
        root = folder.root(file.relative_to(folder.path).as_posix())
        if root is not None:
            reader.read_file(root)
    if reader.pack is None and files:
        place = Place(folder.name(files[0]))
        folder.desk.error(
            place, f"nothing in packs/{name} says `pack: {{name: {name}, owner: …}}`."
        )
    pack = reader.pack or Pack(name, timezone=folder.desk.timezone)
    return [Written(found, node, pack, flawed) for found, node, flawed in reader.rules]
