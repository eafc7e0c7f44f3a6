"""The page of a question about the policy: the clause as written, an example, whom to ask."""

from __future__ import annotations

from bot.answering import Answer, Quoted
from bot.messages import say
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    divider,
    escape,
    mrkdwn,
    plain,
    section,
)
from bot.vocabulary.clause import Clause

FORM = "question"
QUESTION = "question"
MOST_CHARACTERS = 1_000


def question_view(
    question: str, answer: Answer | None, *, reading: bool = False, note: str = ""
) -> Block:
    """Draw the page: the answer above, the question below, to be put another way.

    `reading` says that AI is still at it, and `note` is a word below the answer. The input keeps
    its ids, so that Slack keeps what is being typed.
    """
    said = say("card.still_reading") if reading else note
    blocks = [*_answered(answer, said), divider()] if answer else []
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": {"type": "plain_text", "text": say("policy.title")},
        "submit": {"type": "plain_text", "text": say("policy.submit")},
        "close": {"type": "plain_text", "text": say("button.close")},
        "blocks": [*blocks, _input(question), context(plain(say("policy.keeps")))],
    }


def policy_button() -> Block:
    """Return the button that opens the page empty."""
    return button("home_policy", say("policy.title"), say("policy.open_says"), "home")


def answer_message(answer: Answer, note: str = "") -> Block:
    """Return the answer as a message, for where no page opens, with a word below it."""
    return {"text": say("policy.title"), "blocks": _noted(answer, note)}


def _noted(answer: Answer, note: str) -> list[Block]:
    return [*_clauses(answer), *([context(plain(note))] if note else [])]


def _answered(answer: Answer, note: str) -> list[Block]:
    blocks = _noted(answer, note)
    if answer.owner:
        label = say("policy.person", owner=clip(answer.owner, 40))
        asks = button("policy_person", label, say("policy.person_says"), "question")
        blocks.append(actions("policy_person", asks))
    return blocks


def _clauses(answer: Answer) -> list[Block]:
    blocks = [section(plain(answer.text))] if answer.text else []
    if answer.by_ai:
        blocks.append(context(plain(say("policy.by_ai"))))
    for number, quoted in enumerate(answer.clauses):
        blocks += _clause(quoted)
        if number == 0:
            blocks += [section(plain(example)) for example in answer.examples]
    return [*blocks, *map(_title, answer.perhaps)]


def _clause(quoted: Quoted) -> list[Block]:
    quote = " ".join(quoted.quote.split())
    return [_title(quoted.clause), section(plain(f"“{quote}”"))]


def _title(clause: Clause) -> Block:
    title = f"*{escape(clip(clause.title, 200))}*"
    if clause.link.startswith("https://"):
        title += f"  <{escape(clause.link)}|{escape(say('policy.read'))}>"
    return section(mrkdwn(title))


def _input(question: str) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": QUESTION,
        "max_length": MOST_CHARACTERS,
        "placeholder": {"type": "plain_text", "text": say("policy.placeholder")},
    }
    if question:
        element["initial_value"] = clip(question, MOST_CHARACTERS)
    label = {"type": "plain_text", "text": say("policy.label")}
    return {"type": "input", "block_id": QUESTION, "label": label, "element": element}
