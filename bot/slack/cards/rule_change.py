"""A change from its preview to Save and Undo: what it would do, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import say
from bot.policy.backtest import Backtest
from bot.policy.backtest import Change as Flipped
from bot.policy.changes.change import Change, Kind
from bot.policy.changes.propose import Proposal
from bot.slack.cards.rule_form import modal
from bot.slack.cards.rule_made import undo_button
from bot.slack.cards.rule_sentences import summary, tests_passed
from bot.slack.cards.rule_written import written
from bot.slack.cards.text import (
    Block,
    actions,
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
        header(say("change.ready")),
        section(plain(summary(change))),
        section(plain(_tests(proposal))),
        *_flips(proposal.flips),
        *_thoughts(proposal.thoughts),
        divider(),
    ]
    title = say(f"change.title.{change.kind}")
    if handed_over:
        blocks += _files(proposal, handed_over)
        return modal(title, PREVIEW, blocks)
    blocks.append(context(plain(say("change.untouched"))))
    return modal(title, PREVIEW, blocks, say("change.save"), written(change))


def saved_view(change: Change, value: str, *, live: bool) -> Block:
    """Draw that a change was made, with the way back."""
    return modal(say(f"change.title.{change.kind}"), "", saved_blocks(change, value, live=live))


def saved_blocks(change: Change, value: str, *, live: bool) -> list[Block]:
    """Return what says that a change was made; `value` is what Undo needs."""
    says = summary(change) if live else f"{summary(change)}\n{say('change.saved_not_live')}"
    return [
        header(say("change.live" if live else "change.saved")),
        section(plain(f"{says}\n{say('rule.why', why=change.why)}")),
        actions("change_undo", undo_button(value)),
    ]


def _tests(proposal: Proposal) -> str:
    change = proposal.change
    rule = "" if change.kind is Kind.LIST else change.target
    return tests_passed(len(proposal.trials), rule)


def _thoughts(thoughts: Sequence[str]) -> list[Block]:
    lines = [f"• {clip(thought, 400)}" for thought in thoughts[:3]]
    return [section(plain("\n".join([say("change.thoughts"), *lines])))] if lines else []


def _flips(flips: Backtest) -> list[Block]:
    if not flips.drafts:
        return [section(plain(say("change.no_corpus")))]
    changed = len(flips.flips)
    told = say("change.no_flip", drafts=flips.drafts)
    if changed:
        told = say("change.flips", count=changed, drafts=flips.drafts)
    lines = [told]
    for change in flips.changes[:5]:
        lines += _flipped(change)
    return [section(plain("\n".join(lines)))]


def _flipped(change: Flipped) -> list[str]:
    lines: list[str] = []
    for key, samples in (
        ("newly_found", change.caught),
        ("no_longer_found", change.missed),
        ("weighed_anew", change.weighed),
    ):
        if samples:
            lines.append(say(f"change.{key}", rule=change.rule, count=len(samples)))
            lines += [f"• {quote(sample.draft.text)}" for sample in samples[:_SAMPLES]]
            if len(samples) > _SAMPLES:
                lines.append(say("rules.more", count=len(samples) - _SAMPLES))
    return lines


def _files(proposal: Proposal, handed_over: str) -> list[Block]:
    blocks = [section(mrkdwn(handed_over)), _code(proposal.yaml)]
    for path, text in proposal.edits.items():
        if path != proposal.path:
            blocks += [section(mrkdwn(say("change.by_hand_also", path=path))), _code(text)]
    return blocks


def _code(text: str) -> Block:
    return section(mrkdwn(f"```{clip(escape(text), _CODE)}```"))
