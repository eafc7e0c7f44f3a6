"""Answers to what is written to the bot and is no draft: words, questions, thanks, files."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.message import answer_mark, answering, doubted, said
from bot.slack.cards.privacy import privacy_text
from bot.slack.cards.text import Block
from bot.slack.drafts_above import thread_of
from bot.slack.gateway import SlackTrouble
from bot.slack.incoming import Incoming
from bot.slack.picturing import look_here
from bot.slack.questions import answered
from bot.slack.services import Services
from bot.slack.starting import Begun
from bot.slack.suggesting import suggest
from bot.slack.talk import Talk, question_in, subcommand, talk_in


async def talk_back(services: Services, told: Incoming) -> None:
    """Answer what is no draft, once."""
    if await is_answered(services, told):
        return
    word, talk = subcommand(told.given.text), talk_in(told.given.text)
    if word == "ask":
        await _answer_question(services, told)
    elif word or talk:
        await _answer_talk(services, told, word, talk)
    elif told.files:
        await look_at_files(services, told, None)
    else:
        await reply(services, told, say("direct.nothing"))


async def _answer_talk(
    services: Services, told: Incoming, word: str | None, talk: Talk | None
) -> None:
    """Answer what was said; what only reads like talk may have been a draft all the same."""
    about = word == "help" or talk is Talk.ABOUT
    if about:
        text = say("direct.help")
    elif word == "privacy" or talk is Talk.KEPT:
        text = f"{say('direct.privacy')}\n{answer_to(services, 'privacy')}"
    else:
        text = say("direct.opens", word=word) if word else say(f"direct.{talk}")
    await _post(services, told, said(text) if word else doubted(text, told.given.message or ""))
    if about:
        await suggest(services, told.given.channel)


async def look_at_files(services: Services, told: Incoming, begun: Begun | None) -> None:
    """Look at the first picture that came along, and say what there is to say under it."""
    if not told.given.pictures:
        await reply(services, told, say("direct.files"))
        return
    await look_here(services, told.given, begun)
    if len(told.given.pictures) > 1:
        await reply(services, told, say("picture.first_only"))


async def _answer_question(services: Services, told: Incoming) -> None:
    """Answer a question about the policy where it was asked."""
    given = told.given
    question = question_in(given.text)
    answer = await answered(services, given, question, once=True)
    message = said(say("policy.nothing")) if answer is None else answer.message
    await _post(services, told, message)


async def reply(services: Services, told: Incoming, text: str) -> None:
    """Say one of our own sentences where a message stands."""
    await _post(services, told, said(text))


async def _post(services: Services, told: Incoming, message: Block) -> None:
    given = told.given
    marked = answering(message, given.message or "")
    await services.slack.post(given.channel or "", marked, thread=given.thread or "")


async def is_answered(services: Services, told: Incoming) -> bool:
    """Whether a message was answered before this process began, which no store remembers.

    Slack delivers again what a crash kept from being acknowledged. What stands in the thread of a
    message is an answer to it; an answer further down bears its mark.
    """
    try:
        held = await thread_of(services, told.given)
    except SlackTrouble:  # rather twice than never
        return False
    ours = [each for each in held if each.get("bot_id")]
    if told.on_top:
        return bool(ours)
    mark = answer_mark(told.given.message or "")
    return any(block.get("block_id") == mark for each in ours for block in each.get("blocks") or ())


def answer_to(services: Services, word: str) -> str:
    """Return what a sub-command that takes no text says."""
    if word == "help":
        return say("help")
    return privacy_text(services.coach.host, services.keep_days, services.lend_days)
