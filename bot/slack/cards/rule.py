"""One rule's card: what it says, what it looks for, its tests, and what can be changed about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.policy.body import DetectBody, LimitBody, PhraseBody, ReplaceBody, RequireBody, Terms
from bot.policy.changes.change import (
    Kind,
    next_statuses,
    softer,
    takes_exceptions,
    takes_words,
)
from bot.policy.company import Organisation
from bot.policy.precision import TOO_FEW
from bot.policy.schema import Exemption, Rule, RuleTest, Status
from bot.slack.cards import words_rules as words
from bot.slack.cards.rules import status_of
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    header,
    mrkdwn,
    plain,
    quote,
    section,
)

_TESTS, _EXCEPTIONS, _WORDS = 10, 8, 900


def rule_view(rule: Rule, organisation: Organisation, precision: str) -> Block:
    """Draw the card. It is for the comms channel's members, so it shows secret words as well."""
    blocks = [
        header(rule.title),
        context(mrkdwn(status_of(rule, precision)), plain(_small(rule, precision))),
        section(plain(f"{rule.message}\nWhy: {rule.why}")),
        *_buttons(rule),
        *_part("Looks for", _terms(rule, organisation)),
        *_part("Leaves alone", _exceptions(rule.exceptions)),
        *_part("Its tests", _tests(rule.tests)),
    ]
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Rule"},
        "close": {"type": "plain_text", "text": "Back"},
        "blocks": blocks,
    }


def _small(rule: Rule, precision: str) -> str:
    figures = f"figures: {TOO_FEW}" if precision == TOO_FEW else ""
    return " · ".join(filter(None, (rule.topic, rule.owner, figures)))


def _part(name: str, lines: Iterable[str]) -> list[Block]:
    text = "\n".join(lines)
    return [section(plain(f"{name}\n{clip(text, _WORDS)}"))] if text else []


def _terms(rule: Rule, organisation: Organisation) -> Iterator[str]:
    body = rule.body
    match body:
        case PhraseBody():
            yield from _looked_for(body.terms, organisation)
        case ReplaceBody():
            yield from (f"{swap.old} → {' / '.join(swap.new)}" for swap in body.swaps)
        case RequireBody():
            if body.trigger:
                yield from _looked_for(body.trigger, organisation)
            needed = _grouped((*body.need.any_, *body.need.all_), organisation)
            needed += [_patterns(len(body.need.regex))] if body.need.regex else []
            yield f"and asks for: {', '.join(needed)}"
        case LimitBody():
            yield from (f"at most {most} {counter}" for counter, most in body.at_most.items())
        case DetectBody():
            yield ", ".join(body.entities)


def _looked_for(terms: Terms, organisation: Organisation) -> Iterator[str]:
    for name, phrases in (
        ("any of", terms.any_),
        ("all of", terms.all_),
        ("near", terms.near.any_ if terms.near else ()),
        ("not near", terms.unless_near.any_ if terms.unless_near else ()),
        ("not with", terms.none),
    ):
        if phrases:
            yield f"{name}: {', '.join(_grouped(phrases, organisation))}"
    if terms.regex:
        yield f"and {_patterns(len(terms.regex))}"


def _patterns(number: int) -> str:
    return "a pattern (regex)" if number == 1 else f"{number} patterns (regex)"


def _grouped(phrases: tuple[str, ...], organisation: Organisation) -> list[str]:
    """Return phrases with the organisation's lists by their names."""
    left, names = list(dict.fromkeys(phrases)), []
    for name, held in organisation.lists.items():
        if held.terms and set(held.terms) <= set(left):
            left = [phrase for phrase in left if phrase not in held.terms]
            names.append(f"${name}")
    return [*names, *left]


def _exceptions(exceptions: tuple[Exemption, ...]) -> Iterator[str]:
    for each in reversed(exceptions[-_EXCEPTIONS:]):
        until = f" until {words.day(each.until.date().isoformat())}" if each.until else ""
        reason = f": {clip(each.reason, 100)}" if each.reason else ""
        yield f"• {quote(each.phrase)}{until}{reason}"
    if len(exceptions) > _EXCEPTIONS:
        yield words.more(len(exceptions) - _EXCEPTIONS)


def _tests(tests: tuple[RuleTest, ...]) -> Iterator[str]:
    for test in tests[:_TESTS]:
        says = "finds" if test.expect == "match" else "is quiet at"
        yield f"• {says} {quote(test.draft)}"
    if len(tests) > _TESTS:
        yield words.more(len(tests) - _TESTS)


def _buttons(rule: Rule) -> list[Block]:
    offered = []
    if takes_words(rule):
        offered.append((Kind.WORD, "Add a word"))
    if takes_exceptions(rule):
        offered.append((Kind.EXCEPTION, "Add an exception"))
    if next_statuses(rule):
        to_watch = next_statuses(rule) == (Status.WATCH,)
        offered.append((Kind.STATUS, "Only watch" if to_watch else "Go live"))
    if softer(rule):
        offered.append((Kind.SEVERITY, "Make it softer"))
    buttons = [
        button(f"change_{kind}", label, f"{label}: {clip(rule.id, 50)}", f"{kind} {rule.id}")
        for kind, label in offered
    ]
    return [actions("rule_do", *buttons)] if buttons else []
