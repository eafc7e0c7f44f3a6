"""Findings on a card: the first one open with its button and menu, the others one line each."""

from __future__ import annotations

import re

from bot.check import Action, addressed
from bot.messages import say
from bot.slack.cards.card import Card, Room
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    escape,
    mrkdwn,
    overflow,
    plain,
    quote,
    section,
)
from bot.slack.cards.titles import title_of
from bot.verdict import Finding, Severity, Source, Suggestion

_SHOWN = 5
_LINE = 150
_MESSAGE, _SUGGESTION, _WHY = 300, 500, 300
_LINK = re.compile(r"https?://[^\s<>|]{1,500}")
_QUOTED = re.compile(r"“(.+)”", re.DOTALL)
_CHANNEL = re.compile(r"#[\w-]{1,60}")
_VALUE = 150  # what a menu's choice holds

Listed = tuple[str, Finding]


def finding_blocks(card: Card, room: Room) -> list[Block]:
    """Draw findings, worst first, those that the author has answered last.

    An open one takes up to four blocks.
    """
    listed = addressed(card.findings)
    todo = [each for each in listed if each[0] not in card.said]
    ordered = [*todo, *(each for each in listed if each[0] in card.said)]
    number = room.opened if card.unfolded else min(1, len(todo))
    blocks = [
        block
        for place, each in enumerate(ordered[:number])
        for block in _open(card, each, room, alone=place == 0)
    ]
    rest = ordered[number:]
    shown = rest if card.unfolded else rest[: _SHOWN - number]
    if shown:
        lines = "\n".join(_line(card, each) for each in shown)
        blocks.append(section(plain(lines, room.listed)))
    if rest and not card.unfolded:
        blocks.append(actions("all", _show_all(len(listed), card.check_id)))
    return blocks


def fix_of(finding: Finding) -> Suggestion | None:
    """Return the first way out that a button can take."""
    return next((each for each in finding.suggestions if each.edit is not None), None)


def asks(finding: Finding) -> bool:
    """Whether somebody can be asked about a finding."""
    return finding.source is Source.RULE and _CHANNEL.fullmatch(finding.owner) is not None


def _open(card: Card, listed: Listed, room: Room, *, alone: bool) -> list[Block]:
    address, finding = listed
    blocks = [section(mrkdwn(_title(card, listed, alone=alone))), section(plain(_body(finding)))]
    why = "" if holds(title_of(finding), finding.why) else finding.why.strip()
    small = [plain(say("finding.why", why=clip(why, _WHY)))] if why else []
    if finding.source is Source.RULE:
        small.append(mrkdwn(_clause(finding)))
    if small:
        blocks.append(context(*small))
    return [*blocks, _buttons(card, address, finding, room)]


def _body(finding: Finding) -> str:
    """Return span, message and ways out, none of them twice, nor what the title has said."""
    message = clip(finding.message, _MESSAGE)
    span = finding.text.strip() and not holds(message, finding.text)
    lines = [quote(finding.text)] if span else []
    if not (span and holds(title_of(finding), message)):
        lines.append(message)
    ways = 0
    for suggestion in finding.suggestions[:2]:
        line = _way_out(suggestion, message)
        if line:
            lines.append(say("finding.or" if ways else "finding.fix", way=line))
            ways += 1
    if finding.severity is Severity.ASK and finding.owner:
        lines.append(say("finding.ask_first", owner=finding.owner))
    return "\n".join(lines)


def _way_out(suggestion: Suggestion, message: str) -> str:
    text = suggestion.text.strip()
    quoted = _QUOTED.search(text)
    if not text or not holds(message, quoted[1] if quoted else text):
        return clip(text, _SUGGESTION)
    taken_out = suggestion.edit is not None and not suggestion.edit.replacement
    take_out = say("finding.take_out")
    return take_out if taken_out and not holds(message, take_out) else ""


def holds(message: str, part: str) -> bool:
    """Whether a message says a part already, whatever its case and its last full stop."""
    bare = " ".join(part.split()).casefold().strip(" .!?,…")
    return bool(bare) and bare in " ".join(message.split()).casefold()


def _line(card: Card, listed: Listed) -> str:
    address, finding = listed
    by = f" ({say('card.by_ai')})" if finding.source is not Source.RULE else ""
    span = finding.text.strip() and not holds(finding.message, finding.text)
    quoted = f"{quote(finding.text)}: " if span else ""
    said = card.said.get(address)
    lead = say(f"finding.done.{said}") if said else say(f"verdict.{finding.severity}")
    return clip(f"{lead}{by} · {quoted}{finding.message}", _LINE)


def _title(card: Card, listed: Listed, *, alone: bool) -> str:
    address, finding = listed
    title = escape(clip(title_of(finding), _LINE))
    said = card.said.get(address)
    if said:
        title = f"*{say(f'finding.done.{said}')}* · {title}"
    elif alone and finding.severity.value == card.verdict.value:
        title = f"*{title}*"  # the verdict above has said how grave it is
    else:
        title = f"*{say(f'verdict.{finding.severity}')}* · {title}"
    return title if finding.source is Source.RULE else f"{title} · _{say('card.by_ai')}_"


def _clause(finding: Finding) -> str:
    name = f"`{escape(finding.rule)}`"
    if _LINK.fullmatch(finding.link):
        name = f"<{escape(finding.link)}|{say('finding.policy')}> · {name}"
    if not finding.owner:
        return name
    return f"{name} · {say('finding.questions', owner=escape(finding.owner))}"


def _buttons(card: Card, address: str, finding: Finding, room: Room) -> Block:
    """Draw the one button of a finding, for what helps most, and its menu with all else."""
    value = f"{address} {card.check_id}"
    about = clip(title_of(finding), 45)
    choices = _choices(finding, can_fix=room.edits and address not in card.said)
    wanted = ("ask", "use_fix") if finding.severity is Severity.ASK else ("use_fix",)
    name = next((word for word in wanted if word in choices), "why")
    label = choices.pop(name)
    first = button(name, label, clip(f"{label}: {about}", 75), value)
    menu = [(f"{word} {value}", label) for word, label in choices.items()]
    menu = [(value, label) for value, label in menu if len(value) <= _VALUE]
    return actions(f"finding:{address}", first, *([overflow("finding", *menu)] if menu else []))


def _choices(finding: Finding, *, can_fix: bool) -> dict[str, str]:
    """Return what can be done about a finding, at most six things; only rules can be wrong."""
    choices = {"use_fix": say("finding.use_fix")} if can_fix and fix_of(finding) else {}
    choices["why"] = say("finding.why_button")
    for action in (Action.KEPT, Action.NOT_RELEVANT, Action.RULE_WRONG):
        if action is not Action.RULE_WRONG or finding.source is Source.RULE:
            choices[action.value] = say(f"finding.choice.{action}")
    if asks(finding):
        choices["ask"] = clip(say("finding.ask", owner=finding.owner), 75)
    return choices


def _show_all(number: int, check_id: str) -> Block:
    label = say("finding.show_all", count=number) if number > 1 else say("finding.show_one")
    return button("show_all", label, say("finding.show_says", label=label), check_id)
