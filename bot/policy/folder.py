"""Reading a rule folder's files: the organisation's, and the rules as they stand in the packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import cast

import yaml

from bot.policy.company_file import (
    NAME,
    PACK,
    PACKS,
    PLATFORMS,
    PROTECTED,
    VERSION,
    read_organisation,
)
from bot.policy.counting import Limits
from bot.policy.desk import Desk
from bot.policy.facts import Facts, read_facts
from bot.policy.guard import Additions, Guard
from bot.policy.inherit import Written
from bot.policy.more_words import More, MoreWords
from bot.policy.problem import OTHERS_WORK, Place, either
from bot.policy.record import Field, Record
from bot.policy.schema import Organisation, Pack
from bot.policy.shape import Pair, pairs
from bot.policy.source import Unreadable, compose, read_nodes, tell
from bot.verdict import Platform

_SUFFIXES = {".yaml", ".yml"}

Overlay = Mapping[str, str | None]


@dataclass(slots=True)
class Folder:
    """A rule folder being read, with the desk where its problems go.

    `contents` is what the company's own files say, for the rule set's hash. `overlay` is read in
    place of files (by their path from the folder): another text, or None for a file that is gone.
    `more` are the words that packs add to lists.
    """

    path: Path
    desk: Desk = field(default_factory=Desk)
    contents: list[str] = field(default_factory=list)
    overlay: Overlay = field(default_factory=dict)
    more: list[More] = field(default_factory=list)

    def name(self, file: Path) -> str:
        """Return how people call a file: `rules/packs/core/claims.yaml`."""
        return f"{self.path.name}/{file.relative_to(self.path).as_posix()}"

    def root(self, relative: str) -> yaml.Node | None:
        """Return a file's root node; None, once noted, when it cannot be read or is empty."""
        file = self.path / relative
        name = self.name(file)
        try:
            if relative in self.overlay:
                root = compose((self.overlay[relative] or "").encode(), name)
            else:
                root = read_nodes(file, self.path, name)
        except Unreadable as error:
            self.desk.error(error.place, str(error))
            return None
        if root is None:
            self.desk.error(Place(name), "is empty. Begin it with `version: 1`.")
        elif "/" not in relative:  # rules have a hash of their own
            self.contents.append(relative)
            tell(root, self.contents)
        return root

    def has(self, relative: str) -> bool:
        """Whether there is such a file, or a link that leads nowhere."""
        if relative in self.overlay:
            return self.overlay[relative] is not None
        file = self.path / relative
        return file.exists() or file.is_symlink()

    def laid_over(self, directory: str) -> list[str]:
        """Return the names that the overlay puts into a directory, among them sub-directories."""
        inside = (
            PurePosixPath(name).relative_to(directory).parts[0]
            for name, text in self.overlay.items()
            if text is not None and PurePosixPath(name).is_relative_to(directory)
        )
        return list(dict.fromkeys(inside))


def read_company(folder: Folder) -> Organisation:
    """Return the organisation and tell the desk what rules may refer to.

    Without a readable organisation file the rules that use its lists are left out, and messages
    speak of "your company".
    """
    desk = folder.desk
    desk.reassurance = ""
    nobody = Organisation(name="your company")
    if not folder.has("organization.yaml"):
        place = Place(f"{folder.path.name}/organization.yaml")
        desk.error(place, "is missing. It says who the company is; copy the shipped one.")
        organisation = nobody
    else:
        root = folder.root("organization.yaml")
        organisation = (read_organisation(root, desk) if root else None) or nobody
    desk.lists = {name: words.terms for name, words in organisation.lists.items()}
    desk.calendar = organisation.calendar
    desk.roles = organisation.roles
    return organisation


def read_platforms(folder: Folder) -> Mapping[Platform, Limits]:
    """Return each platform's limits; platforms that are not named have none."""
    if not folder.has("platforms.yaml"):
        return MappingProxyType({})
    root = folder.root("platforms.yaml")
    found = PLATFORMS.read(root, "platforms.yaml", folder.desk) if root else None
    limits = cast("dict[str, dict[Platform, Limits]]", found or {}).get("platforms", {})
    folder.desk.limits = limits
    return MappingProxyType(limits)


def read_guard(folder: Folder, organisation: Organisation) -> Guard:
    """Return the guard with what protected.yaml adds; a mistake there takes nothing from it."""
    found: object = None
    if folder.has("protected.yaml"):
        root = folder.root("protected.yaml")
        found = PROTECTED.read(root, "protected.yaml", folder.desk) if root else None
    extra: dict[str, tuple[str, ...]] = dict(found) if isinstance(found, dict) else {}
    names = (organisation.name, *organisation.aliases)
    return Guard(Additions(extra.get("alone", ()), extra.get("with_work", ()), names))


def read_statements(folder: Folder) -> Facts:
    """Return the approved statements; without facts.yaml no rule may name one."""
    root = folder.root("facts.yaml") if folder.has("facts.yaml") else None
    facts = read_facts(root, folder.desk) if root else Facts()
    folder.desk.facts = frozenset(facts.places)
    return facts


def read_packs(folder: Folder) -> list[Written]:
    """Return the rules of all packs, in the order of packs.yaml, as they are written."""
    folder.desk.reassurance = OTHERS_WORK
    return [rule for name in _pack_names(folder) for rule in _read_pack(folder, name)]


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
    named = list(dict.fromkeys(found["packs"]))
    place = Place(f"{folder.path.name}/packs.yaml")
    for name in [name for name in named if name not in there]:
        folder.desk.error(
            place, f"names the pack {name}, and packs/ has {either(there or ['none'])}."
        )
    for name in [name for name in there if name not in named]:
        folder.desk.warn(place, f"does not name packs/{name}, so its rules are not loaded.")
    return [name for name in named if name in there]


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


def _files_of(folder: Folder, directory: str) -> list[Path]:
    """Return a directory's rule files in their order, the overlay's among them."""
    there = folder.path / directory
    found = {file.name for file in _listed(there, folder) if not file.is_dir()}
    names = sorted(found.union(folder.laid_over(directory)))
    return [
        there / name
        for name in names
        if PurePosixPath(name).suffix in _SUFFIXES
        and name[0] != "."
        and folder.overlay.get(f"{directory}/{name}", "") is not None
    ]


def _read_pack(folder: Folder, name: str) -> list[Written]:
    reader = _PackReader(folder, name)
    files = _files_of(folder, f"packs/{name}")
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
