"""Advice on rules in other languages: what nobody says any more, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.language_files import LanguageFile
from bot.policy.files.nodes import is_null, quoted
from bot.policy.files.unread import DRAFTS, LANGUAGES
from bot.policy.files.written import Written
from bot.policy.problem import nearest
from bot.policy.schema import Status
from bot.policy.translations import Translations, plain

_SAYS = ("title", "message", "why")
_PUTS_IN = ("insert_first", "replace_with")
_RESTING = frozenset({Status.OFF, Status.RETIRED})


class Advice(NamedTuple):
    """What a kind of file holds of a rule, and how that is called."""

    directory: str
    texts: Callable[[Written], Iterator[yaml.Node]]
    says: str
    otherwise: str


def advise(
    files: Collection[LanguageFile],
    known: Translations,
    written: Iterable[Written],
    desk: Desk,
    advice: Advice,
) -> None:
    """Warn of both. Only packs that have a file of a language are expected to speak it.

    `written` are the rules of all packs, so that what a later pack has changed still counts as
    said, and what it says instead counts as missing.
    """
    rules = list(written)
    said = {plain(node.value) for rule in rules for node in advice.texts(rule)}
    for language in known.languages:
        mine = [file for file in files if file.language == language]
        expected = [rule for rule in rules if _is_expected(rule, {file.pack for file in mine})]
        missing = _missing(expected, language, known, advice)
        for sentence in (sentence for file in mine for sentence in file.sentences):
            if plain(sentence.own) not in said:
                close = nearest(sentence.own, missing)
                missing.pop(close or "", None)
                hint = f"One says {quoted(close)}: translate that." if close else "Take it out."
                gone = f"no rule {advice.says} {quoted(sentence.own)} any more. {hint}"
                desk.warn(sentence.node, gone)
        for text, node in missing.items():
            where = f"{advice.directory}/{language}.yaml"
            desk.warn(node, f"{quoted(text)} is not in {where}, so {advice.otherwise}.")


def _missing(
    rules: Iterable[Written], language: str, known: Translations, advice: Advice
) -> dict[str, yaml.Node]:
    """Return the sentences without a translation, each with where it stands first."""
    missing: dict[str, yaml.Node] = {}
    for rule in rules:
        for node in advice.texts(rule):
            if not known.holds(language, node.value):
                missing.setdefault(plain(node.value), node)
    return missing


def _is_expected(rule: Written, packs: Collection[str]) -> bool:
    base = _scalar(rule, "extends").partition("/")[0]
    return _scalar(rule, "status") not in _RESTING and (rule.pack.name in packs or base in packs)


def _texts(rule: Written) -> Iterator[yaml.Node]:
    return (rule.pairs[name].value for name in _SAYS if _scalar(rule, name))


def _put_in(rule: Written) -> Iterator[yaml.Node]:
    """Yield what a rule may put into a draft: in front of it, or in the place of what it finds."""
    suggest = rule.pairs.get("suggest")
    if suggest is None or not isinstance(suggest.value, yaml.MappingNode):
        return
    for name, node in suggest.value.value:
        if name.value in _PUTS_IN:
            several = isinstance(node, yaml.SequenceNode)
            yield from (each for each in (node.value if several else [node]) if each.value)


def _scalar(rule: Written, name: str) -> str:
    """Return the text of a key; empty where there is none, or something else."""
    pair = rule.pairs.get(name)
    if pair is None or not isinstance(pair.value, yaml.ScalarNode) or is_null(pair.value):
        return ""
    return str(pair.value.value)


READ = Advice(LANGUAGES, _texts, "says", "it is read as it stands here")
PUT_IN = Advice(DRAFTS, _put_in, "puts in", "drafts in that language are not offered it")
