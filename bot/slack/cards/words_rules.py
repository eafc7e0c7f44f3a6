"""Every sentence the bot says about looking after the rules."""

from __future__ import annotations

import re
from datetime import date

from bot.policy.changes.change import Change, Kind
from bot.policy.explain import Outcome
from bot.policy.schema import Status
from bot.verdict import Severity

_ID = re.compile(r"[CG][A-Z0-9]{5,}")

STATUSES = {
    Status.LIVE: "live",
    Status.WATCH: "watching, not shown",
    Status.OFF: "off",
    Status.RETIRED: "retired",
}
OUTCOMES = {
    Outcome.MATCHED: "The author reads",
    Outcome.WATCH: "Noticed by rules that only watch",
    Outcome.GUARDED: "Silent, because this is protected speech",
    Outcome.EXCEPTED: "Covered by an exception",
    Outcome.SKIPPED: "In a part that the rule leaves alone",
    Outcome.HELD_BACK: "Found, but the words around it decide otherwise",
    Outcome.NOT_ACTIVE: "Asleep on this day",
    Outcome.OUT_OF_SCOPE: "For other drafts than this one",
    Outcome.OFF: "Switched off",
}
SOFTER = {
    Severity.POLISH: "Small polish: a hint, no more",
    Severity.FIX: "Fix first: change it before you post",
    Severity.ASK: "Ask first: talk to somebody before you post",
}
TITLES = {
    Kind.WORD: "Add a word",
    Kind.LIST: "Add to a list",
    Kind.EXCEPTION: "Add an exception",
    Kind.STATUS: "Watch or live",
    Kind.SEVERITY: "Make it softer",
}

NOT_USED_YET = "*The files have a mistake, so the rules before it stay in use:*"
LEFT_OUT = "*Left out when I started, because of a mistake:*"
FIGURES = "How often a rule was right is shown from 5 checks by 5 people on."
NOTHING_FOUND = "No rule fits that. Try one of its words, its topic, or a part of its name."
NO_MATCH = "No rule has anything to say about it."
NO_CHANGES = "Nobody has changed a rule from here yet."
WAIT = "One moment. I load all rules with your change and run their tests."
SAVING = "One moment. I save it."
READY = "Its tests pass"
LIVE = "It is live"
NOT_YET = "Not yet"
UNTOUCHED = "Nothing is changed until you press Save."
THOUGHTS = "Worth a thought before you save:"
NO_CORPUS = "There is no corpus.jsonl beside the rules, so I cannot show what else it changes."
GONE = "That rule is not there any more. Open the list again."
TOO_LONG = "That is too long for one change. Shorten it a little."
FILL_IN = "This one I need."
STORES_NOTHING = "I read it once and keep nothing of it."
HAND_READ_ONLY = (
    "I may not write into the rule folder here. Save this as `rules/{path}` and commit it; "
    "it goes live with your next release."
)
HAND_REPLICAS = (
    "Several copies of me are running, so a change goes live through your repository. "
    "Save this as `rules/{path}` and commit it."
)
HAND_ALSO = "The first time, this also belongs into `rules/{path}`:"
SAVED_NOT_LIVE = (
    "It is saved. Somebody's edit to another file has a mistake just now; "
    "as soon as that is mended, your change goes live."
)
DISK = "I could not write the file ({why}). Nothing was changed. Please tell whoever runs me."
ALL_WELL = "The rule files are fine again, and what they say is live."
UNDO_DONE = "Taken back. The rules are as they were before."
UNDO_GONE = "It is not there any more: somebody took it back already, or moved it."
UNDO_CHANGED = "Somebody edited that file since, so I leave it alone. Change it there: `{path}`"
UNDO_NEEDED = "A later change builds on this one. Take that one back first."
UNDO_READ_ONLY = "I may not write into the rule folder any more, so it stays."


def others(channel: str) -> str:
    """Say who looks after the rules, to somebody who does not; `channel` may be empty."""
    where = f" in {named(channel)}" if channel else ""
    return f"The comms team looks after the rules. Tell them{where} what you would change."


def closed(why: str, channel: str) -> str:
    """Say why nobody can look after the rules in Slack; empty where that is not so."""
    where = named(channel)
    return {
        "not_set": "(To do it in Slack, set CHECKPOST_COMMS_CHANNEL to their private channel.)",
        "not_found": f"(To do it in Slack, {where} has to be a private channel with me in it.)",
        "not_private": f"(To do it in Slack, {where} has to be private.)",
        "shared": f"(Not in Slack, as long as {where} is shared with another organisation.)",
        "no_answer": f"(Slack did not tell me who is in {where} just now. Try again in a minute.)",
    }.get(why, "")


def named(channel: str) -> str:
    """Return a channel as a message shows it: `#name`, or a link where only its id is known."""
    return f"<#{channel}>" if _ID.fullmatch(channel) else channel


def heading(rules: int) -> str:
    """Say how many rules are at work."""
    return f"{rules:,} rule{'' if rules == 1 else 's'} at work"


def summary(change: Change) -> str:
    """Say in one line what a change does."""
    value, target = change.value, change.target
    match change.kind:
        case Kind.WORD:
            instead = f", offering “{change.instead}”" if change.instead else ""
            return f"{target} also looks for “{value}”{instead}."
        case Kind.LIST:
            return f"“{value}” joins the list {target}."
        case Kind.EXCEPTION:
            until = f" until {day(change.until)}" if change.until else ""
            return f"{target} leaves “{value}” alone{until}."
        case Kind.STATUS:
            if value == Status.WATCH:
                return f"{target} only watches: nobody reads it any more."
            return f"{target} goes live: authors read it."
        case Kind.SEVERITY:
            softer = SOFTER[Severity(value)].partition(":")[0]
            return f"{target} becomes milder: {softer}."


def day(written: str) -> str:
    """Return an ISO date as people say it: 1 March 2027."""
    try:
        return f"{date.fromisoformat(written):%-d %B %Y}"
    except ValueError:
        return written


def tests_passed(number: int, rule: str) -> str:
    """Say that tests pass; `rule` is empty where several rules are meant."""
    whose = f"of {rule}" if rule else "of the rules that use this list"
    if number == 0:
        return "No test looks at this yet."
    return f"{'The one test' if number == 1 else f'All {number} tests'} {whose} pass."


def flips(drafts: int, verdicts: int) -> str:
    """Say how much changes in the corpus."""
    if not verdicts:
        return f"None of our {drafts:,} sample drafts gets another verdict."
    get = "gets" if verdicts == 1 else "get"
    return f"{verdicts} of our {drafts:,} sample drafts {get} another verdict."


def told(who: str, change: Change) -> str:
    """Tell the comms channel of a change."""
    return f"{who} changed a rule. {summary(change)}"


def kept(problems: int) -> str:
    """Tell the comms channel that a rule set was not taken."""
    many = "a mistake" if problems == 1 else f"{problems} mistakes"
    return (
        f"The rule files have {many}, so I keep using the rules from before. "
        "Authors notice nothing. As soon as it is mended, the new ones go live."
    )


def more(number: int) -> str:
    """Say how many there are besides."""
    return f"… and {number:,} more"
