"""Sentences about rules: what a change does, whose tests pass, whom to tell."""

from __future__ import annotations

import re
from datetime import date

from bot.messages import day, say
from bot.policy.changes.change import Change, Kind

_ID = re.compile(r"[CG][A-Z0-9]{5,}")


def others(channel: str, why: str = "") -> str:
    """Say who looks after the rules, to somebody who does not; `channel` may be empty.

    `why` says what keeps anybody from it in Slack, a word of `bot.slack.comms.Closed`.
    """
    where = f"<#{channel}>" if _ID.fullmatch(channel) else channel  # shown by its name
    whom = say("rules.others_in", channel=where) if channel else say("rules.others")
    return f"{whom} {say(f'rules.closed.{why}', channel=where)}" if why else whom


def summary(change: Change) -> str:
    """Say in one line what a change does."""
    about = {"rule": change.target, "value": change.value}
    match change.kind:
        case Kind.WORD if change.instead:
            return say("change.sums_up.word_instead", instead=change.instead, **about)
        case Kind.EXCEPTION if change.until:
            return say("change.sums_up.exception_until", until=day_of(change.until), **about)
        case Kind.STATUS:
            return say(f"change.sums_up.{change.value}", **about)
        case Kind.SEVERITY:
            verdict = say(f"verdict.{change.value}")
            return say("change.sums_up.severity", verdict=verdict, **about)
        case _:
            return say(f"change.sums_up.{change.kind}", **about)


def day_of(written: str) -> str:
    """Return an ISO date as people say it: 1 March 2027."""
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written


def tests_passed(number: int, rule: str) -> str:
    """Say that tests pass; `rule` is empty where several rules are meant."""
    if number == 0:
        return say("change.no_test")
    return say("change.tests_pass" if rule else "change.list_tests_pass", count=number, rule=rule)
