"""The protected-speech guard: whether a draft is about its author's own working life."""

from bot.policy.guard.guard import Guard
from bot.policy.guard.words import Additions

__all__ = ["Additions", "Guard"]
