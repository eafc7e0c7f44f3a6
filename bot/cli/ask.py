"""`checkpost ask`: what the policy says about something, at a terminal."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.ruleset import fail, ruleset_or_exit, settings_or_exit

if TYPE_CHECKING:
    from bot.answering import Answer, PolicyReader
    from bot.policy.ruleset import RuleSet
    from bot.settings import Settings


def ask(
    question: Annotated[str, typer.Argument(help='Such as "May I name a client?"')],
    as_object: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    no_ai: Annotated[bool, typer.Option("--no-ai", help="Nothing leaves.")] = False,
) -> None:
    """Ask what the policy says: the clause word by word, an example, and whom to ask.

    Answers from the policy text, the rules and the approved facts, and stores nothing. Exits 0
    whether or not the policy says anything.
    """
    import asyncio

    from bot.answering import Answers
    from bot.folders import rules_folder
    from bot.review.answering import MOST_CHARACTERS

    if not any(map(str.isalnum, question)):
        fail('Which question? For example: checkpost ask "May I name a client?"')
    if len(question) > MOST_CHARACTERS:
        fail(f"That is longer than a question: {MOST_CHARACTERS:,} characters at most.")
    settings = settings_or_exit()
    ruleset = ruleset_or_exit(settings)
    answers = Answers(
        lambda: ruleset,
        rules_folder(settings),
        lambda: datetime.now(UTC),
        None if no_ai else _reader(settings, ruleset),
    )
    answer = asyncio.run(answers.grounded(question, answers.plain(question)))
    typer.echo(json.dumps(as_json(answer), ensure_ascii=False) if as_object else _shown(answer))


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as `--json` prints it; `answer` is all of it in words."""
    clauses = [
        {"id": one.clause.id, "quote": one.quote, "link": one.clause.link} for one in answer.clauses
    ]
    words = answer.text or answer.clauses[0].quote
    return {
        "answer": "\n".join([words, *answer.examples, *_whom(answer), *_perhaps(answer)]),
        "clauses": clauses,
        "found": answer.found,
    }


def _reader(settings: Settings, ruleset: RuleSet) -> PolicyReader | None:
    if not settings.has_ai:
        return None
    from bot.logs import configure
    from bot.wiring.reviewing import make_reviewer

    configure("warning")
    return make_reviewer(settings, lambda: ruleset, secrets.token_bytes(32))


def _shown(answer: Answer) -> str:
    from bot.messages import say

    lines = [f"{answer.text} ({say('policy.by_ai')})" if answer.by_ai else answer.text]
    for one in answer.clauses:
        lines += ["", f"{one.clause.title} [{one.clause.id}]", f"  “{one.quote}”"]
        lines += [f"  {one.clause.link}"] if one.clause.link else []
    lines += ["", *answer.examples] if answer.examples else []
    lines += ["", *_perhaps(answer)] if answer.perhaps else []
    return "\n".join([*lines, *_whom(answer)]).strip()


def _perhaps(answer: Answer) -> list[str]:
    every = ((one.title, f"[{one.id}]", one.link) for one in answer.perhaps)
    return [" ".join(filter(None, one)) for one in every]


def _whom(answer: Answer) -> list[str]:
    from bot.messages import say

    return [say("policy.whom", owner=answer.owner)] if answer.found and answer.owner else []
