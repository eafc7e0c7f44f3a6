"""Who may look after the rules: the members of the comms channel, at every press."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.message import said
from bot.slack.cards.modal import page_view
from bot.slack.cards.rule_sentences import others
from bot.slack.comms import Closed, Standing
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.services import RuleDesk, Services
from bot.slack.showing import tell

_UNKNOWN = Standing(Closed.NOT_SET)


async def permitted(services: Services, given: Given) -> tuple[RuleDesk | None, Standing]:
    """Return the rule desk for somebody who is in the comms channel now, for nobody else."""
    if services.rules is None:
        return None, _UNKNOWN
    standing = await services.rules.comms.standing(given.user)
    return (services.rules if standing.closed is None else None), standing


async def for_action(services: Services, given: Given) -> tuple[RuleDesk | None, str]:
    """Return the rule desk and the person's name for a button; say so where they may not."""
    desk, standing = await permitted(services, given)
    if desk is None:
        text = refusal(services, standing)
        if given.seen is not None:
            await lay(services, given, page_view(say("rules.title"), text))
        else:
            await tell(services, given, said(text))
    return desk, standing.name


async def for_submission(
    services: Services, given: Given, ack: AsyncAck
) -> tuple[RuleDesk | None, str]:
    """Return the rule desk and the person's name for a form; say so where they may not."""
    desk, standing = await permitted(services, given)
    if desk is None:
        page = page_view(say("rules.title"), refusal(services, standing))
        await ack(response_action="update", view=page)
    return desk, standing.name


def refusal(services: Services, standing: Standing) -> str:
    """Return what somebody reads who does not look after the rules."""
    channel = services.comms_channel
    why = standing.closed if standing.closed is not Closed.NOT_A_MEMBER else None
    return others(channel, why or "")
