"""Full-text search over clauses: which of them answers a question, and whether any does."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.evidence.question import LEAST_FOR_LEAVE, STOP_WORDS, asks_leave, least_fit, words_of
from bot.vocabulary.clause import Clause, Origin

MOST_FOUND = 3
_MOST_NEAR = 6

_LEAST_TYPED = 5  # letters of a word in which a slip of the finger can be told
_ALIKE = 0.8
_SLIP = 0.8  # what a word counts that was only guessed
_COLUMNS = "4.0, 2.0, 1.0"
_BEFORE = 1.01  # what puts a clause just before a rule that is made from it
_CLOSE = 0.4  # of the best: what fits much less only distracts
_UNKNOWN = 0.6  # what a word that no clause has counts, where leave is asked for
_RULES_COUNT = 0.5  # a rule says less than the clause it is made from


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found, and the passage of it that says most about the question."""

    clause: Clause
    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search gave. `hits` are empty where no clause answers; `near` are the closest."""

    hits: tuple[Hit, ...]
    near: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class _Notion:
    """One thing that a question speaks of: words that all mean it, and how much it weighs."""

    words: frozenset[str]
    share: float = 1.0


class ClauseSearch:
    """Finds clauses by the words of a question. Safe to use from several threads."""

    def __init__(
        self,
        clauses: Iterable[Clause],
        synonyms: Mapping[str, Sequence[str]],
    ) -> None:
        """`synonyms` are words that mean another one, by that one."""
        self._clauses = tuple(clauses)
        self._lock = threading.Lock()
        self._heads = _heads(synonyms)
        self._index = _index(self._clauses, self._heads)
        texts = (f"{_said(clause)} {clause.more}" for clause in self._clauses)
        known = {word for text in texts for word in words_of(text)}
        self._known = frozenset(known)
        self._spelled = sorted(known | {word for words in self._heads for word in words.split()})

    def find(self, question: str, *, guarded: bool = False) -> Searched:
        """Return the clauses that answer a question, the closest first.

        `guarded` says that the question is about its author's working life: then the clause that
        protects such speech comes first, whatever the words.
        """
        with self._lock:
            ranked = self._ranked(question)
        least = least_fit(question)
        answers = [hit for hit in ranked if hit.score >= least]
        if guarded:
            known = {hit.clause.id: hit for hit in ranked if hit.clause.protects}
            every = (known.get(one.id) or _whole(one) for one in self._clauses if one.protects)
            enough = 0.0 if asks_leave(question) else LEAST_FOR_LEAVE
            first = [hit for hit in every if hit.score >= enough]
            answers = [*first, *(hit for hit in answers if not hit.clause.protects)]
        near = tuple(hit.clause for hit in ranked[:_MOST_NEAR])
        close = [hit for hit in answers if hit.score >= answers[0].score * _CLOSE]
        return Searched(tuple(close[:MOST_FOUND]), near)

    def close(self) -> None:
        """Let the index go."""
        with self._lock:
            self._index.close()

    def _ranked(self, question: str) -> list[Hit]:
        notions = self._notions(question)
        unknown = _UNKNOWN if asks_leave(question) else 1.0
        total = 0.0
        scores: dict[int, float] = {}
        covered: dict[int, float] = {}
        for notion in notions:
            found = self._matching(notion)
            weight = math.log((len(self._clauses) + 1) / (len(found) + 0.5)) * notion.share
            total += weight / notion.share * (1.0 if found else unknown)
            for number, score in found.items():
                scores[number] = scores.get(number, 0.0) + score * notion.share
                covered[number] = covered.get(number, 0.0) + weight
        hits = [self._hit(n, scores[n] * covered[n] / total, notions) for n in scores]
        return sorted(self._lifted(hits), key=lambda hit: -hit.score)

    def _lifted(self, hits: Sequence[Hit]) -> list[Hit]:
        """Let no rule stand before the clause that it is made from: the closest of its topic."""
        policy = [hit for hit in hits if hit.clause.origin is Origin.POLICY]
        lifted = {hit.clause.id: hit for hit in policy}
        for hit in hits:
            if hit.clause.origin is Origin.POLICY or not hit.clause.topics:
                continue
            same = [one for one in policy if hit.clause.topics[0] in one.clause.topics]
            first = max(same, key=lambda one: one.score, default=None)
            first = first or self._of_topic(hit.clause.topics[0])
            if first and lifted.get(first.clause.id, first).score <= hit.score:
                lifted[first.clause.id] = replace(first, score=hit.score * _BEFORE)
        rules = [hit for hit in hits if hit.clause.origin is not Origin.POLICY]
        return [*lifted.values(), *rules]

    def _of_topic(self, topic: str) -> Hit | None:
        policy = (one for one in self._clauses if one.origin is Origin.POLICY)
        return next((_whole(one) for one in policy if topic in one.topics), None)

    def _hit(self, number: int, score: float, notions: Sequence[_Notion]) -> Hit:
        clause = self._clauses[number]
        if clause.origin is not Origin.POLICY:
            score *= _RULES_COUNT
        return Hit(clause, _best(clause.passages, notions), score)

    def _matching(self, notion: _Notion) -> dict[int, float]:
        query = " OR ".join('"' + word.replace('"', " ") + '"' for word in sorted(notion.words))
        rows = self._index.execute(
            f"SELECT rowid, -bm25(clauses, {_COLUMNS}) FROM clauses WHERE clauses MATCH ?",  # noqa: S608 -- our own numbers
            (query,),
        )
        return {int(row[0]): float(row[1]) for row in rows}

    def _notions(self, question: str) -> list[_Notion]:
        words = words_of(question)
        notions: dict[frozenset[str], _Notion] = {}
        taken: set[int] = set()
        for length in (3, 2):  # "two factor authentication" before "two"
            for at in range(len(words) - length + 1):
                phrase = " ".join(words[at : at + length])
                if phrase in self._heads and taken.isdisjoint(range(at, at + length)):
                    taken |= set(range(at, at + length))
                    meant = frozenset({phrase, *self._heads[phrase]})
                    notions[meant] = _Notion(meant)
        for at, word in enumerate(words):
            if at in taken or word in STOP_WORDS or word.isdigit():
                continue
            notion = self._notion(word)
            notions.setdefault(notion.words, notion)
        return list(notions.values())

    def _notion(self, word: str) -> _Notion:
        meant = self._meant(word)
        if meant or word in self._known or self._matching(_Notion(frozenset({word}))):
            return _Notion(frozenset({word, *meant}))
        if len(word) >= _LEAST_TYPED:
            same = [other for other in self._spelled if other[:1] == word[0]]
            if close := get_close_matches(word, same, n=1, cutoff=_ALIKE):
                return _Notion(frozenset({close[0], *self._meant(close[0])}), _SLIP)
        return _Notion(frozenset({word}))

    def _meant(self, word: str) -> frozenset[str]:
        """Return what a word means, whatever its ending."""
        rows = self._index.execute("SELECT word FROM said WHERE said MATCH ?", (f'"{word}"',))
        return frozenset(head for row in rows for head in self._heads[row[0]])


def _index(clauses: Sequence[Clause], said: Iterable[str]) -> sqlite3.Connection:
    index = sqlite3.connect(":memory:", check_same_thread=False)
    index.execute(
        "CREATE VIRTUAL TABLE clauses USING fts5"
        " (title, passages, more, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    index.executemany(
        "INSERT INTO clauses (rowid, title, passages, more) VALUES (?, ?, ?, ?)",
        [
            (n, clause.title, " ".join(clause.passages), f"{clause.more} {clause.fine}")
            for n, clause in enumerate(clauses)
        ],
    )
    index.execute(
        "CREATE VIRTUAL TABLE said USING fts5"
        " (word, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    words = [(word,) for word in said if " " not in word]
    index.executemany("INSERT INTO said (word) VALUES (?)", words)
    return index


def _heads(synonyms: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """Return for each word or phrase the words of the policy that it means."""
    heads: dict[str, set[str]] = {}
    for head, words in synonyms.items():
        for word in words:
            heads.setdefault(" ".join(words_of(word)), set()).add(" ".join(words_of(head)))
    return {word: frozenset(meant) for word, meant in heads.items()}


def _said(clause: Clause) -> str:
    return f"{clause.title} {' '.join(clause.passages)}"


def _best(passages: Sequence[str], notions: Iterable[_Notion]) -> str:
    """Return the passage that speaks of most of it, the first where several do."""
    wanted = {part[:5] for notion in notions for word in notion.words for part in word.split()}
    known = [len(wanted & {word[:5] for word in words_of(passage)}) for passage in passages]
    return passages[known.index(max(known))]


def _whole(clause: Clause) -> Hit:
    return Hit(clause, clause.passages[0], 0.0)
