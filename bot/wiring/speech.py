"""What speaks with Slack, put together: its methods, whom it knows, and what stands in windows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.coach import Coach
from bot.slack.delivery import SlackDelivery
from bot.slack.desk import Desk
from bot.slack.directory import Directory
from bot.slack.gateway import Gateway
from bot.slack.tasks import Tasks
from bot.slack.tongues import Tongues
from bot.wiring.ground import Ground


@dataclass(frozen=True, slots=True)
class Speech:
    """One of each in a process: listeners, workflows and windows must know of each other."""

    slack: Gateway
    desk: Desk
    tasks: Tasks
    directory: Directory
    tongues: Tongues
    delivery: SlackDelivery


def make_speech(ground: Ground, coach: Coach) -> Speech:
    """Return what speaks with Slack."""
    slack, desk, directory = Gateway(ground.client), Desk(), Directory(ground.client)
    live = ground.live
    return Speech(
        slack=slack,
        desk=desk,
        tasks=Tasks(),
        directory=directory,
        tongues=Tongues(
            chosen=coach.language,
            locale=directory.locale,
            company=lambda: live.current.organisation.language,
        ),
        delivery=SlackDelivery(coach=coach, slack=slack, desk=desk, ruleset=lambda: live.current),
    )
