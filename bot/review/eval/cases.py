"""Labelled drafts: what a careful reader would say about each, read from the corpus."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.limits import CORPUS_BYTES, read_file
from bot.review.labels import Label
from bot.verdict import Draft, Platform, Purpose
from bot.vocabulary.tone import Category


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a draft and the word for it: a tone category or the label of a claim."""

    start: int
    end: int
    word: str

    def touches(self, other: Mark) -> bool:
        """Whether two places share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Case:
    """One draft with its labels. Claims are those worth checking, with the label they deserve.

    A reply has its `comment` and the names of the `ticks` that it earns, and no other labels.
    """

    id: str
    draft: Draft
    tone: tuple[Mark, ...] = ()
    claims: tuple[Mark, ...] = ()
    comment: str = ""
    ticks: frozenset[str] | None = None

    @property
    def is_good(self) -> bool:
        """Whether nothing should be said about it: no tone, and every claim has its source."""
        unlabelled = self.ticks is not None
        supported = all(mark.word == Label.SUPPORTED for mark in self.claims)
        return not unlabelled and not self.tone and supported


@dataclass(frozen=True, slots=True)
class Cases:
    """The labelled drafts of a file, and what is wrong with the others."""

    cases: tuple[Case, ...]
    problems: tuple[str, ...] = ()


def read_cases(file: Path, *, replies: bool = False) -> Cases:
    """Return the drafts that carry tone or claim labels; an empty list of labels is one too.

    With `replies` those that carry ticks instead. Raises OSError when the file cannot be read.
    """
    labels = {"reply"} if replies else {"tone", "claims"}
    cases: dict[str, Case] = {}
    problems: list[str] = []
    for number, line in enumerate(read_file(file, CORPUS_BYTES).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            if isinstance(told, dict) and not told.keys().isdisjoint(labels):
                case = _case(told)
                cases[case.id] = case
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            problems.append(f"{file.name}:{number} {_says(error)}")
    return Cases(tuple(cases.values()), tuple(problems))


def case_id(text: str) -> str:
    """Return the id of a draft that has none of its own: the same wherever its line stands."""
    return f"draft-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _case(told: dict[str, Any]) -> Case:
    draft = Draft(
        told["draft"],
        Platform(told.get("platform", Platform.OTHER)),
        Purpose(told.get("purpose", Purpose.POST)),
        told.get("lang"),
    )
    tone = _marks(told.get("tone", ()), "category", [str(one) for one in Category], draft.text)
    claims = _marks(told.get("claims", ()), "label", [str(one) for one in Label], draft.text)
    ticks = told.get("reply")
    return Case(
        str(told.get("id") or case_id(f"{told.get('comment', '')}{draft.text}")),
        draft,
        tone,
        claims,
        str(told.get("comment", "")),
        None if ticks is None else frozenset(name for name, earned in ticks.items() if earned),
    )


def _marks(
    given: Iterable[dict[str, str]], key: str, legal: list[str], text: str
) -> tuple[Mark, ...]:
    marks = []
    for one in given:
        start, word = text.find(one["quote"]), one[key]
        if start < 0 or not one["quote"]:
            raise ValueError(f"quotes {one['quote'][:40]!r}, which does not stand in its draft.")
        if word not in legal:
            raise ValueError(f"says {key} {word!r}. Use {', '.join(legal)}.")
        marks.append(Mark(start, start + len(one["quote"]), word))
    return tuple(marks)


def _says(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"misses {error}."
    return str(error) if isinstance(error, ValueError) else "is no labelled draft."
