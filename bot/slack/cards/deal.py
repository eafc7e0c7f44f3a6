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
    """Draw the deal: what a person agrees to before anything is stored.

    Its buttons hold the host that it names, so that they agree to no other.
    """
    value = f"{deal.host} {check_id or 'none'}".strip()
    accept, accept_says = say("deal.accept"), say("deal.accept_says")
    choices = [button("deal_ok", accept, accept_says, value, style="primary")]
    if deal.host:
        off = "without_ai" if deal.before is None else "ai_off"
        choices.append(button("deal_no_ai", say(f"deal.{off}"), say(f"deal.{off}_says"), value))
    return [section(plain(told(deal))), actions("deal", *choices), divider()]


def deal_message(deal: Deal) -> Block:
    """Draw the deal where something was asked of AI that has to wait for it."""
    text = told(deal)
    once_more = section(plain(say("deal.once_more")))
    return {"text": text, "blocks": [*deal_blocks(deal, ""), once_more]}


def told(deal: Deal) -> str:
    """Return all of the deal, or for those who accepted it before, where AI is now."""
    if deal.before is None:
        return deal_text(deal.host, deal.keep_days)
    news = say("deal.ai_moved" if deal.before else "deal.ai_new", host=deal.host)
    return f"{news}\n{say('deal.until')}"
