"""One rule's card: what it says, what it looks for, its tests, and what can be changed about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.messages import say
from bot.policy.body import DetectBody, LimitBody, PhraseBody, ReplaceBody, RequireBody, Terms
from bot.policy.changes.change import (
    Kind,
    next_statuses,
    softer,
    takes_exceptions,
    takes_words,
)
from bot.policy.company import Organisation
from bot.policy.schema import Exemption, Rule, RuleTest, Status
from bot.slack.cards.rule_sentences import day_of
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
        section(plain(f"{rule.message}\n{say('rule.why', why=rule.why)}")),
        *_buttons(rule),
        *_part(say("rule.looks_for"), _terms(rule, organisation)),
        *_part(say("rule.leaves_alone"), _exceptions(rule.exceptions)),
        *_part(say("rule.its_tests"), _tests(rule.tests)),
    ]
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("rules.rule")},
        "close": {"type": "plain_text", "text": say("button.back")},
        "blocks": blocks,
    }


def _small(rule: Rule, precision: str) -> str:
    too_few = precision == say("rules.too_few")
    figures = say("rules.too_few_figures") if too_few else ""
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
            if body.need.regex:
                needed.append(say("rule.patterns", count=len(body.need.regex)))
            yield say("rule.asks_for", words=", ".join(needed))
        case LimitBody():
            for counter, most in body.at_most.items():
                yield say("rule.at_most", most=most, counter=counter)
        case DetectBody():
            yield ", ".join(body.entities)


def _looked_for(terms: Terms, organisation: Organisation) -> Iterator[str]:
    for key, phrases in (
        ("any_of", terms.any_),
        ("all_of", terms.all_),
        ("near", terms.near.any_ if terms.near else ()),
        ("not_near", terms.unless_near.any_ if terms.unless_near else ()),
        ("not_with", terms.none),
    ):
        if phrases:
            words = ", ".join(_grouped(phrases, organisation))
            yield say(f"rule.{key}", words=words)
    if terms.regex:
        yield say("rule.and_patterns", count=len(terms.regex))


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
        said = quote(each.phrase)
        if each.until:
            said = say("rule.until", phrase=said, day=day_of(each.until.date().isoformat()))
        if each.reason:
            said = say("rule.because", phrase=said, reason=clip(each.reason, 100))
        yield f"• {said}"
    if len(exceptions) > _EXCEPTIONS:
        yield say("rules.more", count=len(exceptions) - _EXCEPTIONS)


def _tests(tests: tuple[RuleTest, ...]) -> Iterator[str]:
    for test in tests[:_TESTS]:
        key = "rule.finds" if test.expect == "match" else "rule.is_quiet_at"
        yield f"• {say(key, draft=quote(test.draft))}"
    if len(tests) > _TESTS:
        yield say("rules.more", count=len(tests) - _TESTS)


def _buttons(rule: Rule) -> list[Block]:
    offered = []
    if takes_words(rule):
        offered.append((Kind.WORD, say("change.title.word")))
    if takes_exceptions(rule):
        offered.append((Kind.EXCEPTION, say("change.title.exception")))
    if next_statuses(rule):
        to_watch = next_statuses(rule) == (Status.WATCH,)
        offered.append((Kind.STATUS, say("rule.only_watch" if to_watch else "rule.go_live")))
    if softer(rule):
        offered.append((Kind.SEVERITY, say("change.title.severity")))
    buttons = [
        button(f"change_{kind}", label, _spoken(label, rule), f"{kind} {rule.id}")
        for kind, label in offered
    ]
    return [actions("rule_do", *buttons)] if buttons else []


def _spoken(label: str, rule: Rule) -> str:
    return say("change.button_says", label=label, rule=clip(rule.id, 50))
