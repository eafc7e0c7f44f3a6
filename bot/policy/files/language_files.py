"""Reading packs/*/languages: what a pack's rules say in other languages, one file a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

import yaml

from bot.messages import languages
from bot.policy.files.company_file import VERSION
from bot.policy.files.desk import Desk
from bot.policy.files.folder import Folder
from bot.policy.files.listing import Table
from bot.policy.files.nodes import Pair, pairs, quoted
from bot.policy.files.pack_files import files_of
from bot.policy.files.parts import MESSAGE, placeholders
from bot.policy.files.record import Field, Record, read_fields
from bot.policy.files.shape import Schema, Text
from bot.policy.files.unread import LANGUAGES
from bot.policy.problem import Place, either


class Sentence(NamedTuple):
    """What a rule says, the same in another language, and where that stands."""

    own: str
    said: str
    node: yaml.Node


class LanguageFile(NamedTuple):
    """What one pack says in one language."""

    pack: str
    language: str
    sentences: tuple[Sentence, ...]

    @property
    def told(self) -> dict[str, str]:
        """The sentences by what they stand for."""
        return {sentence.own: sentence.said for sentence in self.sentences}


class _Sentences:
    """A mapping from sentences to sentences; one with a mistake is left out alone."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> tuple[Sentence, ...]:
        """Return the sentences without a mistake."""
        found = pairs(node, name, desk)
        if found is not None and not found:
            desk.error(node, f"{name} is empty. Put something in, or take the file out.")
        read = (_sentence(pair, desk) for pair in (found or {}).values())
        return tuple(sentence for sentence in read if sentence)

    def schema(self) -> Schema:
        """Return an object with free keys."""
        return Table(Text(), MESSAGE).schema()


LANGUAGE_FILE = Record(
    "a language file",
    {
        "version": VERSION,
        "texts": Field(
            _Sentences(),
            "What a rule says, word for word, and the same in this language.",
            required=True,
        ),
    },
    dict,
)


def read_language_files(folder: Folder) -> Iterator[LanguageFile]:
    """Yield what the packs that are loaded say in other languages, in the packs' order.

    What is wrong goes to the folder's desk; a file that cannot be read at all is left out.
    """
    folder.desk.reassurance = "Your other texts keep working."
    for pack in folder.packs:
        for file in files_of(folder, f"packs/{pack}/{LANGUAGES}"):
            if file.stem in languages():
                root = folder.root(file.relative_to(folder.path).as_posix())
                found = None if root is None else _read(root, folder.desk)
                if found is not None:
                    yield LanguageFile(pack, file.stem, found)
            else:
                _warn_of_language(file, folder)


def _read(root: yaml.Node, desk: Desk) -> tuple[Sentence, ...] | None:
    found = pairs(root, "this file", desk)
    if found is None:
        return None
    fields = LANGUAGE_FILE.fields
    values = read_fields(found, fields, LANGUAGE_FILE.what, desk)
    for name, field in fields.items():
        if field.required and name not in found:
            desk.error(root, f"{LANGUAGE_FILE.what} needs {name}: {field.doc}")
    return cast("Mapping[str, tuple[Sentence, ...]]", values).get("texts")


def _sentence(pair: Pair, desk: Desk) -> Sentence | None:
    own = Text().read(pair.key, "what a rule says", desk)
    said = MESSAGE.read(pair.value, "this text", desk)
    if own is None or said is None:
        return None
    wanted, given = placeholders(own), placeholders(said)
    if wanted == given:
        return Sentence(own, said, pair.key)
    hold = " and ".join(sorted(wanted)) or "no placeholder"
    desk.error(
        pair.value, f"this text says {quoted(said)}. It should hold {hold}, as the rule's own does."
    )
    return None


def _warn_of_language(file: Path, folder: Folder) -> None:
    spoken = either(f"{name}.yaml" for name in languages())
    folder.desk.warn(
        Place(folder.name(file)),
        f"is not read: Checkpost does not speak {quoted(file.stem)}. Call it {spoken}.",
    )
