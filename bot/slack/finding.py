"""Which finding a button belongs to, and what its rule has to say for itself."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages import say
from bot.policy.body import DetectBody, PhraseBody, ReplaceBody, RequireBody, Terms
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, RuleTest
from bot.slack.cards.lesson import Lesson
from bot.slack.payload import Given
from bot.verdict import Finding, Source


def address_of(given: Given) -> str:
    """Return the address of the finding whose button was pressed; its value ends in the check."""
    return given.value.rpartition(" ")[0].rpartition(" ")[2]


def lesson(finding: Finding, ruleset: RuleSet | None) -> Lesson:
    """Return what stands behind a rule's finding, with an example of either kind.

    Where the rule's own would give a name away, invented ones take their place.
    """
    rules = ruleset.rules if ruleset and finding.source is Source.RULE else ()
    rule = next((rule for rule in rules if rule.id == finding.rule), None)
    if rule is None or ruleset is None:
        return Lesson(finding)
    own = Lesson(finding) if _is_secret(rule, ruleset) else _own(finding, rule, ruleset)
    if own.bad and own.good:
        return own
    kind = "client" if rule.topic == "client" else "name"
    bad, good = (say(f"lesson.invented.{kind}.{each}") for each in ("bad", "good"))
    return Lesson(finding, bad, good, invented=True)


def _own(finding: Finding, rule: Rule, ruleset: RuleSet) -> Lesson:
    stops = [test for test in rule.tests if test.expect == "match" and _is_plain(test, ruleset)]
    fine = [test.draft for test in rule.tests if test.expect == "no_match"]
    fine = [draft for draft in fine if not _names_secret(draft, ruleset)]
    mended = next((test for test in stops if test.fixed), None)
    if mended is not None and not rule.suggest.remove:  # what is left of a sentence teaches little
        return Lesson(finding, bad=mended.draft, good=mended.fixed or "")
    return Lesson(finding, bad=stops[0].draft if stops else "", good=fine[0] if fine else "")


def _is_plain(test: RuleTest, ruleset: RuleSet) -> bool:
    return not _names_secret(f"{test.draft}\n{test.fixed or ''}", ruleset)


def _is_secret(rule: Rule, ruleset: RuleSet) -> bool:
    """Whether a rule looks for words of a secret list. Then not even its tests are shown."""
    hidden = set(_secrets(ruleset))
    return any(_bare(phrase) in hidden for phrase in _phrases(rule))


def _names_secret(text: str, ruleset: RuleSet) -> bool:
    folded = text.casefold()
    return any(term in folded for term in _secrets(ruleset))


def _secrets(ruleset: RuleSet) -> Iterator[str]:
    for held in ruleset.organisation.lists.values():
        if held.secret:
            yield from (_bare(term) for term in held.terms)


def _bare(phrase: str) -> str:
    return phrase.casefold().strip("*#@ ")


def _phrases(rule: Rule) -> Iterator[str]:
    body = rule.body
    match body:
        case PhraseBody():
            yield from _of_terms(body.terms)
        case ReplaceBody():
            yield from (swap.old for swap in body.swaps)
            yield from _of_terms(body.terms)
        case RequireBody():
            if body.trigger:
                yield from _of_terms(body.trigger)
            yield from (*body.need.any_, *body.need.all_)
        case DetectBody():
            yield from body.allow
            yield from _of_terms(body.terms)
        case _:
            pass


def _of_terms(terms: Terms) -> Iterator[str]:
    yield from (*terms.any_, *terms.all_, *terms.none)
    for near in (terms.near, terms.unless_near):
        if near:
            yield from near.any_
