"""The lists of words in the language files, read when somebody first asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent


@cache
def words(kind: str) -> Mapping[str, Sequence[str]]:
    """Return the words of one kind by language; a file that lacks the kind is not there."""
    # Most files have two kinds, and reading them all takes as long as a draft's rules.
    having = [code for code, text in _texts().items() if f"\n{kind}:" in text]
    return MappingProxyType({code: tuple(_read(code)[kind]) for code in having})


@cache
def every(kind: str) -> frozenset[str]:
    """Return the words of one kind of all languages together."""
    return frozenset(word for known in words(kind).values() for word in known)


@cache
def form(kind: str) -> re.Pattern[str]:
    """Return what finds one kind of all languages, where these are regular expressions."""
    forms = (one for known in words(kind).values() for one in known)
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _texts() -> Mapping[str, str]:
    return {file.stem: file.read_text("utf-8") for file in sorted(_FOLDER.glob("*.yaml"))}


@cache
def _read(code: str) -> Mapping[str, Sequence[str]]:
    import yaml  # noqa: PLC0415 -- rules are read where nothing else needs it

    # The C one is ten times as fast; not every build of the library has it.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found: Mapping[str, Sequence[str]] = yaml.load(_texts()[code], Loader=loader)  # noqa: S506 -- our own files, and this loader makes strings only
    return found
