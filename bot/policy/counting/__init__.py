"""Counting as the platforms count: how long a draft is, and the marks that stand in it."""

from bot.policy.counting.length import Limits, PictureLimits, length, may_be_over, over
from bot.policy.counting.marks import COUNTERS

__all__ = ["COUNTERS", "Limits", "PictureLimits", "length", "may_be_over", "over"]
