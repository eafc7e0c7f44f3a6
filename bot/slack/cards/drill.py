"""The digest's exercise: two drafts to choose from, or a question to talk about."""

from __future__ import annotations

from collections.abc import Iterator

from bot.digest.digest import Digest, Drill
from bot.digest.week import Week
from bot.messages import say
from bot.slack.cards.digest_words import quoted
from bot.slack.cards.text import Block, actions, button, context, escape, mrkdwn, section


def exercise(digest: Digest) -> Iterator[Block]:
    """Yield the exercise's blocks."""
    drill = digest.drill
    if drill is not None:
        first, second = map(quoted, drill.drafts)
        lines = (
            say("digest.drill"),
            say("digest.drill_a", text=first),
            say("digest.drill_b", text=second),
        )
        yield section(mrkdwn("\n".join(lines)))
        yield actions("drill", *(_choice(digest.week, drill, choice) for choice in (0, 1)))
    elif digest.question is not None:
        asked = say(f"digest.questions.q{digest.question}")
        yield section(mrkdwn(say("digest.question", question=asked)))


def _choice(week: Week, drill: Drill, choice: int) -> Block:
    return button(
        f"drill_{choice}",
        say("digest.choice", number=choice + 1),
        say("digest.choice_says", number=choice + 1),
        f"{week} {drill.key} {choice}",
    )


def answer_message(drill: Drill | None, message: str, *, right: bool) -> Block:
    """Return what whoever clicked reads; `message` is what the rule says of the other draft."""
    if drill is None:
        return {"text": say("digest.drill_over")}
    said = say("digest.right" if right else "digest.wrong", number=drill.fine + 1)
    why = say("digest.why", message=escape(message))
    small = context(mrkdwn(say("digest.only_you")))
    return {"text": said, "blocks": [section(mrkdwn(f"*{said}*\n{why}")), small]}


def drill_of(value: str) -> tuple[str, str, int]:
    """Return the week, the key and the choice that a button of a drill carries."""
    week, _, rest = value.partition(" ")
    key, _, choice = rest.rpartition(" ")
    return week, key, int(choice) if choice in {"0", "1"} else 0
