"""The environment: the only place that reads it. Every variable is in .env.example and README."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.missing import NO_PORT, missing_for_slack
from bot.misspelt import Unknown, unknown_among
from bot.values import (
    WebAddress,
    beginning_with,
    database_address,
    days,
    kept_secret,
    reason,
    weekly,
)

_OPENAI = "https://api.openai.com/v1/"


class SettingsProblem(Exception):
    """Settings are missing or malformed. The message names every variable and the remedy."""


class Settings(BaseSettings):
    """Everything an operator may set. Secrets never show in a repr."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    checkpost_plain_http: bool = False  # before the addresses, which ask for it

    slack_bot_token: Annotated[SecretStr, beginning_with("xoxb-")] | None = None
    slack_app_token: Annotated[SecretStr, beginning_with("xapp-")] | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: WebAddress = "https://slack.com/api/"

    openai_api_key: SecretStr | None = None
    openai_base_url: WebAddress | None = None
    checkpost_model: str | None = None
    checkpost_ai_daily_tokens: int | None = Field(default=None, ge=1)

    checkpost_database_url: Annotated[SecretStr, AfterValidator(database_address)] = SecretStr(
        "sqlite:///checkpost.db"
    )
    checkpost_secret_key: SecretStr | None = None
    checkpost_keep_drafts: Annotated[str, AfterValidator(days)] | None = None
    checkpost_profile: Literal["standard", "anonymous"] = "standard"
    checkpost_read_links: bool = False

    checkpost_rules: Path | None = None
    checkpost_prompts: Path | None = None
    checkpost_comms_channel: str | None = None
    checkpost_digest_channel: str | None = None
    checkpost_digest_cron: Annotated[str, AfterValidator(weekly)] | None = None
    checkpost_metrics: bool = False
    otel_exporter_otlp_endpoint: WebAddress | None = None
    checkpost_watchdog: int = Field(default=30, ge=0)
    checkpost_log_level: Literal["debug", "info", "warning", "error"] = "info"
    port: int | None = Field(default=None, ge=1, le=65535)

    @field_validator("slack_api_url", "openai_base_url")
    @classmethod
    def _on_its_way(cls, value: str | None, info: ValidationInfo) -> str | None:
        plain_http = bool(info.data.get("checkpost_plain_http"))
        return value and kept_secret(value, plain_http=plain_http)

    @property
    def has_slack(self) -> bool:
        """Whether any Slack credential is set; without one `checkpost run` starts the demo."""
        return bool(self.slack_bot_token or self.slack_app_token or self.slack_signing_secret)

    @property
    def lacks_port(self) -> bool:
        """Whether figures are asked for, and no port is there to read them at."""
        return self.checkpost_metrics and self.slack_app_token is not None and self.port is None

    @property
    def has_ai(self) -> bool:
        """Whether a model may be asked: a key, or the address of a server that needs none."""
        return bool(self.openai_api_key or self.openai_base_url)

    @property
    def ai_base_url(self) -> str:
        """The address of the model's server, whether or not it may be asked."""
        return self.openai_base_url or _OPENAI

    @property
    def ai_host(self) -> str:
        """The host that drafts are sent to for review, without a password; empty when it is off."""
        return urlsplit(self.ai_base_url).netloc.rpartition("@")[2] if self.has_ai else ""

    @property
    def lend_days(self) -> int:
        """For how many days authors may lend a draft to comms; 0 where they are not asked."""
        return 0 if self.is_anonymous else int((self.checkpost_keep_drafts or "0d")[:-1])

    @property
    def is_anonymous(self) -> bool:
        """Whether no row about any person may be kept."""
        return self.checkpost_profile == "anonymous"

    @property
    def database_url(self) -> str:
        """The database's address, with its password."""
        return self.checkpost_database_url.get_secret_value()

    @property
    def is_postgres(self) -> bool:
        """Whether checks are kept in PostgreSQL, so that several replicas may run."""
        return self.database_url.startswith("postgres")


def load_settings() -> Settings:
    """Read the environment and `.env`.

    Raises SettingsProblem naming every malformed variable, without its value, and beside them
    what a Slack connection that was begun still misses.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = {str(e["loc"][0]).upper(): reason(e["type"], e["msg"]) for e in error.errors()}
    except (OSError, UnicodeDecodeError):
        raise SettingsProblem(".env cannot be read: it should be a UTF-8 text file.") from None
    given = _Given()
    missing = missing_for_slack(given) if given.slack_bot_token or given.slack_app_token else []
    heading = "These settings need a second look (in the environment or .env):"
    lines = [f"  {name} {reason}" for name, reason in wrong.items()]
    raise SettingsProblem("\n".join([heading, *lines, *missing]))


def require_slack(settings: Settings) -> None:
    """Raise SettingsProblem naming every variable that a Slack connection still misses.

    Also where figures are asked for that nobody could read.
    """
    missing = missing_for_slack(settings)
    if settings.lacks_port:
        missing.append(f"  {NO_PORT}")
    if missing:
        heading = "Checkpost cannot connect to Slack yet. In .env or the environment:"
        raise SettingsProblem("\n".join([heading, *missing]))


class _Given(BaseSettings):
    """Which variables have any value at all, right or wrong."""

    model_config = Settings.model_config

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    checkpost_secret_key: SecretStr | None = None
    checkpost_database_url: SecretStr = SecretStr("")

    @property
    def is_postgres(self) -> bool:
        return self.checkpost_database_url.get_secret_value().startswith("postgres")


def unknown_variables() -> tuple[Unknown, ...]:
    """Return what is set in the environment or `.env` and means nothing here: likely typos."""
    try:
        written = dotenv_values(".env", interpolate=False)
    except (OSError, UnicodeDecodeError):
        written = {}  # `load_settings` says so
    known = frozenset(name.upper() for name in Settings.model_fields)
    return tuple(unknown_among((*os.environ, *written), known))


def keep_secrets_from_children() -> None:
    """Take our secrets out of the environment, which every process that is started inherits.

    Read the settings first: they are not found there again.
    """
    for name in _secret_names():
        os.environ.pop(name, None)


def environment_for_others() -> dict[str, str]:
    """Return the environment without our secrets, for a program that is no part of ours."""
    return {name: value for name, value in os.environ.items() if name not in _secret_names()}


def _secret_names() -> set[str]:
    fields = Settings.model_fields.items()
    return {name.upper() for name, field in fields if "SecretStr" in str(field.annotation)}


def supervisor_socket() -> str:
    """Where systemd wants to hear how this process does; empty where it does not."""
    return os.environ.get("NOTIFY_SOCKET", "")
