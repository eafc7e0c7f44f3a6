"""Everything that a question can be answered from: the policy's clauses, the rules, the facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.policy.company import Organisation
from bot.policy.files.folder import Folder
from bot.policy.files.habit_files import read_habits
from bot.policy.files.policy_folder import PolicyText, Synonyms, read_policy
from bot.policy.loader import Loaded, load
from bot.policy.problem import Problem
from bot.policy.ruleset import RuleSet
from bot.policy.schema import CAMPAIGNS, Rule, Status
from bot.policy.text.view import View
from bot.vocabulary.clause import Clause, Origin
from bot.vocabulary.facts import Fact
from bot.vocabulary.habit import Habit

_LISTS = {
    "products": ("products", "product"),
    "competitors": ("competitors", "competitor"),
    "reference_clients": ("customer", "client"),
}
"""Lists of names, what the policy calls them all, and what questions call one of them."""
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Handbook:
    """What may be quoted, and the words that lead to it or away. `owner` is whom to ask.

    `names` are those that anybody may hear, each with what it is the name of, such as "product".
    """

    clauses: tuple[Clause, ...]
    synonyms: Synonyms
    owner: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


def read_policy_folder(path: Path) -> tuple[PolicyText, tuple[Problem, ...]]:
    """Return the policy text of a rule folder and everything that is wrong with it."""
    folder = Folder(path.resolve())
    text = read_policy(folder)
    return text, tuple(folder.desk.problems)


def load_with_policy(path: Path) -> Loaded:
    """Load a rule folder with what its rules say in other languages.

    What is wrong with policy text and drills is among the problems.
    """
    loaded = load(path, languages=True)
    if loaded.ruleset is None:
        return loaded
    _, problems = read_policy_folder(path)
    _, others = read_habits_folder(path)
    return replace(loaded, problems=(*loaded.problems, *problems, *others))


def read_habits_folder(path: Path) -> tuple[tuple[Habit, ...], tuple[Problem, ...]]:
    """Return the drills of a rule folder and everything that is wrong with them."""
    folder = Folder(path.resolve())
    habits = read_habits(folder)
    return habits, tuple(folder.desk.problems)


def handbook(ruleset: RuleSet, text: PolicyText, at: datetime) -> Handbook:
    """Return what may be quoted at a moment. Nothing in it holds a word of a secret list."""
    organisation = ruleset.organisation
    is_secret = _secret(organisation)
    # What a campaign asks for a while is no policy, and its example would tell its name too early.
    live = (rule for rule in ruleset.rules if rule.status is Status.LIVE)
    rules = [rule for rule in live if rule.pack.name != CAMPAIGNS]
    found = [
        *(_with_examples(clause, rules) for clause in text.clauses),
        *_of_rules(rules),
        *(_of_fact(fact) for fact in ruleset.facts_at(at)),
    ]
    clean = (_clean(clause, is_secret) for clause in found)
    owner = organisation.contacts.get("default") or organisation.channels.get("comms", "")
    names = tuple(_names(organisation))
    synonyms = _with_names(text.synonyms, names)
    known = tuple(one for one in clean if one is not None)
    return Handbook(known, synonyms, owner, text.elsewhere, names)


def _names(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """Yield our own names, and those of the public lists; a secret one means nothing."""
    yield from ((name, "organization") for name in (organisation.name, *organisation.aliases))
    for name, (_, kind) in _LISTS.items():
        words = organisation.lists.get(name)
        if words is not None and not words.secret:
            known = (term.strip("#@*") for term in words.terms)
            yield from ((term, kind) for term in known if term)


def _with_names(synonyms: Synonyms, names: Iterable[tuple[str, str]]) -> Synonyms:
    """Let a name mean what its list is called."""
    named = dict(synonyms)
    heads = {kind: head for head, kind in _LISTS.values()}
    for name, kind in names:
        if kind in heads:
            named[heads[kind]] = (*named.get(heads[kind], ()), name)
    return named


def _with_examples(clause: Clause, rules: Iterable[Rule]) -> Clause:
    """Fill in examples from the rules' own tests where the policy gives none."""
    if clause.fine and clause.not_fine:
        return clause
    for rule in rules:
        if rule.topic in clause.topics:
            fine, not_fine = _examples(rule)
            clause = replace(clause, fine=clause.fine or fine, not_fine=clause.not_fine or not_fine)
    return clause


def _of_rules(rules: Iterable[Rule]) -> Iterator[Clause]:
    """Yield one clause for each title: several rules may serve one."""
    seen: set[str] = set()
    for rule in rules:
        if rule.title in seen:
            continue
        seen.add(rule.title)
        fine, not_fine = _examples(rule)
        yield Clause(
            id=rule.id,
            title=rule.title,
            passages=(rule.why or rule.title,),
            origin=Origin.RULE,
            link=rule.link,
            owner=rule.owner,
            topics=(rule.topic,),
            fine=fine,
            not_fine=not_fine,
            more=_PLACEHOLDER.sub(" ", rule.message),
        )


def _examples(rule: Rule) -> tuple[str, str]:
    """Return a draft that is fine and one that is not: the rule's own tests."""
    bad = next((test for test in rule.tests if test.expect == "match"), None)
    good = next((test.draft for test in rule.tests if test.expect == "no_match"), "")
    if bad is None:
        return good, ""
    return bad.fixed or good, bad.draft


def _of_fact(fact: Fact) -> Clause:
    return Clause(
        id=fact.id,
        title=fact.statement,
        passages=(fact.statement,),
        origin=Origin.FACT,
        link=fact.source,
        owner=fact.owner,
        topics=("claim",),
    )


def _clean(clause: Clause, is_secret: Callable[[str], bool]) -> Clause | None:
    """Return a clause without examples that hold a secret word; None where it says one itself."""
    if any(map(is_secret, (clause.title, *clause.passages))):
        return None
    return replace(
        clause,
        fine="" if is_secret(clause.fine) else clause.fine,
        not_fine="" if is_secret(clause.not_fine) else clause.not_fine,
        more="" if is_secret(clause.more) else clause.more,
    )


def _secret(organisation: Organisation) -> Callable[[str], bool]:
    lists = (words.terms for words in organisation.lists.values() if words.secret)
    terms = {View(term.strip("*#@")).folded for terms in lists for term in terms}
    squeezed = {re.sub(r"\W", "", term) for term in terms} | terms

    def is_secret(text: str) -> bool:
        folded = View(text).folded
        plain = re.sub(r"[\W_]", "", folded)
        return any(term and (term in folded or term in plain) for term in squeezed)

    return is_secret
