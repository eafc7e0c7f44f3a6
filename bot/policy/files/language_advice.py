"""Advice on what rules say in other languages: what nobody says any more, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.language_files import LanguageFile
from bot.policy.files.nodes import is_null, quoted
from bot.policy.files.unread import LANGUAGES
from bot.policy.files.written import Written
from bot.policy.problem import nearest
from bot.policy.schema import Status
from bot.policy.translations import Translations, plain

_SAYS = ("title", "message", "why")
_RESTING = frozenset({Status.OFF, Status.RETIRED})


def advise(
    files: Collection[LanguageFile], known: Translations, written: Iterable[Written], desk: Desk
) -> None:
    """Warn of both. Only packs that have a file of a language are expected to speak it.

    `written` are the rules of all packs, so that what a later pack has changed still counts as
    said, and what it says instead counts as missing.
    """
    rules = list(written)
    said = {plain(node.value) for rule in rules for node in _texts(rule)}
    for language in known.languages:
        mine = [file for file in files if file.language == language]
        missing = _missing(rules, {file.pack for file in mine}, language, known)
        for sentence in (sentence for file in mine for sentence in file.sentences):
            if plain(sentence.own) not in said:
                close = nearest(sentence.own, missing)
                missing.pop(close or "", None)
                hint = f"One says {quoted(close)}: translate that." if close else "Take it out."
                desk.warn(sentence.node, f"no rule says {quoted(sentence.own)} any more. {hint}")
        for text, node in missing.items():
            where = f"{LANGUAGES}/{language}.yaml"
            desk.warn(node, f"{quoted(text)} is not in {where}, so it is read as it stands here.")


def _missing(
    rules: Iterable[Written], packs: Collection[str], language: str, known: Translations
) -> dict[str, yaml.Node]:
    """Return the sentences without a translation, each with where it stands first."""
    missing: dict[str, yaml.Node] = {}
    for rule in rules:
        if _is_expected(rule, packs):
            for node in _texts(rule):
                if not known.holds(language, node.value):
                    missing.setdefault(plain(node.value), node)
    return missing


def _is_expected(rule: Written, packs: Collection[str]) -> bool:
    base = _scalar(rule, "extends").partition("/")[0]
    return _scalar(rule, "status") not in _RESTING and (rule.pack.name in packs or base in packs)


def _texts(rule: Written) -> Iterator[yaml.Node]:
    return (rule.pairs[name].value for name in _SAYS if _scalar(rule, name))


def _scalar(rule: Written, name: str) -> str:
    """Return the text of a key; empty where there is none, or something else."""
    pair = rule.pairs.get(name)
    if pair is None or not isinstance(pair.value, yaml.ScalarNode) or is_null(pair.value):
        return ""
    return str(pair.value.value)
