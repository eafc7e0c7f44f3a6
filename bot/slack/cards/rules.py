"""The window in which the comms team looks after the rules: what is live, and each rule's card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages import say
from bot.policy.precision import TOO_FEW
from bot.policy.problem import Problem
from bot.policy.schema import Rule, Status
from bot.slack.cards import words_rules as words
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
    blocks = [
        header(words.heading(board.rules)),
        context(mrkdwn(f"Version `{escape(board.version)}` · {words.FIGURES}")),
        *_trouble(board),
        *_watching(board.watching),
        actions(
            "rules_do",
            button("rules_try", "Try a draft", "Try a draft against the rules", "try"),
            button("rules_list", "Add to a list", "Add a word to a list", "list"),
            button("rules_made", "Latest changes", "See the latest changes", "made"),
        ),
        divider(),
        _find(board.query),
        *_found(board),
    ]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": {"type": "plain_text", "text": "Rules"},
        "submit": {"type": "plain_text", "text": "Find"},
        "close": {"type": "plain_text", "text": "Close"},
        "private_metadata": json.dumps({"shown": str(board.shown), "query": board.query}),
        "blocks": blocks,
    }


def status_of(rule: Rule, precision: str) -> str:
    """Return the line under a rule's name: what it is called, how it weighs, how it does."""
    told = [f"`{escape(rule.id)}`", say(f"verdict.{rule.severity}"), words.STATUSES[rule.status]]
    if rule.status is Status.LIVE and precision != TOO_FEW:
        told.append(precision)
    return " · ".join(told)


def _trouble(board: Board) -> list[Block]:
    if not board.problems:
        return []
    lines = [words.NOT_USED_YET if board.kept else words.LEFT_OUT]
    lines += [escape(problem_line(each, _LINE)) for each in board.problems[:_PROBLEMS]]
    if len(board.problems) > _PROBLEMS:
        lines.append(words.more(len(board.problems) - _PROBLEMS))
    return [section(mrkdwn("\n".join(lines)))]


def _watching(rule_ids: Sequence[str]) -> list[Block]:
    if not rule_ids:
        return []
    names = ", ".join(f"`{escape(rule_id)}`" for rule_id in rule_ids[:_WATCHING])
    rest = len(rule_ids) - _WATCHING
    more = f" {words.more(rest)}" if rest > 0 else ""
    return [section(mrkdwn(f"Watching, not shown to authors: {names}{more}"))]


def _find(query: str) -> Block:
    writing: Block = {"type": "plain_text_input", "action_id": FIND, "max_length": 100}
    if query:
        writing["initial_value"] = query
    return {
        "type": "input",
        "block_id": FIND,
        "optional": True,
        "label": {"type": "plain_text", "text": "Find a rule"},
        "hint": {"type": "plain_text", "text": "One of its words, its topic, or its name"},
        "element": writing,
    }


def _found(board: Board) -> list[Block]:
    if not board.found:
        return [section(plain(words.NOTHING_FOUND))]
    shown = min(board.shown, _MOST)
    blocks = [_line(line) for line in board.found[:shown]]
    rest = len(board.found) - shown
    if rest > 0 and shown < _MOST:
        more = button("rules_more", "Show more", "Show more rules", str(shown + PAGE))
        blocks.append(actions("rules_more", more))
    elif rest > 0:
        blocks.append(context(plain(words.more(rest))))
    return blocks


def _line(line: Line) -> Block:
    rule = line.rule
    text = f"*{escape(clip(rule.title, _LINE))}*\n{status_of(rule, line.precision)}"
    opened = button("rule_open", "Open", f"Open {clip(rule.id, 60)}", rule.id)
    return {**section(mrkdwn(text)), "accessory": opened}
