"""What the operator has to put right before the bot can talk to Slack."""

from __future__ import annotations


class SlackProblem(Exception):
    """Slack cannot be used. The message names the thing and the remedy."""
