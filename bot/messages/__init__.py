"""Every sentence of the interface: one YAML file a language, and the one way to say them."""

from bot.messages.say import DEFAULT, language, languages, say, speaking

__all__ = ["DEFAULT", "language", "languages", "say", "speaking"]
