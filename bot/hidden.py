"""What this process knows and no line of its log may hold, whatever a library quotes."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pydantic import SecretStr

from bot.settings import Settings

_LEAST = 8  # a shorter one would be found inside ordinary words
_URL = "checkpost_database_url"


def own_secrets(settings: Settings) -> tuple[str, ...]:
    """Return every secret that is set, the longest first; of the database's address its password.

    Each key of several is one by itself.
    """
    given = {name: value for name, value in settings if isinstance(value, SecretStr)}
    found = {value.get_secret_value() for name, value in given.items() if name != _URL}
    found |= {part for each in found for part in re.split(r"[,\s]+", each)}
    account = settings.database_url.partition("://")[2].rpartition("@")[0]
    password = account.partition(":")[2]
    found |= {password, unquote(password)}
    return tuple(sorted((each for each in found if len(each) >= _LEAST), key=len, reverse=True))
