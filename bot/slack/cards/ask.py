"""The form in which an author asks a channel, and sees what it will read."""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages import say
from bot.slack.cards.forms import form, text_input
from bot.slack.cards.sharing import SHARED, part_inputs, parts
from bot.slack.cards.text import (
    Block,
    context,
    plain,
    section,
)

FORM, ASKS = "ask_form", "asks"
MOST_ASKS = 300


def form_view(channel: str, until: str, shared: str, held: Mapping[str, str], note: str) -> Block:
    """Draw the author's form, which is the preview as well: it holds all that will be read.

    `held` is what the form remembers, and what is asked where that is not about a draft; `note`
    says why another channel is asked, or nothing.
    """
    asks = held.get(ASKS) or say("ask.asks")
    told = otherwise(until, held.get("fallback", ""))
    blocks = [section(plain(say("ask.intro", channel=channel, otherwise=told)))]
    if note:
        blocks.append(context(plain(note)))
    blocks += [
        *_shared_inputs(channel, shared),
        text_input(ASKS, say("ask.asks_label"), asks, MOST_ASKS, multiline=False),
        context(plain(say("ask.keeps"))),
    ]
    return form(FORM, say("ask.title"), blocks, say("button.send"), held)


def _shared_inputs(channel: str, shared: str) -> list[Block]:
    held = parts(shared)
    labels = [say("ask.shared_label", channel=channel)]
    labels += [say("ask.shared_more", channel=channel, number=n + 1) for n in range(1, len(held))]
    return part_inputs(SHARED, held, labels)


def otherwise(until: str, fallback: str) -> str:
    """Return what becomes of a question that nobody answers; `fallback` may be empty."""
    if fallback:
        return say("ask.otherwise_fallback", until=until, fallback=fallback)
    return say("ask.otherwise", until=until)
