"""What `checkpost doctor` says about channels that must be closed: comms', and whom to ask next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.cli.diagnosis import Diagnosis, State
from bot.folders import rules_folder
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.slack.comms import Closed

_COMMS, _FALLBACKS = "Comms channel", "Whom to ask next"
_REMEDIES = {
    "not_set": "Set CHECKPOST_COMMS_CHANNEL, or channels: comms in organization.yaml.",
    "not_found": "Make it private and type /invite @Checkpost in it.",
    "not_private": "Make it private: its settings in Slack.",
    "shared": "Take a channel that no other organisation is in.",
}


async def look_at_comms(settings: Settings) -> Diagnosis:
    """See whether the comms channel is private, ours alone, and the bot in it."""
    from bot.policy.loader import load

    if settings.slack_bot_token is None:
        return Diagnosis(_COMMS, State.OFF, "looked at once there is a SLACK_BOT_TOKEN")
    channel = settings.checkpost_comms_channel
    if channel is None:
        ruleset = load(rules_folder(settings)).ruleset
        channel = ruleset.organisation.channels.get("comms", "") if ruleset else ""
    closed = await _closed(settings, [channel])
    if isinstance(closed, str):
        return _untold(_COMMS, closed)
    if (why := closed[channel]) is None:
        return Diagnosis(_COMMS, State.OK, f"{channel}, private")
    says = f"{channel or 'none'}: {_word(why)}. Comms views in Slack are off"
    return Diagnosis(_COMMS, State.WARN, says, _REMEDIES[why])


async def look_at_fallbacks(settings: Settings) -> Diagnosis:
    """See whether questions can go on to every channel that is named for where nobody answers."""
    from bot.policy.loader import load

    ruleset = load(rules_folder(settings)).ruleset
    if ruleset is None:
        return Diagnosis(_FALLBACKS, State.OFF, "looked at once there are rules")
    asking = ruleset.organisation.asking
    channels = sorted({*asking.fallbacks.values(), asking.fallback} - {""})
    if not channels:
        says = "comms; `asking:` in organization.yaml can name others"
        return Diagnosis(_FALLBACKS, State.OFF, says)
    if settings.slack_bot_token is None:
        return Diagnosis(_FALLBACKS, State.OFF, "looked at once there is a SLACK_BOT_TOKEN")
    closed = await _closed(settings, channels)
    if isinstance(closed, str):
        return _untold(_FALLBACKS, closed)
    wrong = {channel: why for channel, why in closed.items() if why is not None}
    if not wrong:
        return Diagnosis(_FALLBACKS, State.OK, f"{', '.join(channels)}, private")
    found = ", ".join(f"{channel}: {_word(why)}" for channel, why in wrong.items())
    remedy = " ".join(dict.fromkeys(_REMEDIES[why] for why in wrong.values()))
    return Diagnosis(_FALLBACKS, State.WARN, f"{found}. Questions pass it over", remedy)


async def _closed(settings: Settings, channels: Iterable[str]) -> dict[str, Closed | None] | str:
    """Return why nothing may be carried into each channel; Slack's word where it does not tell."""
    from bot.slack.calling import SlackTrouble
    from bot.slack.client import open_session, web_client
    from bot.slack.comms import CommsChannel
    from bot.slack.directory import Directory
    from bot.slack.gateway import Gateway

    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    async with open_session() as session:
        client = web_client(token, settings.slack_api_url, session)
        slack, directory = Gateway(client), Directory(client)
        try:
            return {each: await CommsChannel(slack, directory, each).closed() for each in channels}
        except SlackTrouble as trouble:
            return trouble.code


def _untold(name: str, code: str) -> Diagnosis:
    says = f"Slack does not tell me about private channels ({code})"
    remedy = "Install the app again, so that it has every scope of manifest.json."
    return Diagnosis(name, State.WARN, says, remedy)


def _word(why: Closed) -> str:
    return why.value.replace("_", " ")
