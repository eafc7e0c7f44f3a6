"""The page for a headline or About text: read once, answered in place, kept nowhere."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.policy.company import Organisation
from bot.replies.reading import names_of
from bot.slack.cards.findings import told
from bot.slack.cards.story import PROFILE, profile_view
from bot.slack.choices import Choices, choices_of
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.stories.looking import names_any, profile_tips
from bot.verdict import Draft, Finding


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the page."""
    app.view_submission(PROFILE)(listen(services, submitted))


async def submitted(services: Services, given: Given, ack: AsyncAck) -> None:
    """Say what stands out, to the rules first, and leave the words to their author."""
    text = given.seen.inputs.get(PROFILE, "") if given.seen else ""
    if not text.strip():
        await ack(response_action="errors", errors={PROFILE: say("stories.profile_first")})
        return
    reading = services.coach.read(Draft(text))
    organisation = services.ruleset().organisation if services.ruleset else None
    findings = told(_still_said(reading.findings, text, organisation))
    if reading.guarded:  # nothing is said of it but what leaks
        await ack(
            response_action="update",
            view=profile_view(text, findings or [say("card.clear")]),
        )
        return
    names = names_of(organisation) if organisation else ()
    found = profile_tips(text, names, clear=not findings)
    tips = (say("stories.profile_tips"), *findings, *found)
    may_read = bool(services.coach.host) and not reading.holds_credential
    ai = may_read and (await _choices(services, given)).ai_review
    await ack(response_action="update", view=profile_view(text, tips, ai=ai))


def _still_said(
    findings: tuple[Finding, ...], text: str, organisation: Organisation | None
) -> tuple[Finding, ...]:
    """Leave out the call for a connection to our own: whose profile names the employer has it."""
    if organisation is None or not names_any(text, names_of(organisation, products=False)):
        return findings
    ours = names_of(organisation)
    return tuple(
        each for each in findings if each.topic != "disclosure" or not names_any(each.text, ours)
    )


async def _choices(services: Services, given: Given) -> Choices:
    return await choices_of(services.coach, given.team, given.user, services.patience_s)
