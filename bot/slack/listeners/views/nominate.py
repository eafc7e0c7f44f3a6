"""The form of a nomination sent off: to the colleague alone, who says whether others read it."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.modal import page_view
from bot.slack.cards.nominate import FORM, LINK, PERSON, SENTENCE
from bot.slack.cards.text import clip
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.verdict import Draft, Severity
from bot.vocabulary.recognition import Nomination, is_link

_ERROR = 150
_INSIDE = {"credential", "confidential", "client", "personal-data", "respect", "link-safety"}
"""Topics whose findings would hurt in a channel too; how a post is worded does not matter here."""


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the form."""
    app.view_submission(FORM)(listen(services, sent))


async def sent(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send the nomination on its way, once."""
    inputs = given.seen.inputs if given.seen else {}
    person, link, sentence = (inputs.get(name, "").strip() for name in (PERSON, LINK, SENTENCE))
    wrong = _wrong(services, given, person, link, sentence)
    if wrong or services.nominations is None:
        await ack(response_action="errors", errors=wrong or {PERSON: say("nominate.not_here")})
        return
    if not services.messages_pace.allows(given.team, given.user):
        await ack(response_action="errors", errors={SENTENCE: say("pace.messages")})
        return
    nomination = Nomination(
        delivery=given.seen.view_id if given.seen else given.delivery,
        nominee=person,
        by=given.user,
        team=given.team,
        link=link,
        sentence=sentence,
        at=services.clock(),
    )
    await services.nominations.start(nomination)
    page = page_view(say("nominate.title"), say("nominate.sent"))
    await ack(response_action="update", view=page)


def _wrong(
    services: Services, given: Given, person: str, link: str, sentence: str
) -> dict[str, str]:
    if not person or person in {given.user, "USLACKBOT"}:
        return {PERSON: say("nominate.somebody_else")}
    if not is_link(link):
        return {LINK: say("nominate.https")}
    if not sentence:
        return {SENTENCE: say("nominate.say_why")}
    for name, text in ((SENTENCE, sentence), (LINK, link)):
        for finding in services.coach.read(Draft(text)).findings:
            if finding.topic in _INSIDE and finding.severity is not Severity.POLISH:
                return {name: clip(finding.message, _ERROR)}
    return {}
