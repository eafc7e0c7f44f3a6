"""What `checkpost doctor` says about the channels of the weekly digest."""

from __future__ import annotations

from bot.cli.diagnosis import Diagnosis, State
from bot.folders import rules_folder
from bot.settings import Settings

_NAME = "Digest"


async def look_at_digest(settings: Settings) -> Diagnosis:
    """See whether the bot is in every channel that gets the weekly digest."""
    from bot.policy.loader import load
    from bot.slack.calling import SlackTrouble
    from bot.slack.client import open_session, web_client
    from bot.slack.directory import Directory
    from bot.wiring.press import plan_of

    ruleset = load(rules_folder(settings)).ruleset
    if ruleset is None:
        return Diagnosis(_NAME, State.OFF, "looked at once there are rules")
    channels = [each.channel for each in plan_of(settings, ruleset.organisation).channels]
    if not channels:
        says = "no channel gets it: name one as channels: digest in organization.yaml"
        return Diagnosis(_NAME, State.OFF, says)
    if settings.slack_bot_token is None:
        return Diagnosis(_NAME, State.OFF, "looked at once there is a SLACK_BOT_TOKEN")
    token = settings.slack_bot_token.get_secret_value()
    async with open_session() as session:
        directory = Directory(web_client(token, settings.slack_api_url, session))
        try:
            absent = [each for each in channels if not await directory.find(each)]
        except SlackTrouble as trouble:
            says = f"Slack does not tell me about channels ({trouble.code})"
            remedy = "Install the app again, so that it has every scope of manifest.json."
            return Diagnosis(_NAME, State.WARN, says, remedy)
    if absent:
        says = f"I do not see myself in {', '.join(absent)}, which is to get it"
        return Diagnosis(_NAME, State.WARN, says, "Type /invite @Checkpost in it.")
    return Diagnosis(_NAME, State.OK, ", ".join(channels))
