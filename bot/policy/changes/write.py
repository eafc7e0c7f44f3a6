"""A change as the rule file that makes it, with who, when and why in a note above."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from bot.policy.body import PhraseBody, RequireBody
from bot.policy.changes.change import PACK, Change, Kind, Signed
from bot.policy.changes.quoting import note, pair, quoted
from bot.policy.schema import Rule

FOLDER = f"packs/{PACK}"
EXAMPLE = "the example given in Slack"
_LONGEST = 60  # characters of a rule's id in a file's name


def file_name(change: Change, signed: Signed) -> str:
    """Return the file's path from the rule folder; names sort by the time (UTC) they were made."""
    target = re.sub(r"[^A-Za-z0-9]+", "-", change.target)[:_LONGEST].strip("-").lower()
    at = signed.at.astimezone(ZoneInfo("UTC"))
    return f"{FOLDER}/{at:%Y-%m-%d-%H%M%S}-{change.kind}-{target}.yaml"


def rule_file(change: Change, rule: Rule | None, signed: Signed, timezone: str) -> str:
    """Return the file's text; `rule` is the one that is changed, None for a list."""
    at = signed.at.astimezone(ZoneInfo(timezone))
    head = (
        f"# {note(signed.who)}, {at:%Y-%m-%d %H:%M} ({timezone}), from Slack.\n"
        f"# Why: {note(change.why)}\n"
        "version: 1\n"
    )
    if rule is None:
        return f"{head}lists:\n  {change.target}+: [{quoted(change.value)}]\n"
    lines = [f'extends: "{rule.pack.name}/{rule.id}"', *_changed(change, rule, signed)]
    lines += _test(change)
    body = "\n".join(f"    {line}" for line in lines)
    return f"{head}rules:\n  - {body.lstrip()}\n"


def pack_file(owner: str) -> str:
    """Return the file that declares the pack of these changes."""
    return (
        "# Changes that the comms team made in Slack, one file each. They are ordinary rules:\n"
        "# edit or delete them like any other, or move what has proved itself to another pack.\n"
        f"version: 1\npack: {{name: {PACK}, owner: {quoted(owner)}}}\n"
    )


def _changed(change: Change, rule: Rule, signed: Signed) -> list[str]:
    value = quoted(change.value)
    match change.kind:
        case Kind.EXCEPTION:
            lines = ["exceptions+:", f"  - phrase: {value}"]
            lines += [f"    reason: {quoted(note(change.why))}", f"    by: {quoted(signed.who)}"]
            return [*lines, f'    until: "{note(change.until)}"'] if change.until else lines
        case Kind.STATUS:
            return [f"status: {note(change.value)}"]
        case Kind.SEVERITY:
            return [f"severity: {note(change.value)}"]
        case Kind.WORD | Kind.LIST:
            if isinstance(rule.body, PhraseBody):
                return [f"any+: [{value}]"]
            if isinstance(rule.body, RequireBody):
                return [f"if: {{any+: [{value}]}}"]
            return [f"swap+: {{{pair(change.value, change.instead)}}}"]


def _test(change: Change) -> list[str]:
    if not change.example.strip() or change.kind not in {Kind.WORD, Kind.EXCEPTION}:
        return []
    expect = "match" if change.kind is Kind.WORD else "no_match"
    draft = f"  - draft: {quoted(change.example)}"
    return ["tests+:", draft, f"    expect: {expect}", f"    name: {EXAMPLE}"]
