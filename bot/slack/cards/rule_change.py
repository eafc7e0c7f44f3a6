"""A change from its preview to Save and Undo: what it would do, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.policy.backtest import Backtest
from bot.policy.backtest import Change as Flipped
from bot.policy.changes.change import Change, Kind
from bot.policy.changes.propose import Proposal
from bot.slack.cards import words_rules as words
from bot.slack.cards.rule_form import modal, written
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
    quote,
    section,
)

PREVIEW = "change_save"
_SAMPLES = 4
_CODE = 2_900


def preview_view(proposal: Proposal, handed_over: str = "") -> Block:
    """Draw what a change would do. `handed_over` is the sentence for people who save it."""
    change = proposal.change
    blocks = [
        header(words.READY),
        section(plain(words.summary(change))),
        section(plain(_tests(proposal))),
        *_flips(proposal.flips),
        *_thoughts(proposal.thoughts),
        divider(),
    ]
    title = words.TITLES[change.kind]
    if handed_over:
        blocks += _files(proposal, handed_over)
        return modal(title, PREVIEW, blocks)
    blocks.append(context(plain(words.UNTOUCHED)))
    return modal(title, PREVIEW, blocks, "Save", written(change))


def saved_view(change: Change, value: str, *, live: bool) -> Block:
    """Draw that a change was made, with the way back."""
    return modal(words.TITLES[change.kind], "", saved_blocks(change, value, live=live))


def saved_blocks(change: Change, value: str, *, live: bool) -> list[Block]:
    """Return what says that a change was made; `value` is what Undo needs."""
    says = words.summary(change) if live else f"{words.summary(change)}\n{words.SAVED_NOT_LIVE}"
    return [
        header(words.LIVE if live else "It is saved"),
        section(plain(f"{says}\nWhy: {change.why}")),
        actions("change_undo", _undo(value)),
    ]


def told_message(who: str, change: Change, value: str) -> Block:
    """Return the message that tells the comms channel of a change, with the way back."""
    text = words.told(who, change)
    blocks = [
        section(plain(f"{text}\nWhy: {change.why}")),
        actions("change_undo", _undo(value)),
    ]
    return {"text": escape(clip(text, 1_000)), "blocks": blocks}


def made_view(made: Sequence[tuple[str, str, str]]) -> Block:
    """Draw the latest changes: who and when, why, and what Undo needs for each."""
    blocks: list[Block] = [
        {
            **section(plain(f"{clip(who, 200)}\n{clip(why, 300)}\n{value.partition(' ')[0]}")),
            "accessory": _undo(value),
        }
        for who, why, value in made
    ]
    return modal("Latest changes", "", blocks or [section(plain(words.NO_CHANGES))])


def _undo(value: str) -> Block:
    return button("change_undo", "Undo", "Take this change back", value)


def _tests(proposal: Proposal) -> str:
    change = proposal.change
    rule = "" if change.kind is Kind.LIST else change.target
    return words.tests_passed(len(proposal.trials), rule)


def _thoughts(thoughts: Sequence[str]) -> list[Block]:
    lines = [f"• {clip(thought, 400)}" for thought in thoughts[:3]]
    return [section(plain("\n".join([words.THOUGHTS, *lines])))] if lines else []


def _flips(flips: Backtest) -> list[Block]:
    if not flips.drafts:
        return [section(plain(words.NO_CORPUS))]
    lines = [words.flips(flips.drafts, len(flips.flips))]
    for change in flips.changes[:5]:
        lines += _flipped(change)
    return [section(plain("\n".join(lines)))]


def _flipped(change: Flipped) -> list[str]:
    lines: list[str] = []
    for label, samples in (
        ("newly found", change.caught),
        ("no longer found", change.missed),
        ("weighed anew", change.weighed),
    ):
        if samples:
            lines.append(f"{change.rule}, {label}: {len(samples)}")
            lines += [f"• {quote(sample.draft.text)}" for sample in samples[:_SAMPLES]]
            if len(samples) > _SAMPLES:
                lines.append(words.more(len(samples) - _SAMPLES))
    return lines


def _files(proposal: Proposal, handed_over: str) -> list[Block]:
    blocks = [section(mrkdwn(handed_over)), _code(proposal.yaml)]
    for path, text in proposal.edits.items():
        if path != proposal.path:
            blocks += [section(mrkdwn(words.HAND_ALSO.format(path=path))), _code(text)]
    return blocks


def _code(text: str) -> Block:
    return section(mrkdwn(f"```{clip(escape(text), _CODE)}```"))
