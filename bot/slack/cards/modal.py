"""The coach modal: what was found above, the draft to edit below."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from bot.check import Action
from bot.evidence.question import is_question
from bot.messages import say
from bot.policy.counting import length
from bot.slack.cards.card import Card, Room, Window
from bot.slack.cards.deal import deal_blocks
from bot.slack.cards.inputs import MOST, inputs, purpose_input
from bot.slack.cards.replying import comment_input
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
from bot.slack.cards.verdict import tip_blocks, verdict_blocks
from bot.slack.cards.ways import undo_button
from bot.slack.talk import behind_ask
from bot.verdict import Purpose

CALLBACK = "coach"
_OPENED = 17  # a view holds 100 blocks
_METADATA = 3_000
_CHOICES = 5  # what an overflow menu holds


def coach_view(window: Window) -> Block:
    """Draw the modal.

    The input keeps its ids whatever else changes, so that Slack keeps what is being typed.
    """
    card = window.card
    blocks = deal_blocks(window.deal, window.check_id) if window.deal else []
    editable = units(window.draft) <= MOST
    if window.notice:
        back = {"accessory": undo_button(window.undo, window.check_id)} if window.undo else {}
        blocks.append({**section(plain(window.notice)), **back})
    if card:
        room = Room(opened=_OPENED, listed=3_000, rewrite=MOST, edits=editable)
        blocks += verdict_blocks(replace(card, tips=()), room, window.checked)
        blocks += [*_ready(window), *_instead(window)]
        # In sight of the menu in which they were asked for, on a phone too.
        blocks += [divider(), *tip_blocks(card)]
    blocks += _writing(window) if editable else _unwritable(window)
    blocks.append(_menu(window))
    view: Block = {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": {"type": "plain_text", "text": "Checkpost"},
        "close": {"type": "plain_text", "text": say("button.close")},
        "notify_on_close": True,
        "private_metadata": _metadata(window),
        "blocks": blocks,
    }
    if editable:
        label = say("button.check_again" if card else "button.check")
        view["submit"] = {"type": "plain_text", "text": label}
    return view


def page_view(title: str, text: str) -> Block:
    """Draw a modal with nothing but text, to lie above the coach modal."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": title},
        "close": {"type": "plain_text", "text": say("button.back")},
        "blocks": [section(plain(text))],
    }


def _writing(window: Window) -> list[Block]:
    fresh = window.card is None
    hint = [section(plain(window.hint))] if window.hint else []
    text, goes = inputs(window.draft, window.platform, focus=fresh, edition=window.edition)
    # Of another platform we hear as soon as it is chosen, to count anew.
    drawn = [text, {**goes, "dispatch_action": True}]
    theirs = [comment_input(window.comment)] if window.purpose is Purpose.REPLY else []
    # Under the platform, whose count it is.
    return [*hint, *theirs, *drawn, *_length(window), purpose_input(window.purpose)]


def answered(card: Card, held: Mapping[str, str]) -> Card:
    """Return a card as a modal remembers it: what was said of it, and whether all of it is open."""
    said: dict[str, Action] = {}
    kept: dict[str, str] = {}
    for part in held.get("said", "").split():
        address, action, place = [*part.split("="), "", ""][:3]
        if action in set(Action):
            said[address] = Action(action)
            kept |= {address: place.replace("@", " ")} if place else {}
    return replace(card, said=said, said_at=kept, unfolded="unfolded" in held)


def _metadata(window: Window) -> str:
    """Return what the modal remembers for us: ids, answers, our own question, no text of theirs."""
    held = {"chain": window.chain} if window.chain else {}
    held |= {"campaign": window.campaign} if window.campaign else {}
    held |= {"hint": window.hint} if 0 < units(window.hint) < _METADATA // 4 else {}
    held |= {"unfolded": "yes"} if window.card and window.card.unfolded else {}
    told = [_said(window.card, with_places=each) for each in (True, False)] if window.card else []
    # Where an answer is kept matters less than that there is one.
    held |= next(({"said": each} for each in told if 0 < len(each) < _METADATA // 2), {})
    return json.dumps(held, ensure_ascii=False)


def _said(card: Card, *, with_places: bool) -> str:
    places = {each: f"={at.replace(' ', '@')}" for each, at in card.said_at.items() if with_places}
    return " ".join(f"{each}={action}{places.get(each, '')}" for each, action in card.said.items())


def _unwritable(window: Window) -> list[Block]:
    told = say("window.too_long", length=units(window.draft))
    return [section(plain(told)), *_length(window)]


def _ready(window: Window) -> list[Block]:
    """Offer the text where nothing is left to be done about it; elsewhere the menu does."""
    card = window.card
    if card is None or not _is_done(window):
        return []
    style = "primary" if card.is_ready and window.deal is None else ""
    label = say("ready.button" if card.is_ready else "ready.anyway")
    return [actions("ready", button("ready", label, say("ready.says"), card.check_id, style=style))]


def _is_done(window: Window) -> bool:
    """Whether nothing but polish was found, or its author has answered everything."""
    card = window.card
    return bool(card and (card.is_ready or card.is_answered) and window.draft.strip())


def _instead(window: Window) -> list[Block]:
    """Offer the policy's own answer where the draft reads like a question to it."""
    if not is_question(window.draft) and behind_ask(window.draft) != "":
        return []
    offer = button("policy_instead", say("policy.instead"), say("policy.instead_says"), "draft")
    return [actions("policy_instead", offer)]


def _length(window: Window) -> list[Block]:
    limits = window.limits
    if limits is None or limits.characters is None or not window.draft:
        return []
    count, name = length(window.draft, limits), say(f"platform.{window.platform}")
    told = say("window.length", count=count, most=limits.characters, platform=name)
    return [context(plain(told))]


def _menu(window: Window) -> Block:
    check_id, menu = window.check_id, window.menu
    choices = [(f"privacy {check_id}", say("window.kept"))]
    choices.append((f"picture {check_id}", say("picture.look")))
    if menu.ai_review is not None:
        word = "ai_off" if menu.ai_review else "ai_on"
        choices.append((f"{word} {check_id}", say(f"window.{word}")))
    if menu.messages is False:
        choices.append((f"messages_on {check_id}", say("window.messages_on")))
    if window.card and not _is_done(window) and window.draft.strip():
        choices.append((f"ready {check_id}", say("ready.anyway")))
    is_told = window.card and window.draft.strip() and not window.guarded
    if is_told and window.purpose is Purpose.POST:
        choices.append((f"story {check_id}", say("stories.look")))
    line = section(plain(say("window.only_you")))
    return {**line, "block_id": "menu", "accessory": overflow("menu", *choices[:_CHOICES])}
