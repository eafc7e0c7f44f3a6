"""One language's sentences, and what is understood in it, read from its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from bot.messages.heard import SECTION, PhraseProblem, phrases_in

Sentence = str | Mapping[str, str]
"""A sentence, or its plural forms by their CLDR names (`one`, `other`, …)."""

_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})


class CatalogProblem(Exception):
    """A message file cannot be used. The message names the file and the mistake."""


def read_catalog(file: Path) -> Mapping[str, Sentence]:
    """Return the sentences of `file` by their dotted keys, such as `card.still_reading`.

    Raises CatalogProblem for a file that is no mapping of sentences.
    """
    said = {key: node for key, node in _tree(file).items() if key != SECTION}
    return MappingProxyType(dict(_sentences(file.name, "", said)))


def read_heard(file: Path) -> Mapping[str, Sequence[str]]:
    """Return the phrases of `file` by kind. Raises CatalogProblem for one that cannot be read."""
    try:
        return phrases_in(_tree(file))
    except PhraseProblem as error:
        raise CatalogProblem(f"{file.name}: {error}") from error


def _tree(file: Path) -> Mapping[str, object]:
    import yaml  # noqa: PLC0415 -- reviews are read where nothing else needs it

    # The C one is ten times as fast; not every build of the library has it.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        # So that `no` stays a word and `12:30` a time.
        tree = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506 -- makes strings only
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise CatalogProblem(f"{file.name}: {error}") from error
    if not isinstance(tree, dict):
        raise CatalogProblem(f"{file.name} holds no sentences")
    return tree


def _sentences(file: str, above: str, tree: Mapping[str, object]) -> Iterator[tuple[str, Sentence]]:
    for name, node in tree.items():
        key = f"{above}{name}"
        if isinstance(node, str):
            yield key, node
        elif not isinstance(node, dict):
            raise CatalogProblem(f"{file}: {key} should be a sentence")
        elif "other" in node and node.keys() <= _FORMS:
            yield key, MappingProxyType(node)
        else:
            yield from _sentences(file, f"{key}.", node)
