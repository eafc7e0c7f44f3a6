"""The coach modal: what was found above, the draft to edit below."""

from __future__ import annotations

import json

from bot.slack.cards import words
from bot.slack.cards.card import Deal, Menu, Room, Window
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    context,
    divider,
    overflow,
    plain,
    section,
    units,
)
from bot.slack.cards.verdict import verdict_blocks
from bot.verdict import Platform

CALLBACK = "coach"
DRAFT, PLATFORM = "draft", "platform"
_INPUT = 3_000  # what Slack lets a plain_text_input hold
_ROOM = Room(opened=20, listed=3_000, rewrite=_INPUT)  # a view holds 100 blocks


def coach_view(window: Window) -> Block:
    """Draw the modal.

    The input keeps its ids whatever else changes, so that Slack keeps what is being typed.
    """
    card = window.card
    blocks = deal_blocks(window.deal, window.check_id) if window.deal else []
    if card:
        blocks += verdict_blocks(card, _ROOM)
        blocks.append(divider())
    editable = units(window.draft) <= _INPUT
    blocks += _writing(window) if editable else [section(plain(words.too_long(len(window.draft))))]
    blocks += _menu(window.menu, window.check_id)
    view: Block = {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": {"type": "plain_text", "text": "Checkpost"},
        "close": {"type": "plain_text", "text": "Close"},
        "notify_on_close": True,
        "private_metadata": json.dumps({"chain": window.chain} if window.chain else {}),
        "blocks": blocks,
    }
    if editable:
        label = "Check again" if card else "Check"
        view["submit"] = {"type": "plain_text", "text": label}
    return view


def page_view(title: str, text: str) -> Block:
    """Draw a modal with nothing but text, to lie above the coach modal."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": title},
        "close": {"type": "plain_text", "text": "Back"},
        "blocks": [section(plain(text))],
    }


def deal_blocks(deal: Deal, check_id: str) -> list[Block]:
    """Draw the deal: what a person agrees to before anything is stored."""
    choices = [
        button("deal_ok", "OK, go on", "Accept and go on", check_id or "none", style="primary")
    ]
    if deal.host:
        says = "Accept, and keep AI review off"
        choices.append(button("deal_no_ai", "OK, without AI", says, check_id or "none"))
    text = section(plain(words.deal(deal.host, deal.keep_days)))
    return [text, actions("deal", *choices), divider()]


def _writing(window: Window) -> list[Block]:
    return inputs(window.draft, window.platform, focus=window.card is None)


def inputs(draft: str, platform: Platform, *, focus: bool = True) -> list[Block]:
    """Draw the input for a draft and the choice of where it goes."""
    writing: Block = {
        "type": "plain_text_input",
        "action_id": DRAFT,
        "multiline": True,
        "max_length": _INPUT,
        "focus_on_load": focus,
        "placeholder": {"type": "plain_text", "text": "Write or paste what you want to post"},
    }
    if draft:
        writing["initial_value"] = draft
    choice: Block = {
        "type": "static_select",
        "action_id": PLATFORM,
        "options": [_option(each) for each in words.PLATFORMS],
        "initial_option": _option(platform),
    }
    return [_input(DRAFT, "Your draft", writing), _input(PLATFORM, "Where will it go?", choice)]


def _input(block_id: str, label: str, element: Block) -> Block:
    text = {"type": "plain_text", "text": label}
    return {"type": "input", "block_id": block_id, "label": text, "element": element}


def _option(platform: Platform) -> Block:
    text = {"type": "plain_text", "text": words.PLATFORMS[platform]}
    return {"text": text, "value": platform.value}


def _menu(menu: Menu, check_id: str) -> list[Block]:
    choices = [(f"privacy {check_id}", "What is kept about me")]
    if menu.ai_review is not None:
        word, label = ("ai_off", "off") if menu.ai_review else ("ai_on", "on")
        choices.append((f"{word} {check_id}", f"Turn AI review {label}"))
    if menu.messages is False:
        choices.append((f"messages_on {check_id}", "Message me when I close this early"))
    return [
        actions("menu", overflow("menu", *choices)),
        context(plain("Only you see this. I never post anything.")),
    ]
