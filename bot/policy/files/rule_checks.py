"""What must be true between the keys of a rule."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from bot.policy.body import LimitBody
from bot.policy.files.desk import Desk
from bot.policy.files.written import Source
from bot.policy.problem import either
from bot.policy.schema import SURVIVORS, Kind, Rule, Status
from bot.verdict import Platform, Verdict


def check(rule: Rule, source: Source, desk: Desk) -> None:
    """Note what cannot be: each key may be right by itself."""
    _check_guard(rule, source, desk)
    _check_during(rule, source, desk)
    _check_tests(rule, source, desk)
    _check_placeholders(rule, source, desk)
    _check_reach(rule, source, desk)


def _at(source: Source, *names: str) -> yaml.Node:
    """Return the value of the first of these keys that was given, else the rule itself."""
    return next((source.pairs[name].value for name in names if name in source.pairs), source.node)


def _check_guard(rule: Rule, source: Source, desk: Desk) -> None:
    if rule.survives_guard and rule.topic not in SURVIVORS:
        desk.error(
            _at(source, "survives_guard"),
            f"survives_guard is not for {rule.topic}: protected speech comes first. "
            f"It is legal for {either(SURVIVORS)}.",
        )


def _check_during(rule: Rule, source: Source, desk: Desk) -> None:
    for _, severity in rule.during:
        if Verdict(severity.value).rank <= Verdict(rule.severity.value).rank:
            desk.error(
                _at(source, "during"),
                f"during says {severity}, which is no graver than the rule's own {rule.severity}.",
            )


def _check_tests(rule: Rule, source: Source, desk: Desk) -> None:
    if rule.status is not Status.LIVE:
        return
    expected = {test.expect for test in rule.tests}
    missing = [word for word in ("match", "no_match") if word not in expected]
    if missing:
        desk.error(
            _at(source, "tests"),
            f"{rule.id} is live and has no test that expects {either(missing)}. "
            "Add one, or say `status: watch` until you have it.",
        )


def _check_placeholders(rule: Rule, source: Source, desk: Desk) -> None:
    offers = rule.suggest.insert_first or rule.suggest.replace_with
    for name in ("message", "why"):
        if "{words}" in getattr(rule, name) and not offers:
            says = f"{name} holds {{words}}, and suggest has neither insert_first nor replace_with."
            desk.error(_at(source, name), says)
    if rule.kind is Kind.LIMIT:
        return
    for name in ("message", "why"):
        for word in ("{count}", "{limit}"):
            if word in getattr(rule, name):
                desk.error(_at(source, name), f"{name} holds {word}, which only limit rules know.")


def _check_reach(rule: Rule, source: Source, desk: Desk) -> None:
    if isinstance(rule.body, LimitBody):
        for counter, most in rule.body.at_most.items():
            reached = [
                p for p in rule.when.platforms or Platform if _has_limit(p, counter, most, desk)
            ]
            if not reached:
                node = _at(source, "at_most")
                desk.error(node, f"{counter} has no limit on any platform of this rule.")
        return
    terms = getattr(rule.body, "terms", None) or getattr(rule.body, "trigger", None)
    if terms is not None and terms.any_ and set(terms.any_) <= set(terms.none):
        desk.error(_at(source, "none"), "none holds every phrase of any, so this can never match.")


def _has_limit(platform: Platform, counter: str, most: object, desk: Desk) -> bool:
    if isinstance(most, int):
        return True
    if isinstance(most, Mapping):
        return platform in most
    limits = desk.limits.get(platform)
    return limits is not None and getattr(limits, counter) is not None
