"""What `checkpost doctor` says about the comms channel, where the rules are looked after."""

from __future__ import annotations

from bot.cli.diagnosis import Diagnosis, State
from bot.settings import Settings, rules_folder

_REMEDIES = {
    "not_set": "Set CHECKPOST_COMMS_CHANNEL, or channels: comms in organization.yaml.",
    "not_found": "Make it private and type /invite @Checkpost in it.",
    "not_private": "Make it private: its settings in Slack.",
    "shared": "Take a channel that no other organisation is in.",
}


async def look_at_comms(settings: Settings) -> Diagnosis:
    """See whether the comms channel is private, ours alone, and the bot in it."""
    from bot.policy.loader import load
    from bot.slack.calling import SlackTrouble
    from bot.slack.client import open_session, web_client
    from bot.slack.comms import CommsChannel
    from bot.slack.directory import Directory
    from bot.slack.gateway import Gateway

    name = "Comms channel"
    if settings.slack_bot_token is None:
        return Diagnosis(name, State.OFF, "looked at once there is a SLACK_BOT_TOKEN")
    channel = settings.checkpost_comms_channel
    if channel is None:
        ruleset = load(rules_folder(settings)).ruleset
        channel = ruleset.organisation.channels.get("comms", "") if ruleset else ""
    token = settings.slack_bot_token.get_secret_value()
    async with open_session() as session:
        client = web_client(token, settings.slack_api_url, session)
        try:
            closed = await CommsChannel(Gateway(client), Directory(client), channel).closed()
        except SlackTrouble as trouble:
            says = f"Slack does not tell me about {channel} ({trouble.code})"
            remedy = "Install the app again, so that it has every scope of manifest.json."
            return Diagnosis(name, State.WARN, says, remedy)
    if closed is None:
        return Diagnosis(name, State.OK, f"{channel}, private")
    says = f"{channel or 'none'}: {closed.value.replace('_', ' ')}. Comms views in Slack are off"
    return Diagnosis(name, State.WARN, says, _REMEDIES[closed])
