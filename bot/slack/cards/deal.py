"""The deal: what a person is told, in four lines, before anything is stored."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.card import Deal
from bot.slack.cards.text import Block, actions, button, divider, plain, section


def deal_text(host: str, keep_days: int) -> str:
    """Return the four lines that come before anything is stored; `host` is empty without AI.

    With `keep_days` 0 nothing is kept of anybody.
    """
    return "\n".join(
        (
            say("deal.reads"),
            say("deal.private"),
            say("deal.ai", host=host) if host else say("notice.ai_off"),
            say("deal.keeps", count=keep_days) if keep_days else say("deal.keeps_nobody"),
        )
    )


def deal_blocks(deal: Deal, check_id: str) -> list[Block]:
    """Draw the deal: what a person agrees to before anything is stored."""
    value = check_id or "none"
    accept, accept_says = say("deal.accept"), say("deal.accept_says")
    choices = [button("deal_ok", accept, accept_says, value, style="primary")]
    if deal.host:
        without_ai, says = say("deal.without_ai"), say("deal.without_ai_says")
        choices.append(button("deal_no_ai", without_ai, says, value))
    text = section(plain(deal_text(deal.host, deal.keep_days)))
    return [text, actions("deal", *choices), divider()]
