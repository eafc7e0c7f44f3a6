"""Every sentence of the interface: one YAML file a language, and the one way to say them."""

from bot.messages.say import (
    DEFAULT,
    day,
    get_ready,
    language,
    language_of,
    languages,
    moment,
    number,
    phrases,
    say,
    speaking,
    tongue,
)

__all__ = [
    "DEFAULT",
    "day",
    "get_ready",
    "language",
    "language_of",
    "languages",
    "moment",
    "number",
    "phrases",
    "say",
    "speaking",
    "tongue",
]
