"""What the comms channel reads about its rule files."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import say
from bot.policy.problem import OTHERS_WORK, Problem
from bot.slack.cards.text import Block, clip, plain, section

_SHOWN, _LINE = 10, 400


def problem_line(problem: Problem, most: int) -> str:
    """Return one problem as a line of a list, within `most` characters."""
    return clip(f"• {str(problem).removesuffix(OTHERS_WORK).strip()}", most)


def news_message(problems: Sequence[Problem]) -> Block:
    """Return the message; without problems it says that all is well again."""
    if not problems:
        return {"text": say("rules.all_well")}
    text = say("rules.kept", count=len(problems))
    lines = [problem_line(problem, _LINE) for problem in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        lines.append(say("rules.more", count=len(problems) - _SHOWN))
    return {"text": text, "blocks": [section(plain(text)), section(plain("\n".join(lines)))]}
