"""Cards as messages: private ones in a channel, direct ones when the modal was closed."""

from __future__ import annotations

from bot.messages import say
from bot.replies.telling import heading
from bot.slack.cards.card import Card, Deal, Room
from bot.slack.cards.deal import deal_blocks
from bot.slack.cards.going import Going
from bot.slack.cards.masking import masked
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    context,
    escape,
    mrkdwn,
    overflow,
    plain,
    section,
)
from bot.slack.cards.verdict import lead, verdict_blocks

# A message holds about 10,000 characters in all.
_ROOM = Room(opened=3, listed=510, rewrite=1_000)


def card_message(
    card: Card,
    *,
    deal: Deal | None = None,
    direct: bool = False,
    asked: bool = False,
    going: Going | None = None,
) -> Block:
    """Return `text` and `blocks`; the text, read aloud and in notifications, quotes nothing.

    A `direct` one stays in the conversation, so it shows no key or password. One that was `asked`
    for by a message does not offer to send no more, and says where its draft is `going`.
    """
    drawn = verdict_blocks(masked(card) if direct else card, _ROOM)
    above = deal_blocks(deal, card.check_id) if deal else []
    text = f"{heading(card.verdict, card.reply)}. {lead(card)}"
    goes = [going.says] if going else []
    small = [*goes, *([say("card.fades")] if direct else [])]
    below = [context(plain(" ".join(small)))] if small else []
    buttons = _buttons(card.check_id, going, direct=direct, asked=asked)
    return {"text": " ".join([text, *goes]), "blocks": [*above, *drawn, *below, buttons]}


def said(text: str) -> Block:
    """Return a message that is one of our own sentences, with markup."""
    return {"text": text}


def doubted(text: str, answered: str) -> Block:
    """Return what `said` does, with a button for when the message it answers was a draft.

    `answered` is Slack's name of that message.
    """
    check = button("was_draft", say("direct.was_draft"), say("direct.was_draft_says"), answered)
    return {"text": text, "blocks": [section(mrkdwn(text)), actions("was_draft", check)]}


def answering(message: Block, answered: str) -> Block:
    """Return a message by which it is known that a message was answered.

    `answered` is Slack's name of the one that it answers.
    """
    first, *others = message.get("blocks") or [section(mrkdwn(message["text"]))]
    return {**message, "blocks": [{**first, "block_id": answer_mark(answered)}, *others]}


def answer_mark(answered: str) -> str:
    """Return the block by which the answer to a message is found again."""
    return f"answer:{answered}"


def quoted(text: str) -> Block:
    """Return a message that holds what a person wrote, in which nothing is markup."""
    return {"text": escape(text), "blocks": [section(plain(text))]}


def _buttons(check_id: str, going: Going | None, *, direct: bool, asked: bool) -> Block:
    buttons = [
        button("open", say("button.check_again"), say("button.check_again_says"), check_id),
        button("delete", say("button.delete"), say("button.delete_says"), check_id),
    ]
    if direct:
        keep = button("keep", say("button.keep"), say("button.keep_says"), check_id)
        buttons.insert(1, keep)
    if direct and not asked:
        no_more = (f"messages_off {check_id}", say("button.no_more_messages"))
        buttons.append(overflow("messages", no_more))
    if going and (link := going.link):
        buttons.insert(1, link)
    return actions("card", *buttons)
