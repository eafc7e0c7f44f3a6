"""The window in which the comms team looks after the rules: what is live, and each rule's card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages import say
from bot.policy.problem import Problem
from bot.policy.schema import Rule, Status
from bot.slack.cards.rule_news import problem_line
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    divider,
    escape,
    header,
    mrkdwn,
    plain,
    section,
)

CALLBACK, FIND = "rules", "find"
PAGE = 15
_MOST = 75  # rules in one window, which holds 100 blocks
_PROBLEMS, _WATCHING = 5, 20
_LINE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in the list, with its precision in words."""

    rule: Rule
    precision: str


@dataclass(frozen=True, slots=True)
class Board:
    """What the window shows. `kept` says that a newer set with `problems` was not taken.

    `found` are the rules that fit `query`, of which `shown` are drawn.
    """

    version: str
    rules: int
    problems: Sequence[Problem] = ()
    kept: bool = False
    watching: Sequence[str] = ()
    query: str = ""
    found: Sequence[Line] = ()
    shown: int = PAGE
    may_try: bool = True


def rules_view(board: Board) -> Block:
    """Draw the window."""
    version = say("rules.version", version=escape(board.version), figures=say("rules.figures"))
    blocks = [
        header(say("rules.at_work", count=board.rules)),
        context(mrkdwn(version)),
        *_trouble(board),
        *_watching(board.watching),
        actions(
            "rules_do",
            button("rules_try", say("rules.try_title"), say("rules.try_says"), "try"),
            button("rules_list", say("change.title.list"), say("rules.add_to_list_says"), "list"),
            button("rules_made", say("rules.made"), say("rules.made_says"), "made"),
            button("rules_report", say("report.button"), say("report.button_says"), "report"),
        ),
        divider(),
        _find(board.query),
        *_found(board),
    ]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": {"type": "plain_text", "text": say("rules.title")},
        "submit": {"type": "plain_text", "text": say("rules.find")},
        "close": {"type": "plain_text", "text": say("button.close")},
        "private_metadata": json.dumps({"shown": str(board.shown), "query": board.query}),
        "blocks": blocks,
    }


def status_of(rule: Rule, precision: str) -> str:
    """Return the line under a rule's name: what it is called, how it weighs, how it does."""
    told = [
        f"`{escape(rule.id)}`",
        say(f"verdict.{rule.severity}"),
        say(f"rules.status.{rule.status}"),
    ]
    if rule.status is Status.LIVE and precision != say("rules.too_few"):
        told.append(precision)
    return " · ".join(told)


def _trouble(board: Board) -> list[Block]:
    if not board.problems:
        return []
    lines = [say("rules.not_used_yet" if board.kept else "rules.left_out")]
    lines += [escape(problem_line(each, _LINE)) for each in board.problems[:_PROBLEMS]]
    if len(board.problems) > _PROBLEMS:
        lines.append(say("rules.more", count=len(board.problems) - _PROBLEMS))
    return [section(mrkdwn("\n".join(lines)))]


def _watching(rule_ids: Sequence[str]) -> list[Block]:
    if not rule_ids:
        return []
    names = ", ".join(f"`{escape(rule_id)}`" for rule_id in rule_ids[:_WATCHING])
    rest = len(rule_ids) - _WATCHING
    more = f" {say('rules.more', count=rest)}" if rest > 0 else ""
    return [section(mrkdwn(say("rules.watching", rules=f"{names}{more}")))]


def _find(query: str) -> Block:
    writing: Block = {"type": "plain_text_input", "action_id": FIND, "max_length": 100}
    if query:
        writing["initial_value"] = query
    return {
        "type": "input",
        "block_id": FIND,
        "optional": True,
        "label": {"type": "plain_text", "text": say("rules.find_label")},
        "hint": {"type": "plain_text", "text": say("rules.find_hint")},
        "element": writing,
    }


def _found(board: Board) -> list[Block]:
    if not board.found:
        return [section(plain(say("rules.nothing_found")))]
    shown = min(board.shown, _MOST)
    blocks = [_line(line) for line in board.found[:shown]]
    rest = len(board.found) - shown
    if rest > 0 and shown < _MOST:
        label, says = say("rules.show_more"), say("rules.show_more_says")
        more = button("rules_more", label, says, str(shown + PAGE))
        blocks.append(actions("rules_more", more))
    elif rest > 0:
        blocks.append(context(plain(say("rules.more", count=rest))))
    return blocks


def _line(line: Line) -> Block:
    rule = line.rule
    text = f"*{escape(clip(rule.title, _LINE))}*\n{status_of(rule, line.precision)}"
    says = say("rules.open_says", rule=clip(rule.id, 60))
    opened = button("rule_open", say("rules.open"), says, rule.id)
    return {**section(mrkdwn(text)), "accessory": opened}
