"""How much of a rule its own tests use: words that no test says may not do what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.policy.body import DetectBody, LimitBody, Near, PhraseBody, ReplaceBody, RequireBody, Terms
from bot.policy.company import Organisation
from bot.policy.files.lists import folded_back
from bot.policy.loader import Loaded
from bot.policy.matching.patterns import Pattern
from bot.policy.matching.probe import make_probe
from bot.policy.matching.sight import Sight
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule
from bot.policy.trial import draft_of, moment_of

Uses = Callable[[Sight], bool]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One rule's tests: how many of each kind, and which of its parts none of them uses.

    A list counts as one part, under its name, so that no secret word is shown.
    """

    rule: Rule
    matching: int
    clean: int
    parts: int
    unused: tuple[str, ...]


def cover(loaded: Loaded, rule_id: str | None = None) -> list[Coverage]:
    """Return the coverage of every rule that works, or of one."""
    ruleset = loaded.ruleset
    if ruleset is None:
        return []
    chosen = (rule for rule in ruleset.rules if rule.status.works and rule_id in {None, rule.id})
    return [_cover(ruleset, rule) for rule in chosen]


def _cover(ruleset: RuleSet, rule: Rule) -> Coverage:
    sights = [ruleset.sight(draft_of(rule, test), moment_of(rule, test)) for test in rule.tests]
    parts = dict(_parts(rule, ruleset.organisation))
    unused = tuple(name for name, uses in parts.items() if not any(uses(s) for s in sights))
    matching = sum(test.expect == "match" for test in rule.tests)
    return Coverage(rule, matching, len(rule.tests) - matching, len(parts), unused)


def _parts(rule: Rule, organisation: Organisation) -> Iterator[tuple[str, Uses]]:
    body = rule.body
    terms: Terms | None = None
    match body:
        case PhraseBody():
            terms = body.terms
            yield from _phrases((*terms.any_, *terms.all_), organisation)
            yield from _regexes(terms.regex, organisation)
        case ReplaceBody():
            terms = body.terms
            yield from _phrases([swap.old for swap in body.swaps], organisation)
        case RequireBody():
            terms = body.trigger
            if terms is not None:
                yield from _phrases((*terms.any_, *terms.all_), organisation)
                yield from _regexes(terms.regex, organisation)
            yield from _phrases((*body.need.any_, *body.need.all_), organisation)
            yield from _regexes(body.need.regex, organisation)
        case LimitBody():
            pass
        case DetectBody():
            terms = body.terms
            yield from ((name, _uses_entity(name)) for name in body.entities)
    if terms is not None:
        yield from _phrases(terms.none, organisation)
        yield from _nearby(terms.near, organisation)
        yield from _nearby(terms.unless_near, organisation)
    yield from _phrases([exemption.phrase for exemption in rule.exceptions], organisation)


def _nearby(near: Near | None, organisation: Organisation) -> Iterator[tuple[str, Uses]]:
    return _phrases(near.any_ if near else (), organisation)


def _phrases(phrases: Iterable[str], organisation: Organisation) -> Iterator[tuple[str, Uses]]:
    left = list(dict.fromkeys(phrases))
    for name, words in organisation.lists.items():
        if words.terms and set(words.terms) <= set(left):
            left = [phrase for phrase in left if phrase not in words.terms]
            yield f"${name}", _uses_any(words.terms)
    for phrase in left:
        yield phrase, _uses_any((phrase,))


def _regexes(sources: Iterable[str], organisation: Organisation) -> Iterator[tuple[str, Uses]]:
    lists = {name: words.terms for name, words in organisation.lists.items()}
    return ((folded_back(source, lists), _uses_regex(source)) for source in sources)


def _uses_any(phrases: tuple[str, ...]) -> Uses:
    probes = [make_probe(phrase) for phrase in phrases]
    return lambda sight: any(probe.find(sight.view) for probe in probes)


def _uses_regex(source: str) -> Uses:
    pattern = Pattern(source)
    return lambda sight: bool(pattern.spans(sight.view.folded, sight.view.folded_raw))


def _uses_entity(name: str) -> Uses:
    return lambda sight: bool(sight.entities(name))
