"""Linting: rules that load and work, and may still be wrong for the people who read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache

from bot.policy.body import LimitBody, PhraseBody, ReplaceBody, RequireBody, Terms
from bot.policy.lint.overlap import overlaps
from bot.policy.lint.words import BLAMING, CHILLING, COMMON, FINE, WORKING_LIFE
from bot.policy.matching.probe import Probe, make_probe
from bot.policy.problem import Gravity, Place, Problem
from bot.policy.ruleset import RuleSet
from bot.policy.schema import CAMPAIGNS, Rule
from bot.policy.text.view import View, fold
from bot.verdict import Draft, Severity

LONGEST_MESSAGE = 200  # characters; a card on a phone shows no more without scrolling
MOST_FIRED = 0.02  # of ordinary drafts
FEWEST_DRAFTS = 50  # below this a share says nothing
_REVIEW_AFTER = timedelta(days=400)


def lint(ruleset: RuleSet, at: datetime, ordinary: Iterable[Draft] = ()) -> list[Problem]:
    """Return every warning, by file and line. `ordinary` are drafts that nothing is wrong with."""
    warnings = [warning for rule in ruleset.rules for warning in _lint_rule(rule, at)]
    warnings += [_warn(rule, says) for rule, says in overlaps(ruleset.rules)]
    warnings += _lint_openings(ruleset, at)
    warnings += _lint_rates(ruleset, at, list(ordinary))
    return sorted(warnings, key=lambda warning: (warning.path, warning.line, warning.message))


def _warn(rule: Rule, says: str) -> Problem:
    place: Place = rule.place
    return Problem(place.path, place.line, place.column, f"{rule.id}: {says}", Gravity.WARNING)


def _lint_rule(rule: Rule, at: datetime) -> Iterator[Problem]:
    if not rule.status.works:
        return
    checks = (_wording(rule), _upkeep(rule, at), _risks(rule), _message(rule))
    for says in (says for check in checks for says in check):
        yield _warn(rule, says)


def _message(rule: Rule) -> Iterator[str]:
    if len(rule.message) > LONGEST_MESSAGE:
        yield (
            f"the message has {len(rule.message)} characters. "
            f"Say it in {LONGEST_MESSAGE}: the reason belongs in why."
        )
    for word in _holds(BLAMING, rule.message):
        yield f"the message blames (“{word}”). Say what to write instead."


def _wording(rule: Rule) -> Iterator[str]:
    """Warn of words that chill protected speech; single terms only where they are working life."""
    wanted = _phrases(rule)
    phrases = [phrase for phrase in wanted if " " in phrase.strip()]
    told = " · ".join((rule.title, rule.message, rule.why, *phrases))
    terms = " · ".join((*wanted, *map(_words_of, _regexes(rule))))
    for entry, (reason, instead) in CHILLING.items():
        everywhere = f"{told} · {terms}" if entry in WORKING_LIFE else told
        for word in _holds({entry}, everywhere):
            yield f"“{word}” {reason}. {instead}"


def _holds(phrases: Iterable[str], text: str) -> list[str]:
    view = View(text)
    fine = [span for phrase in FINE for span in _probe(phrase).find(view)]
    return [
        phrase.rstrip("*")
        for phrase in phrases
        if any(
            not any(low <= start and end <= high for low, high in fine)
            for start, end in _probe(phrase).find(view)
        )
    ]


@cache
def _probe(phrase: str) -> Probe:
    return make_probe(phrase)


def _upkeep(rule: Rule, at: datetime) -> Iterator[str]:
    if not rule.owner:
        yield "nobody is named to ask. Give owner, or a contact for its topic."
    if rule.reviewed_on is None:
        yield "it has no review date. Give reviewed_on: the day somebody last read it."
    elif at - rule.reviewed_on > _REVIEW_AFTER:
        yield f"nobody has read it since {rule.reviewed_on:%Y-%m-%d}. Read it, and say so."
    ends = [window.until for window in rule.active]
    if (
        rule.pack.name != CAMPAIGNS
        and ends
        and all(until is not None and until <= at for until in ends)
    ):
        yield "its dates have passed, so it sleeps. Retire it, or give new dates."
    for exemption in rule.exceptions:
        if exemption.until is not None and exemption.until <= at:
            yield f"the exception ‘{exemption.phrase}’ has ended. Take it out."
    if rule.topic == "tone" and rule.severity is not Severity.POLISH:
        yield f"a matter of tone is never more than polish, and it says {rule.severity}."


def _risks(rule: Rule) -> Iterator[str]:
    terms = _terms(rule)
    if terms is None or terms.near or terms.unless_near or terms.all_ or terms.case == "exact":
        return
    for phrase in terms.any_:
        if fold(phrase) in COMMON:
            yield (
                f"‘{phrase}’ is an everyday word and stands alone. "
                "Add near or unless_near, or write a longer phrase."
            )


def _terms(rule: Rule) -> Terms | None:
    match rule.body:
        case PhraseBody(terms):
            return terms
        case RequireBody(trigger):
            return trigger
        case _:
            return None


def _phrases(rule: Rule) -> list[str]:
    terms = _terms(rule)
    found = [*terms.any_, *terms.all_] if terms else []
    if isinstance(rule.body, ReplaceBody):
        found += [swap.old for swap in rule.body.swaps]
    return found


def _regexes(rule: Rule) -> tuple[str, ...]:
    terms = _terms(rule) or getattr(rule.body, "terms", None)
    return terms.regex if terms else ()


def _words_of(regex: str) -> str:
    """Return the plain words of a regex; what stands in brackets of one sign each is none."""
    return _SIGNS.sub(" · ", _ESCAPED.sub(" ", regex))


_ESCAPED = re.compile(r"\\[pP]\{[^}]*\}|\\.|\[[^\]]*\]|\(\?[a-z]*[:)]|\{[\d,]*\}")
_SIGNS = re.compile(r"[^\w'’ -]+")


def _lint_openings(ruleset: RuleSet, at: datetime) -> Iterator[Problem]:
    """Warn where another rule stops at a rule's own remedy: authors would go round in circles."""
    for rule in ruleset.rules:
        opening = (rule.suggest.insert_first or "").strip()
        if not opening or "{" in opening or not rule.status.works:
            continue
        found = {finding.rule for finding in ruleset.read(Draft(opening), at).findings}
        for other in sorted(found - {rule.id}):
            yield _warn(rule, f"{other} stops at what it opens with, “{opening}”. Word it anew.")


def _lint_rates(ruleset: RuleSet, at: datetime, drafts: list[Draft]) -> Iterator[Problem]:
    if len(drafts) < FEWEST_DRAFTS:
        return
    fired: dict[str, int] = {}
    for draft in drafts:
        for rule_id in {finding.rule for finding in ruleset.read(draft, at).findings}:
            fired[rule_id] = fired.get(rule_id, 0) + 1
    for rule in ruleset.rules:
        count = fired.get(rule.id, 0)
        if count > MOST_FIRED * len(drafts) and not isinstance(rule.body, LimitBody):
            yield _warn(
                rule,
                f"it speaks on {count} of {len(drafts)} drafts that nothing is wrong with. "
                "Narrow it with near, unless_near or exceptions.",
            )
