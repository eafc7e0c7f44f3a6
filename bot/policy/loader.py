"""Loading a rule folder: all that can be used, and everything that is wrong with the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.policy.files.beside_files import shelf_texts, words_of_the_shelf
from bot.policy.files.campaign_files import read_campaigns
from bot.policy.files.campaign_rules import campaign_rules, campaign_sentences
from bot.policy.files.desk import Desk
from bot.policy.files.folder import (
    Folder,
    Overlay,
    read_company,
    read_guard,
    read_platforms,
    read_statements,
)
from bot.policy.files.inherit import settle
from bot.policy.files.language_advice import PUT_IN, READ, advise
from bot.policy.files.language_files import (
    LanguageFile,
    read_drafts_files,
    read_language_files,
    translations_of,
)
from bot.policy.files.more_words import with_more_words
from bot.policy.files.pack_files import read_packs
from bot.policy.files.rule_shape import read_rule
from bot.policy.files.source import place_of, uncollected
from bot.policy.files.written import Source
from bot.policy.problem import Gravity, Problem
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule
from bot.policy.translations import Translations
from bot.policy.trial import Trial, try_rule

LEFT_OUT = "The rule is left out until it passes."

_AS_IT_IS: Overlay = {}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder gave: a rule set (None when nothing in it can be used) and its problems.

    `trials` are all tests that were run, those of rules that failed them and were left out too.
    """

    folder: Path
    ruleset: RuleSet | None
    problems: tuple[Problem, ...] = ()
    trials: tuple[Trial, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that left something out."""
        return tuple(p for p in self.problems if p.severity is Gravity.ERROR)


def load(
    folder: Path, overlay: Overlay = _AS_IT_IS, *, languages: bool = False, proven: bool = False
) -> Loaded:
    """Read a rule folder, run every rule's own tests, and compile what passes.

    `overlay` is read in place of files, by their path from the folder: their text, or None for a
    file that is to be gone. So a change can be tried before it is written.
    `languages` says that what the rules say in other languages is wanted, too.
    `proven` says that these very files had no problem before: their regexes are not compiled until
    they are needed, and their tests are not run again.
    Never raises for what a folder holds: a bad file or rule is left out and reported.
    """
    if not folder.is_dir():
        says = "is no folder. Set CHECKPOST_RULES to a rule folder."
        problem = Problem(str(folder), 1, 1, says)
        return Loaded(folder, None, (problem,))
    with uncollected():
        return _Loading(Folder(folder.resolve(), Desk(proven=proven), overlay=overlay)).run(
            folder, languages=languages
        )


class _Loading:
    """One load, from files to a rule set."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._desk = folder.desk
        self._versions: dict[str, list[Source]] = {}
        self._organisation = read_company(folder)
        self._platforms = read_platforms(folder)
        self._facts = read_statements(folder).by_id
        self._guard = read_guard(folder, self._organisation)
        self._shelved = read_campaigns(folder, self._facts)
        campaigns = [one.campaign for one in self._shelved]
        self._beside = words_of_the_shelf(folder, campaigns, self._organisation.themes)
        shelf = tuple(shelf_texts(campaigns, self._beside))
        self._organisation = replace(self._organisation, shelf=shelf)
        self._translations = Translations()
        self._wordings = Translations()

    def run(self, path: Path, *, languages: bool) -> Loaded:
        timezone = self._organisation.timezone
        written = read_packs(self._folder)
        own = self._read(read_drafts_files)
        self._wordings = translations_of(own)
        written += campaign_rules(self._shelved, timezone, self._wordings, self._desk)
        advise(own, self._wordings, written, self._desk, PUT_IN)
        self._grow_lists()
        if languages:
            files = self._read(read_language_files)
            self._translations = translations_of(files, campaign_sentences(self._shelved))
            advise(files, self._translations, written, self._desk, READ)
        family = settle(written, self._desk)
        self._versions = family.versions
        rules = {key: self._newest(versions) for key, versions in family.versions.items()}
        ruleset = self._compile(rules)
        trials = [] if self._desk.proven else self._try(ruleset, rules)
        while failed := {trial.rule.id for trial in trials if self._fails(trial, rules)}:
            for rule_id in failed:
                # A version that fails its tests gives way to the one before it.
                versions = family.versions[rule_id]
                versions.pop()
                rules[rule_id] = self._newest(versions)
            ruleset = self._compile(rules)
            trials += self._try(ruleset, failed)
        problems = tuple(dict.fromkeys(self._desk.problems))
        return Loaded(path, ruleset if ruleset.rules else None, problems, tuple(trials))

    def _grow_lists(self) -> None:
        if self._folder.more:
            self._organisation = with_more_words(self._organisation, self._folder.more)
            lists = self._organisation.lists
            self._desk.lists = {name: words.terms for name, words in lists.items()}

    def _read(self, reader: Callable[[Folder], Iterator[LanguageFile]]) -> list[LanguageFile]:
        rules = self._desk.reassurance
        files = list(reader(self._folder))
        self._desk.reassurance = rules
        return files

    def _newest(self, versions: list[Source]) -> Rule | None:
        """Return the newest version without a mistake, and note every mistake of the others."""
        sound: Rule | None = None
        while versions and sound is None:
            source = versions[-1]
            self._desk.timezone = source.pack.timezone
            with self._desk.changed_at(place_of(source.node) if source.extends else None):
                sound = read_rule(source, self._organisation, self._desk)
            if sound is None:
                versions.pop()
        return sound

    def _compile(self, rules: Mapping[str, Rule | None]) -> RuleSet:
        sound = [rule for rule in rules.values() if rule is not None]
        return RuleSet(
            sound,
            self._organisation,
            guard=self._guard,
            platforms=self._platforms,
            facts=self._facts,
            campaigns=[one.campaign for one in self._shelved],
            translations=self._translations,
            wordings=self._wordings,
            beside=self._beside,
            digest=_digest(self._folder.contents, sound),
        )

    def _try(self, ruleset: RuleSet, only: Collection[str]) -> list[Trial]:
        trials = [
            trial
            for compiled in ruleset.compiled
            if compiled.rule.id in only
            for trial in try_rule(ruleset, compiled)
        ]
        for trial in trials:
            if not trial.passed:
                stays = len(self._versions[trial.rule.id]) > 1
                self._desk.error(trial.test.place, failure(trial, stays=stays))
        return trials

    @staticmethod
    def _fails(trial: Trial, rules: Mapping[str, Rule | None]) -> bool:
        return not trial.passed and rules[trial.rule.id] is trial.rule


def failure(trial: Trial, *, stays: bool = False) -> str:
    """Return what is wrong with a rule whose test failed; `stays` where an earlier one is left."""
    name = f" '{trial.test.name}'" if trial.test.name else ""
    rule, left = trial.rule, "The earlier version stays." if stays else LEFT_OUT
    if rule.place.path != trial.test.place.path:  # the test is the parent's, the fault is not
        left = f"The rule was changed at {rule.place}. {left}"
    return f"test{name} of {rule.id} {trial.says}. {left}"


def _digest(contents: Iterable[str], rules: Iterable[Rule]) -> str:
    told = [*contents]
    for rule in rules:
        told += (rule.id, rule.revision, rule.pack.timezone)
    written = "\0".join(told).encode("utf-8", "surrogatepass")
    return f"sha256:{hashlib.sha256(written).hexdigest()}"
