"""The environment: the only place that reads it. Every variable is in .env.example and README."""

from __future__ import annotations

import os
import re
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

from bot.inside import goes_in_clear, on_own_network
from bot.misspelt import Unknown, unknown_among
from bot.weekly import CronProblem, parse_cron

_PACKAGED = Path(__file__).parent / "_packaged"
_CHECKOUT = Path(__file__).parent.parent
_OPENAI = "https://api.openai.com/v1/"
_DATABASES = ("sqlite", "sqlite+aiosqlite", "postgres", "postgresql", "postgresql+psycopg")


class SettingsProblem(Exception):
    """Settings are missing or malformed. The message names every variable and the remedy."""


def _token(prefix: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(prefix):
            raise ValueError(f"should start with {prefix}")
        return value

    return AfterValidator(check)


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value
        _ = parts.port
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("should be an address like https://host/path")
    return value.rstrip("/") + "/"


def _database(value: SecretStr) -> SecretStr:
    if value.get_secret_value().partition("://")[0] not in _DATABASES:
        raise ValueError("should start with sqlite:/// or postgresql://")
    return value


def _kept_secret(value: str, *, plain_http: bool) -> str:
    """Refuse an address where what is sent could be read on its way."""
    own = on_own_network(value)
    if not goes_in_clear(value) or (own and plain_http):
        return value
    remedy = "; where the network between is yours alone, set CHECKPOST_PLAIN_HTTP=true"
    raise ValueError(
        "should begin with https:// so that nobody reads drafts on their way" + remedy * own
    )


def _duration(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,2}d", value) or int(value[:-1]) > MOST_LENT_DAYS:
        raise ValueError(
            f"should be a number of days such as 30d, {MOST_LENT_DAYS}d at most: nothing else that "
            "tells of a person is kept for longer"
        )
    return value


def _weekly(value: str) -> str:
    try:
        parse_cron(value)
    except CronProblem:
        raise ValueError("should be one moment a week such as 0 9 * * mon") from None
    return value


MOST_LENT_DAYS = 180
"""For how many days drafts may be lent: as long as verdicts are kept, bot.workflows.retention."""

NO_PORT = (
    "PORT is missing: CHECKPOST_METRICS=true puts figures at /metrics, and in Socket Mode nothing "
    "listens without a port, such as PORT=3000"
)
"""What is said where `lacks_port`."""

WebAddress = Annotated[str, AfterValidator(_web_address)]


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

    slack_bot_token: Annotated[SecretStr, _token("xoxb-")] | None = None
    slack_app_token: Annotated[SecretStr, _token("xapp-")] | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: WebAddress = "https://slack.com/api/"

    openai_api_key: SecretStr | None = None
    openai_base_url: WebAddress | None = None
    checkpost_model: str | None = None
    checkpost_ai_daily_tokens: int | None = Field(default=None, ge=1)

    checkpost_database_url: Annotated[SecretStr, AfterValidator(_database)] = SecretStr(
        "sqlite:///checkpost.db"
    )
    checkpost_secret_key: SecretStr | None = None
    checkpost_keep_drafts: Annotated[str, AfterValidator(_duration)] | None = None
    checkpost_profile: Literal["standard", "anonymous"] = "standard"
    checkpost_read_links: bool = False

    checkpost_rules: Path | None = None
    checkpost_prompts: Path | None = None
    checkpost_comms_channel: str | None = None
    checkpost_digest_channel: str | None = None
    checkpost_digest_cron: Annotated[str, AfterValidator(_weekly)] | None = None
    checkpost_metrics: bool = False
    otel_exporter_otlp_endpoint: WebAddress | None = None
    checkpost_watchdog: int = Field(default=30, ge=0)
    checkpost_log_level: Literal["debug", "info", "warning", "error"] = "info"
    port: int | None = Field(default=None, ge=1, le=65535)

    @field_validator("slack_api_url", "openai_base_url")
    @classmethod
    def _on_its_way(cls, value: str | None, info: ValidationInfo) -> str | None:
        plain_http = bool(info.data.get("checkpost_plain_http"))
        return value and _kept_secret(value, plain_http=plain_http)

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
        wrong = {str(e["loc"][0]).upper(): _reason(e["type"], e["msg"]) for e in error.errors()}
    except (OSError, UnicodeDecodeError):
        raise SettingsProblem(".env cannot be read: it should be a UTF-8 text file.") from None
    given = _Given()
    missing = _missing(given) if given.slack_bot_token or given.slack_app_token else []
    heading = "These settings need a second look (in the environment or .env):"
    lines = [f"  {name} {reason}" for name, reason in wrong.items()]
    raise SettingsProblem("\n".join([heading, *lines, *missing]))


def require_slack(settings: Settings) -> None:
    """Raise SettingsProblem naming every variable that a Slack connection still misses.

    Also where figures are asked for that nobody could read.
    """
    missing = _missing(settings)
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


def _missing(given: Settings | _Given) -> list[str]:
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


def rules_folder(settings: Settings | None = None) -> Path:
    """The rules: CHECKPOST_RULES, else ./rules if it holds organization.yaml, else ours."""
    chosen = (settings or load_settings()).checkpost_rules
    return chosen or _data_folder("rules", "organization.yaml")


def prompts_folder(settings: Settings | None = None) -> Path:
    """The prompts: CHECKPOST_PROMPTS, else ./prompts if it holds review.md, else ours."""
    chosen = (settings or load_settings()).checkpost_prompts
    return chosen or _data_folder("prompts", "review.md")


def _data_folder(name: str, landmark: str) -> Path:
    here = Path(name)
    if (here / landmark).is_file():
        return here
    return _shipped(name)


def shipped_rules() -> Path:
    """The rules that came with Checkpost, wherever the company's own may be."""
    return _shipped("rules")


def _shipped(name: str) -> Path:
    packaged = _PACKAGED / name
    return packaged if packaged.is_dir() else _CHECKOUT / name


def _reason(kind: str, message: str) -> str:
    if kind == "literal_error":
        return "should be " + message.removeprefix("Input should be ")
    return message.removeprefix("Value error, ").removeprefix("Input ").rstrip(".")
