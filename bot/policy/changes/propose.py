"""A proposed change: its rule file, what speaks against it, its tests, and what flips with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.limits import read_file
from bot.messages import say
from bot.policy.backtest import Backtest, Sample, backtest
from bot.policy.changes.change import (
    PACK,
    Change,
    Kind,
    Signed,
)
from bot.policy.changes.packs import with_pack
from bot.policy.changes.refuse import refusal
from bot.policy.changes.write import EXAMPLE, FOLDER, file_name, pack_file, rule_file
from bot.policy.lint.lint import lint
from bot.policy.loader import LEFT_OUT, Loaded, failure, load
from bot.policy.problem import OTHERS_WORK
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule
from bot.policy.trial import Trial

PACK_FILE = f"{FOLDER}/pack.yaml"
_DRAFT = 200  # characters of a test's draft that a sentence can take
_NOTHING = Backtest(0, (), ())


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a change would write and do.

    `path` is where `yaml` goes, from the rule folder; `edits` are all files that have to be
    written for it, the pack's own the first time. `problems` are sentences that say why it cannot
    be made; with none, `ruleset` is what it leads to. `trials` are the tests of the rules it
    touches. `flips` compares with the rules as they are. `thoughts` are lint's warnings about what
    is new.
    """

    change: Change
    path: str = ""
    yaml: str = ""
    edits: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    trials: tuple[Trial, ...] = ()
    flips: Backtest = _NOTHING
    ruleset: RuleSet | None = None
    thoughts: tuple[str, ...] = ()


def propose(folder: Path, change: Change, corpus: Iterable[Sample], *, signed: Signed) -> Proposal:
    """Try a change on a rule folder without writing anything.

    The folder is loaded in full, as it is and as it would be, with every rule's own tests.
    """
    before = load(folder)
    if before.ruleset is None or before.errors:
        return Proposal(change, problems=tuple(_mend_first(before)))
    rule = _rule(before.ruleset, change)
    wrong = refusal(before.ruleset, change, rule, signed.at)
    if wrong:
        return Proposal(change, problems=(wrong,))
    path = file_name(change, signed)
    text = rule_file(change, rule, signed, before.ruleset.organisation.timezone)
    edits = {**_pack_edits(folder, before.ruleset), path: text}
    after = load(folder, edits)
    problems = tuple(_explained(after))
    if after.ruleset is None or problems:
        return Proposal(change, path, text, edits, problems, _trials(after, before, change))
    if after.ruleset.hash == before.ruleset.hash:
        return Proposal(change, path, text, edits, (say("refused.changes_nothing"),))
    flips = backtest(before.ruleset, after.ruleset, corpus, signed.at)
    trials = _trials(after, before, change)
    thoughts = _thoughts(before.ruleset, after.ruleset, signed.at)
    return Proposal(change, path, text, edits, (), trials, flips, after.ruleset, thoughts)


def _thoughts(before: RuleSet, after: RuleSet, at: datetime) -> tuple[str, ...]:
    known = {warning.message for warning in lint(before, at)}
    return tuple(w.message for w in lint(after, at) if w.message not in known)


def _explained(loaded: Loaded) -> Iterator[str]:
    """Return what is wrong as sentences for somebody who does not look at the files."""
    failed = {
        failure(trial, stays=stays): trial
        for trial in loaded.trials
        for stays in (False, True)
        if not trial.passed
    }
    for problem in loaded.errors:
        message = problem.message.removesuffix(OTHERS_WORK).strip()
        trial = failed.get(message)
        yield _told(message) if trial is None else _failed(trial)


def _failed(trial: Trial) -> str:
    mine = trial.test.name == EXAMPLE
    draft = " ".join(trial.test.draft.split())
    short = draft if len(draft) <= _DRAFT else f"{draft[:_DRAFT]}…"
    if mine:
        return say("refused.your_example", says=trial.says, draft=short)
    return say("refused.test_of", rule=trial.rule.id, says=trial.says, draft=short)


def _mend_first(loaded: Loaded) -> Iterator[str]:
    yield say("refused.mend_first")
    yield from (_told(str(problem)) for problem in loaded.errors)


def _told(text: str) -> str:
    return text.removesuffix(OTHERS_WORK).strip().removesuffix(LEFT_OUT).strip()


def _rule(ruleset: RuleSet, change: Change) -> Rule | None:
    if change.kind is Kind.LIST:
        return None
    return next((rule for rule in ruleset.rules if rule.id == change.target), None)


def _pack_edits(folder: Path, ruleset: RuleSet) -> dict[str, str]:
    """Return what has to be written once, so that the folder knows the pack of these changes."""
    edits: dict[str, str] = {}
    if not any((folder / FOLDER).glob("pack.y*ml")):
        company = ruleset.organisation
        owner = company.channels.get("comms") or company.contacts.get("default") or "comms"
        edits[PACK_FILE] = pack_file(owner)
    named = folder / "packs.yaml"
    if named.is_file():
        text = read_file(named).decode()
        if (more := with_pack(text, PACK)) != text:
            edits["packs.yaml"] = more
    return edits


def _trials(after: Loaded, before: Loaded, change: Change) -> tuple[Trial, ...]:
    """Return the tests of the rule that is changed; for a list, of every rule that changed."""
    if change.kind is not Kind.LIST:
        return tuple(_newest(trial for trial in after.trials if trial.rule.id == change.target))
    old = {rule.id: rule.body for rule in before.ruleset.rules} if before.ruleset else {}
    return tuple(trial for trial in after.trials if old.get(trial.rule.id) != trial.rule.body)


def _newest(trials: Iterable[Trial]) -> Sequence[Trial]:
    """Return the tests of the newest version only: a failed one gives way to the one before it."""
    found = list(trials)
    return [trial for trial in found if trial.rule is found[0].rule]
