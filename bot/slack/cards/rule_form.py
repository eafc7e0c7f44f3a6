"""The form of a change: what is asked, and what was typed before where it could not be made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta

from bot.messages import say
from bot.policy.body import ReplaceBody
from bot.policy.changes.change import Change, Kind, growing_lists, softer
from bot.policy.company import Organisation
from bot.policy.schema import Rule
from bot.slack.cards.rule_sentences import summary
from bot.slack.cards.text import Block, clip, mrkdwn, plain, section

FORM = "change"
VALUE, INSTEAD, UNTIL, EXAMPLE, WHY = "value", "instead", "until", "example", "why"
_WORD, _INSTEAD, _EXAMPLE, _WHY = 150, 150, 400, 300
_LABEL = 75  # what Slack shows of a choice
_DAYS = 90  # an exception is looked at again after a quarter, unless somebody says otherwise


def form_view(
    change: Change,
    rule: Rule | None,
    organisation: Organisation,
    today: date,
    problems: Sequence[str] = (),
) -> Block:
    """Draw the form, with what was typed before and why that could not be made."""
    lead = f"{rule.title}\n{rule.id}" if rule else say("change.every_rule")
    blocks = [section(plain(lead))]
    if problems:
        told = "\n".join(f"• {clip(problem, 500)}" for problem in problems[:5])
        blocks += [section(mrkdwn(f"*{say('change.not_yet')}*")), section(plain(told))]
    blocks += _inputs(change, rule, organisation, today)
    held = json.dumps({"kind": change.kind, "target": change.target})
    return modal(say(f"change.title.{change.kind}"), FORM, blocks, say("change.run"), held)


def wait_view(title: str, text: str) -> Block:
    """Draw a window that says that something is being done."""
    return modal(title, "", [section(plain(text))])


def modal(
    title: str, callback: str, blocks: list[Block], submit: str = "", held: str = ""
) -> Block:
    """Return a window that lies above another one; `held` is what it remembers."""
    view: Block = {
        "type": "modal",
        "title": {"type": "plain_text", "text": title},
        "close": {"type": "plain_text", "text": say("button.back")},
        "blocks": blocks,
    }
    if callback:
        view["callback_id"] = callback
    if submit:
        view["submit"] = {"type": "plain_text", "text": submit}
    return {**view, "private_metadata": held} if held else view


def _inputs(
    change: Change, rule: Rule | None, organisation: Organisation, today: date
) -> list[Block]:
    why = _text(WHY, say("change.why"), change.why, _WHY, say("change.why_hint"))
    match change.kind:
        case Kind.WORD | Kind.EXCEPTION:
            return [*_word(change, rule, today), why]
        case Kind.LIST:
            lists = [(name, name) for name in growing_lists(organisation) if len(name) <= _LABEL][
                :100
            ]
            word = _text(VALUE, say("change.word"), change.value, _WORD, say("change.word_hint"))
            return [_select("target", say("change.list"), lists, change.target), word, why]
        case Kind.SEVERITY:
            milder = softer(rule) if rule else ()
            options = [(severity.value, say(f"change.softer.{severity}")) for severity in milder]
            return [_select(VALUE, say("change.severity"), options, change.value), why]
        case Kind.STATUS:
            return [section(plain(summary(change))), why]


def _word(change: Change, rule: Rule | None, today: date) -> list[Block]:
    if change.kind is Kind.EXCEPTION:
        ends = change.until or (today + timedelta(days=_DAYS)).isoformat()
        hint = say("change.fine_hint")
        return [
            _text(VALUE, say("change.fine"), change.value, _WORD, hint),
            _input(
                UNTIL,
                say("change.until"),
                {"type": "datepicker", "action_id": UNTIL, "initial_date": ends},
                say("change.until_hint"),
            ),
            _example(change, say("change.should_pass")),
        ]
    hint = say("change.phrase_hint")
    blocks = [_text(VALUE, say("change.phrase"), change.value, _WORD, hint)]
    if rule is not None and isinstance(rule.body, ReplaceBody):
        blocks.append(
            _text(
                INSTEAD, say("change.instead"), change.instead, _INSTEAD, say("change.instead_hint")
            )
        )
    return [*blocks, _example(change, say("change.should_be_found"))]


def _example(change: Change, label: str) -> Block:
    block = _text(EXAMPLE, label, change.example, _EXAMPLE, say("change.example_hint"))
    block["element"]["multiline"] = True
    return {**block, "optional": True}


def _text(block_id: str, label: str, value: str, most: int, hint: str) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": block_id, "max_length": most}
    if value:
        element["initial_value"] = value
    return _input(block_id, label, element, hint)


def _select(block_id: str, label: str, options: list[tuple[str, str]], chosen: str) -> Block:
    drawn = [
        {"text": {"type": "plain_text", "text": text}, "value": value} for value, text in options
    ]
    element: Block = {"type": "static_select", "action_id": block_id, "options": drawn}
    initial = next((option for option in drawn if option["value"] == chosen), drawn[0])
    return _input(block_id, label, {**element, "initial_option": initial})


def _input(block_id: str, label: str, element: Block, hint: str = "") -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": label},
        "element": element,
    }
    return {**block, "hint": {"type": "plain_text", "text": hint}} if hint else block
