"""Findings on a card: the first one open with its button and menu, the others one line each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.check import addressed
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
    plain,
    quote,
    section,
)
from bot.slack.cards.titles import title_of
from bot.slack.cards.ways import buttons_of
from bot.verdict import Finding, Severity, Source, Suggestion

_SHOWN = 5
_LINE = 150
_NAMED, _WORDS = 3, 24  # other places of a rule that are named by their words, and how much of them
_BEGINNING = 50  # characters of a span by which it is known where a message quotes only its start
_MESSAGE, _SUGGESTION, _WHY = 300, 500, 300
_LINK = re.compile(r"https?://[^\s<>|]{1,500}")
_QUOTED = re.compile(r"“(.+)”", re.DOTALL)

Listed = tuple[str, Finding]
Group = list[Listed]


def finding_blocks(card: Card, room: Room) -> list[Block]:
    """Draw findings, worst first, those that the author has answered last.

    What one rule says of several places stands together until all are shown. An open one takes up
    to four blocks.
    """
    listed = addressed(card.findings)
    todo = [each for each in listed if each[0] not in card.said]
    ordered = [*todo, *(each for each in listed if each[0] in card.said)]
    groups = [[each] for each in ordered] if card.unfolded else _grouped(card, ordered)
    number = room.opened if card.unfolded else min(1, len(todo))
    blocks = [
        block
        for place, each in enumerate(groups[:number])
        for block in _open(card, each, room, alone=place == 0)
    ]
    rest = groups[number:]
    shown = rest if card.unfolded else rest[: _SHOWN - number]
    if shown:
        lines = "\n".join(f"• {_line(card, each)}" for each in shown)
        blocks.append(section(plain(lines, room.listed)))
    if len(ordered) > min(1, len(todo)):
        fold = _show_fewer if card.unfolded else _show_all
        blocks.append(actions("all", fold(len(listed), card.check_id)))
    return blocks


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Return what rules found as text, for a page without a card: one part a rule."""
    groups: dict[str, Group] = {}
    for address, finding in addressed(findings):
        groups.setdefault(finding.rule, []).append((address, finding))
    return [
        "\n".join(filter(None, [f"• {_body(group[0][1])}", _also(group)]))
        for group in groups.values()
    ]


def _grouped(card: Card, ordered: Iterable[Listed]) -> list[Group]:
    """Put together what one rule says, as long as the author has said the same of it."""
    groups: dict[tuple[str, str, str], Group] = {}
    for address, finding in ordered:
        key = (finding.source.value, finding.rule, card.said.get(address, ""))
        groups.setdefault(key, []).append((address, finding))
    return list(groups.values())


def _open(card: Card, group: Group, room: Room, *, alone: bool) -> list[Block]:
    address, finding = group[0]
    body = "\n".join(filter(None, [_body(finding), _also(group)]))
    blocks = [section(mrkdwn(_title(card, group[0], alone=alone))), section(plain(body))]
    why = "" if holds(title_of(finding), finding.why) else finding.why.strip()
    small = [plain(say("finding.why", why=clip(why, _WHY)))] if why else []
    if finding.source is Source.RULE:
        small.append(mrkdwn(_clause(finding)))
    if small:
        blocks.append(context(*small))
    return [*blocks, buttons_of(card, address, finding, room)]


def _body(finding: Finding) -> str:
    """Return span, message and ways out, none of them twice, nor what the title has said."""
    message = clip(finding.message, _MESSAGE)
    span = finding.text.strip() and not holds(message, finding.text[:_BEGINNING])
    lines = [quote(finding.text)] if span else []
    if not (span and holds(title_of(finding), message)):
        lines.append(message)
    ways = 0
    for suggestion in finding.suggestions[:2]:
        line = _way_out(suggestion, message)
        if line:
            lines.append(say("finding.or" if ways else "finding.fix", way=line))
            ways += 1
    named = not finding.owner or holds(message, finding.owner)
    if finding.severity is Severity.ASK and not named:
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


def _also(group: Group) -> str:
    """Say where else a rule says the same: by the words there, or by how many places there are."""
    first, *others = [finding.text.strip() for _, finding in group]
    if not others:
        return ""
    if "" in others or len({first, *others}) < len(group) or len(others) > _NAMED:
        return say("finding.also_more", count=len(others))
    return say("finding.also", words=", ".join(quote(clip(each, _WORDS)) for each in others))


def _line(card: Card, group: Group) -> str:
    address, finding = group[0]
    by = f" ({say('card.by_ai')})" if finding.source is not Source.RULE else ""
    span = finding.text.strip() and not holds(finding.message, finding.text[:_BEGINNING])
    quoted = f"{quote(finding.text)}: " if span else ""
    said = card.said.get(address)
    lead = say(f"finding.done.{said}") if said else say(f"verdict.{finding.severity}")
    also = f" {_also(group)}" if len(group) > 1 else ""
    return f"{clip(f'{lead}{by} · {quoted}{finding.message}', _LINE - len(also))}{also}"


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


def _show_all(number: int, check_id: str) -> Block:
    label = say("finding.show_all", count=number) if number > 1 else say("finding.show_one")
    return button("show_all", label, say("finding.show_says", label=label), check_id)


def _show_fewer(number: int, check_id: str) -> Block:
    label = say("finding.show_fewer") if number > 1 else say("finding.show_none")
    return button("show_fewer", label, say("finding.fewer_says", label=label), check_id)
