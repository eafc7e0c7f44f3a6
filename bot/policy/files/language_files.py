"""Reading files of words in other languages: a pack's, for its readers and for their drafts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, cast

import yaml

from bot.languages.lists import words
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
from bot.policy.files.unread import DRAFTS, LANGUAGES
from bot.policy.problem import Place, either
from bot.policy.translations import Translations

_NO_SENTENCES: Mapping[str, Mapping[str, str]] = {}


class Sentence(NamedTuple):
    """What a rule says, the same in another language, and where that stands."""

    own: str
    said: str
    node: yaml.Node


class LanguageFile(NamedTuple):
    """What one pack says in one language; `pack` may be another folder that has such files."""

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


def _file(what: str, holds: str) -> Record:
    texts = Field(_Sentences(), holds, required=True)
    return Record(what, {"version": VERSION, "texts": texts}, dict)


LANGUAGE_FILE = _file(
    "a language file", "What a rule says, word for word, and the same in this language."
)
DRAFTS_FILE = _file(
    "a file of words for drafts",
    "What a rule puts into a draft, word for word, and the same in this language.",
)


def translations_of(
    files: Iterable[LanguageFile], first: Mapping[str, Mapping[str, str]] = _NO_SENTENCES
) -> Translations:
    """Return what files say, and `first` before them; where two say a sentence, the later."""
    sentences = {language: dict(told) for language, told in first.items()}
    for file in files:
        sentences.setdefault(file.language, {}).update(file.told)
    return Translations(sentences)


def read_language_files(folder: Folder) -> Iterator[LanguageFile]:
    """Yield what the packs that are loaded say in other languages, in the packs' order.

    What is wrong goes to the folder's desk; a file that cannot be read at all is left out.
    """
    yield from read_texts(folder, _of_packs(folder, LANGUAGES), languages())


def read_drafts_files(folder: Folder) -> Iterator[LanguageFile]:
    """Yield what the packs that are loaded put into drafts in other languages, likewise.

    Any language that a draft can be told to be in may have one.
    """
    where = _of_packs(folder, DRAFTS)
    yield from _files(folder, where, DRAFTS_FILE, words("small"), "cannot tell drafts in")


def read_texts(
    folder: Folder, where: Iterable[tuple[str, str]], known: Collection[str]
) -> Iterator[LanguageFile]:
    """Yield what is read in other languages; `where` are owners with their directories."""
    yield from _files(folder, where, LANGUAGE_FILE, known, "does not speak")


def _of_packs(folder: Folder, directory: str) -> list[tuple[str, str]]:
    return [(pack, f"packs/{pack}/{directory}") for pack in folder.packs]


def _files(
    folder: Folder,
    where: Iterable[tuple[str, str]],
    shape: Record,
    known: Collection[str],
    cannot: str,
) -> Iterator[LanguageFile]:
    folder.desk.reassurance = "Your other texts keep working."
    for pack, directory in where:
        for file in files_of(folder, directory):
            if file.stem not in known:
                names = either(f"{name}.yaml" for name in known)
                says = f"Checkpost {cannot} {quoted(file.stem)}. Call it {names}."
                folder.desk.warn(Place(folder.name(file)), f"is not read: {says}")
                continue
            root = folder.root(file.relative_to(folder.path).as_posix())
            found = None if root is None else _read(root, shape, folder.desk)
            if found is not None:
                yield LanguageFile(pack, file.stem, found)


def _read(root: yaml.Node, shape: Record, desk: Desk) -> tuple[Sentence, ...] | None:
    found = pairs(root, "this file", desk)
    if found is None:
        return None
    fields = shape.fields
    values = read_fields(found, fields, shape.what, desk)
    for name, field in fields.items():
        if field.required and name not in found:
            desk.error(root, f"{shape.what} needs {name}: {field.doc}")
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
