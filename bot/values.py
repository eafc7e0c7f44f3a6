"""What the value of a setting may be: each check says what it should be, without the value."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

from bot.inside import goes_in_clear, on_own_network
from bot.weekly import CronProblem, parse_cron

_DATABASES = ("sqlite", "sqlite+aiosqlite", "postgres", "postgresql", "postgresql+psycopg")

MOST_LENT_DAYS = 180
"""For how many days drafts may be lent: as long as verdicts are kept, bot.workflows.retention."""


def beginning_with(prefix: str) -> AfterValidator:
    """Return a check of secrets that begin with `prefix`."""

    def check(value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(prefix):
            raise ValueError(f"should start with {prefix}")
        return value

    return AfterValidator(check)


def web_address(value: str) -> str:
    """Return an address with one slash at its end; raises ValueError where it is none."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value
        _ = parts.port
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("should be an address like https://host/path")
    return value.rstrip("/") + "/"


def database_address(value: SecretStr) -> SecretStr:
    """Return the address of a database that we know; raises ValueError for any other."""
    if value.get_secret_value().partition("://")[0] not in _DATABASES:
        raise ValueError("should start with sqlite:/// or postgresql://")
    return value


def kept_secret(value: str, *, plain_http: bool) -> str:
    """Return an address to which nobody reads along; raises ValueError for any other."""
    own = on_own_network(value)
    if not goes_in_clear(value) or (own and plain_http):
        return value
    remedy = "; where the network between is yours alone, set CHECKPOST_PLAIN_HTTP=true"
    raise ValueError(
        "should begin with https:// so that nobody reads drafts on their way" + remedy * own
    )


def days(value: str) -> str:
    """Return a number of days such as 30d; raises ValueError above `MOST_LENT_DAYS`."""
    if not re.fullmatch(r"[1-9]\d{0,2}d", value) or int(value[:-1]) > MOST_LENT_DAYS:
        raise ValueError(
            f"should be a number of days such as 30d, {MOST_LENT_DAYS}d at most: nothing else that "
            "tells of a person is kept for longer"
        )
    return value


def weekly(value: str) -> str:
    """Return a cron line that is due once a week; raises ValueError for any other."""
    try:
        parse_cron(value)
    except CronProblem:
        raise ValueError("should be one moment a week such as 0 9 * * mon") from None
    return value


WebAddress = Annotated[str, AfterValidator(web_address)]


def reason(kind: str, message: str) -> str:
    """Return what pydantic says of a value, as the end of a sentence that begins with its name."""
    if kind == "literal_error":
        return "should be " + message.removeprefix("Input should be ")
    return message.removeprefix("Value error, ").removeprefix("Input ").rstrip(".")
