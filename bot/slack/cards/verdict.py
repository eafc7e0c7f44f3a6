"""The part of a card that the modal and messages share: verdict, findings, rewrite, checklist."""

from __future__ import annotations

from bot.check import addressed
from bot.messages import say
from bot.replies.telling import heading
from bot.slack.cards.card import Card, Room
from bot.slack.cards.difference import differences
from bot.slack.cards.findings import finding_blocks
from bot.slack.cards.replying import reply_blocks
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    header,
    mrkdwn,
    plain,
    quote,
    section,
    units,
)
from bot.verdict import Verdict

_QUESTIONS = 6
_TIPS = 2_800
_SUPPORTED = 5
_SOURCE = 600
_QUESTION = 200
_DIFFERENCE = 1_500


def verdict_blocks(card: Card, room: Room, checked: str = "") -> list[Block]:
    """Draw a card. A rewrite that does not fit is left out, since half of one helps nobody.

    `checked` is the text that the card is about, empty where it is not known.
    """
    # A finished card is found again by this id, so that it is not sent twice.
    mark = "rules" if card.waiting else "check"
    blocks = [
        header(heading(card.verdict, card.reply), f"{mark}:{card.check_id}"),
        section(plain(lead(card))),
    ]
    if card.note:
        blocks.append(context(plain(card.note)))
    if card.retry and room.edits:
        says = say("card.try_again_says")
        blocks.append(actions("retry", button("retry", say("card.try_again"), says, card.check_id)))
    blocks += tip_blocks(card)
    if card.reply:
        topics = () if card.tagged else card.topics
        blocks += reply_blocks(card.reply, card.findings, topics, card.check_id)
    blocks += finding_blocks(card, room)
    blocks += _supported(card)
    blocks += _rewrite(card, room, checked)
    return [*blocks, *_sharing(card), *_checklist(card)]


def tip_blocks(card: Card) -> list[Block]:
    """Draw what the author asked for about this text, nothing where they did not."""
    return [section(plain(clip("\n".join(card.tips), _TIPS)))] if card.tips else []


def lead(card: Card) -> str:
    """Return the sentence under the verdict; no word of the draft is in it."""
    if card.verdict is Verdict.CLEAR and not card.findings:
        says = say("card.clear_so_far") if card.waiting else say("card.clear")
        told = card.reply  # of one that says more below, "nothing stands out" would be wrong
        if told and not (told.is_sound and told.is_whole):
            says = say("reply.no_rule")
    else:
        left = sum(address not in card.said for address, _ in addressed(card.findings))
        says = say("counts.things", count=left) if left or not card.said else say("counts.answered")
        if 0 < left < len(card.findings):
            says = f"{says} {say('counts.rest')}"
    reading = say("card.still_reading") if card.waiting else ""
    fixed = say("counts.fixed", count=card.fixed) if card.fixed else ""
    picture = say("card.pictured") if card.pictured else ""
    return " ".join(filter(None, [says, reading, fixed, picture]))


def _rewrite(card: Card, room: Room, checked: str) -> list[Block]:
    if not card.rewrite or units(card.rewrite) > room.rewrite:
        return []
    blocks = [section(mrkdwn(f"*{say('card.rewrite')}*")), section(plain(card.rewrite))]
    changes = differences(checked, card.rewrite) if checked else []
    if changes:
        lines = [say("difference.title"), *(f"• {line}" for line in changes)]
        blocks.append(context(plain(clip("\n".join(lines), _DIFFERENCE))))
    if room.edits:
        says = say("card.use_rewrite_says")
        use = button("use_rewrite", say("card.use_rewrite"), says, card.check_id)
        blocks.append(actions("rewrite", use))
    return blocks


def _supported(card: Card) -> list[Block]:
    shown = card.supported[:_SUPPORTED]
    lines = [plain(clip(f"✓ {quote(one.text)}: {one.message}", _SOURCE)) for one in shown]
    return [context(*lines)] if lines else []


def _sharing(card: Card) -> list[Block]:
    lines = [f"• {clip(item.message, _QUESTION)}" for item in card.sharing]
    if not lines:
        return []
    return [section(mrkdwn(f"*{say('card.sharing')}*")), section(plain("\n".join(lines)))]


def _checklist(card: Card) -> list[Block]:
    if not card.checklist:
        return []
    lines = []
    for item in card.checklist[:_QUESTIONS]:
        span = f"{quote(item.text)}: " if item.text.strip() else ""
        lines.append(f"• {span}{clip(item.message, _QUESTION)}")
    title = section(mrkdwn(f"*{say('card.checklist')}*"))
    return [title, section(plain("\n".join(lines))), context(plain(say("checklist.footer")))]
