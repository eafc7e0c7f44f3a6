"""The part of a card that the modal and messages share: verdict, findings, rewrite, checklist."""

from __future__ import annotations

from bot.review.checklist import FOOTER
from bot.slack.cards import words
from bot.slack.cards.card import Card, Room
from bot.slack.cards.findings import finding_blocks
from bot.slack.cards.text import Block, clip, context, header, plain, quote, section, units
from bot.verdict import Verdict

_QUESTIONS = 6
_SUPPORTED = 5
_SOURCE = 600
_QUESTION = 200


def verdict_blocks(card: Card, room: Room) -> list[Block]:
    """Draw a card. A rewrite that does not fit is left out, since half of one helps nobody."""
    # A finished card is found again by this id, so that it is not sent twice.
    mark = "rules" if card.waiting else "check"
    blocks = [
        header(words.VERDICTS[card.verdict], f"{mark}:{card.check_id}"),
        section(plain(lead(card))),
    ]
    if card.note:
        blocks.append(context(plain(card.note)))
    blocks += finding_blocks(card.findings, card.check_id, unfolded=card.unfolded, room=room)
    blocks += _supported(card)
    if card.rewrite and units(card.rewrite) <= room.rewrite:
        blocks += [context(plain(words.REWRITE)), section(plain(card.rewrite))]
    return [*blocks, *_sharing(card), *_checklist(card)]


def lead(card: Card) -> str:
    """Return the sentence under the verdict; no word of the draft is in it."""
    if card.verdict is Verdict.CLEAR and not card.findings:
        says = words.CLEAR_SO_FAR if card.waiting else words.CLEAR
    else:
        says = words.counted(len(card.findings))
    return f"{says} {words.STILL_READING}" if card.waiting else says


def _supported(card: Card) -> list[Block]:
    shown = card.supported[:_SUPPORTED]
    lines = [plain(clip(f"✓ {quote(one.text)} {one.message}", _SOURCE)) for one in shown]
    return [context(*lines)] if lines else []


def _sharing(card: Card) -> list[Block]:
    lines = [f"• {clip(item.message, _QUESTION)}" for item in card.sharing]
    return [section(plain("\n".join([words.SHARING, *lines])))] if lines else []


def _checklist(card: Card) -> list[Block]:
    if not card.checklist:
        return []
    lines = [words.CHECKLIST]
    for item in card.checklist[:_QUESTIONS]:
        span = f"{quote(item.text)} " if item.text.strip() else ""
        lines.append(f"• {span}{clip(item.message, _QUESTION)}")
    return [section(plain("\n".join(lines))), context(plain(FOOTER))]
