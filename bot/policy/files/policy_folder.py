"""Reading rules/policy: its texts, and the words that people use for what they call otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from bot.policy.files.asked import ASKED
from bot.policy.files.company_file import VERSION
from bot.policy.files.folder import Folder
from bot.policy.files.listing import Listing, Table
from bot.policy.files.policy_text import read_policy_text
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Choice, Text
from bot.policy.files.source import Unreadable, read_text
from bot.policy.problem import Place
from bot.vocabulary.clause import Clause

FOLDER = "policy"
SYNONYMS_FILE = f"{FOLDER}/synonyms.yaml"

Synonyms = Mapping[str, tuple[str, ...]]

SYNONYMS = Record(
    "synonyms.yaml",
    {
        "version": VERSION,
        "words": Field(
            Table(Text(), Listing(Text())), "A word of the policy, and those that mean it."
        ),
        "elsewhere": Field(
            Table(Choice(ASKED.values()), Listing(Text())),
            "Words for what the policy does not speak of, such as parking, by their language.",
        ),
    },
    dict,
)


@dataclass(frozen=True, slots=True)
class PolicyText:
    """The policy's clauses, in the order written, and the words that lead to them.

    `elsewhere` are words that lead to no clause, each behind its language.
    """

    clauses: tuple[Clause, ...] = ()
    synonyms: Synonyms = field(default_factory=dict)
    elsewhere: tuple[tuple[str, str], ...] = ()


def read_policy(folder: Folder) -> PolicyText:
    """Return what rules/policy holds, empty without it; mistakes go to the folder's desk."""
    desk = folder.desk
    desk.reassurance = "Your other clauses keep working."
    clauses: dict[str, Clause] = {}
    for file in sorted((folder.path / FOLDER).glob("*.md")):
        name = folder.name(file)
        try:
            text = read_text(file, folder.path, name)
        except Unreadable as error:
            desk.error(error.place, str(error))
            continue
        for clause in read_policy_text(text, name, desk).values():
            if clause.id in clauses:
                desk.error(Place(name), f"the name {clause.id} is taken by another file.")
            else:
                clauses[clause.id] = clause
    return PolicyText(tuple(clauses.values()), *_words(folder))


def _words(folder: Folder) -> tuple[Synonyms, tuple[tuple[str, str], ...]]:
    root = folder.root(SYNONYMS_FILE) if folder.has(SYNONYMS_FILE) else None
    found = SYNONYMS.read(root, SYNONYMS.what, folder.desk) if root else None
    tables = cast("dict[str, Synonyms]", found or {})
    words = {
        head: tuple(word for word in meant if word)
        for head, meant in tables.get("words", {}).items()
    }
    elsewhere = tables.get("elsewhere", {})
    return words, tuple((language, one) for language in elsewhere for one in elsewhere[language])
