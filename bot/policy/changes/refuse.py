"""Why a change to the rules cannot be made: what speaks against it before anything is written."""

from __future__ import annotations

from datetime import date, datetime

from bot.messages import say
from bot.policy.body import ReplaceBody
from bot.policy.changes.change import (
    KEPT_LIVE,
    Change,
    Kind,
    growing_lists,
    next_statuses,
    softer,
    takes_exceptions,
    takes_words,
)
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, Status


def refusal(ruleset: RuleSet, change: Change, rule: Rule | None, now: datetime) -> str:
    """Return the sentence that says why a change to `rule` cannot be made; empty when it can."""
    if not change.why.strip():
        return say("refused.say_why")
    if change.kind in {Kind.WORD, Kind.LIST, Kind.EXCEPTION} and change.value.startswith("$"):
        return say("refused.dollar")
    if change.kind is Kind.LIST:
        return _wrong_list(ruleset, change)
    if rule is None:
        return say("refused.no_rule", rule=change.target)
    return _WRONG[change.kind](change, rule, now)


def _wrong_list(ruleset: RuleSet, change: Change) -> str:
    if change.target not in growing_lists(ruleset.organisation):
        return say("refused.no_list", list=change.target)
    if change.value in ruleset.organisation.lists[change.target].terms:
        return say("refused.on_list", word=change.value)
    return ""


def _wrong_word(change: Change, rule: Rule, now: datetime) -> str:
    del now
    if not takes_words(rule):
        return say("refused.takes_no_words", rule=rule.id)
    if isinstance(rule.body, ReplaceBody):
        if not change.instead.strip():
            return say("refused.say_which")
        if change.value in {swap.old for swap in rule.body.swaps}:
            return say("refused.in_rule", word=change.value)
    return ""


def _wrong_exception(change: Change, rule: Rule, now: datetime) -> str:
    if not takes_exceptions(rule):
        return say("refused.takes_no_exceptions", rule=rule.id)
    if not change.until:
        return ""
    try:
        ends = date.fromisoformat(change.until)
    except ValueError:
        return say("refused.write_the_day")
    return "" if ends > now.date() else say("refused.day_is_over")


def _wrong_status(change: Change, rule: Rule, now: datetime) -> str:
    del now
    if change.value == Status.WATCH and rule.topic in KEPT_LIVE:
        return say("refused.stays_live", rule=rule.id)
    if change.value not in next_statuses(rule):
        return say("refused.cannot_move", rule=rule.id, status=rule.status, wanted=change.value)
    return ""


def _wrong_severity(change: Change, rule: Rule, now: datetime) -> str:
    del now
    if change.value not in softer(rule):
        return say("refused.not_softer", rule=rule.id, severity=rule.severity, wanted=change.value)
    return ""


_WRONG = {
    Kind.WORD: _wrong_word,
    Kind.EXCEPTION: _wrong_exception,
    Kind.STATUS: _wrong_status,
    Kind.SEVERITY: _wrong_severity,
}
