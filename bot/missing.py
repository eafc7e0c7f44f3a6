"""What a connection to Slack still needs, as lines that name the variable and where to get it."""

from __future__ import annotations

from typing import Protocol

from pydantic import SecretStr

NO_PORT = (
    "PORT is missing: CHECKPOST_METRICS=true puts figures at /metrics, and in Socket Mode nothing "
    "listens without a port, such as PORT=3000"
)
"""What is said where `lacks_port`."""


class Given(Protocol):
    """What was set of what it needs, right or wrong."""

    @property
    def slack_bot_token(self) -> SecretStr | None:
        """What the bot signs in with."""
        ...

    @property
    def slack_app_token(self) -> SecretStr | None:
        """What opens a socket."""
        ...

    @property
    def slack_signing_secret(self) -> SecretStr | None:
        """What deliveries over HTTP are signed with."""
        ...

    @property
    def checkpost_secret_key(self) -> SecretStr | None:
        """The key that replicas share."""
        ...

    @property
    def is_postgres(self) -> bool:
        """Whether there may be replicas."""
        ...


def missing_for_slack(given: Given) -> list[str]:
    """Return a line on each variable that a connection to Slack still misses."""
    missing = []
    if given.slack_bot_token is None:
        missing.append("  SLACK_BOT_TOKEN is missing: Bot User OAuth Token, starts with xoxb-")
    if given.slack_app_token is None and given.slack_signing_secret is None:
        missing.append(
            "  SLACK_APP_TOKEN is missing: an app-level token for Socket Mode, starts with xapp-"
            "\n    (or set SLACK_SIGNING_SECRET to receive Slack over HTTP)"
        )
    if given.is_postgres and given.checkpost_secret_key is None:
        missing.append(
            "  CHECKPOST_SECRET_KEY is missing: PostgreSQL needs one key for all replicas;"
            "\n    make one with: openssl rand -hex 32"
        )
    return missing
