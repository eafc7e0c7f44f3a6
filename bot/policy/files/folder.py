"""Reading a rule folder's files: the organisation's, and the rules as they stand in the packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import cast

import yaml

from bot.policy.company import Organisation
from bot.policy.counting import Limits
from bot.policy.files.company_file import read_organisation
from bot.policy.files.desk import Desk
from bot.policy.files.facts import Facts, read_facts
from bot.policy.files.more_words import More
from bot.policy.files.side_files import PLATFORMS, PROTECTED
from bot.policy.files.source import Unreadable, compose, read_nodes, tell
from bot.policy.guard import Additions, Guard
from bot.policy.problem import Place
from bot.verdict import Platform

Overlay = Mapping[str, str | None]


@dataclass(slots=True)
class Folder:
    """A rule folder being read, with the desk where its problems go.

    `contents` is what the company's own files say, for the rule set's hash. `overlay` is read in
    place of files (by their path from the folder): another text, or None for a file that is gone.
    `packs` are the names of those that are loaded, in their order, and `more` the words that they
    add to lists.
    """

    path: Path
    desk: Desk = field(default_factory=Desk)
    contents: list[str] = field(default_factory=list)
    overlay: Overlay = field(default_factory=dict)
    packs: list[str] = field(default_factory=list)
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
                laid_over = self.overlay[relative] or ""
                root = compose(laid_over.encode("utf-8", "surrogatepass"), name)
            else:
                root = read_nodes(file, self.path, name)
        except Unreadable as error:
            self.desk.error(error.place, str(error))
            return None
        if root is None:
            self.desk.error(Place(name), "is empty. Begin it with `version: 1`.")
        elif not relative.startswith("packs/"):  # rules have a hash of their own
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
    return _guard(Additions(extra.get("alone", ()), extra.get("with_work", ()), names))


# A guard holds nothing of any draft, and most reloads change nothing about it.
@lru_cache(maxsize=4)
def _guard(additions: Additions) -> Guard:
    return Guard(additions)


def read_statements(folder: Folder) -> Facts:
    """Return the approved statements; without facts.yaml no rule may name one."""
    root = folder.root("facts.yaml") if folder.has("facts.yaml") else None
    facts = read_facts(root, folder.desk) if root else Facts()
    folder.desk.facts = frozenset(facts.places)
    return facts
