"""Puts the drill of the month into a channel, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.messages import speaking
from bot.slack.calling import SlackTrouble
from bot.slack.cards.habit_posted import habit_message, mark
from bot.slack.directory import Directory
from bot.slack.gateway import Gateway
from bot.vocabulary.habit import Habit


class HabitPost:
    """The `Post` port of bot.workflows.habit. May raise `SlackTrouble`."""

    def __init__(self, slack: Gateway, directory: Directory) -> None:
        """`directory` knows the channels that we were invited to."""
        self._slack = slack
        self._directory = directory

    async def put(self, habit: Habit, month: str, channel: str, language: str) -> str:
        """Post a month's drill unless it stands there already; return its place."""
        room = await self._directory.find(channel) or channel
        at = await self._found(room, month)
        if not at:
            with speaking(language):
                message = habit_message(habit.in_language(language), month)
            at = await self._slack.post(room, message)
        return f"{room}:{at}"

    async def _found(self, room: str, month: str) -> str:
        # A day before, since the month begins earlier east of Greenwich.
        begins = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC) - timedelta(days=1)
        try:
            return await self._slack.find_block(room, mark(month), begins.timestamp()) or ""
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            return ""
