"""A draft sent to the bot as a message, from the workspace's page to the card and back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.demo.people import BOT_ID
from tests.e2e.stage import Stage, when
from tests.local_workspace import Human, Json, shown, verdict
from tests.model_server import ModelServer, answers, review, tone, word

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

_DRAFT = "Try Tidewatch, it is the best"
_WORD = word("The tide tables are done")


async def written(stage: Stage, human: Human, text: str) -> Json:
    """Send a draft, and return the message."""
    await human.write_to_bot(await stage.conversation(human), text)
    return (await human.said_there(human.user, bool))[-1]


async def under(human: Human, draft: Json, shows: Callable[[list[Json]], object]) -> list[Json]:
    """Return what the bot answered under a draft, once it `shows` what is awaited."""

    def there(found: list[Json]) -> list[Json]:
        return [message for message in found if message.get("thread_ts") == draft["ts"]]

    return there(await human.said_there(BOT_ID, lambda found: shows(there(found))))


def calm(found: list[Json]) -> bool:
    """Whether there is a card and AI has nothing more to say."""
    return bool(found) and "still reading" not in found[-1]["text"]


async def test_a_draft_is_read_in_a_thread_and_again_when_it_is_edited(door: Stage) -> None:
    async with door.somebody() as human:
        draft = await written(door, human, _DRAFT)
        [card] = await under(human, draft, calm)
        assert verdict(card) == "Fix first"
        await human.edit(draft, f"I work at Brightwater. {_DRAFT}")
        [again] = await under(human, draft, lambda found: verdict(found[0]) == "Small polish")
        assert again["ts"] == card["ts"]
        await human.take_back(draft)
        assert await under(human, draft, lambda found: not found) == []


async def test_why_and_another_platform_are_answered_without_ai(door: Stage) -> None:
    async with door.somebody() as human:
        draft = await written(door, human, _DRAFT)
        await under(human, draft, calm)
        channel = await door.conversation(human)
        await human.write_to_bot(channel, "why is this a problem?", thread=draft["ts"])
        why = (await under(human, draft, lambda found: len(found) == 2))[1]
        await human.write_to_bot(channel, "for Bluesky instead", thread=draft["ts"])
        card = (await under(human, draft, lambda found: len(found) == 3))[2]
        await human.write_to_bot(channel, "shorter", thread=draft["ts"])
        off = (await under(human, draft, lambda found: len(found) == 4))[3]
    assert "The reasons behind this:" in shown(why)
    assert verdict(card) == "Fix first"
    assert off["text"].startswith("AI review is off here")


async def test_the_deal_comes_first_here_too(door: Stage) -> None:
    async with door.somebody_new() as human:
        draft = await written(door, human, _DRAFT)
        [card] = await under(human, draft, bool)
        assert "I read your draft before the world does." in shown(card)
        await human.press_on(card, "deal_ok")
        [then] = await under(
            human, draft, lambda found: found and "before the world does" not in shown(found[0])
        )
    assert verdict(then) == "Fix first"
    assert then["ts"] == card["ts"]


async def test_hello_is_answered_with_what_can_be_done(door: Stage) -> None:
    async with door.somebody_new() as human:
        draft = await written(door, human, "hello")
        [answer] = await under(human, draft, bool)
    assert "Send me a draft here" in answer["text"]


async def test_the_review_comes_into_the_card_and_another_version_below_it(
    with_model: tuple[Stage, ModelServer],
) -> None:
    running, model = with_model
    allowed = asyncio.Event()
    async with running.somebody() as human:
        model.enqueue(when(allowed, answers(review(tone_findings=[tone("finally")]))))
        draft = await written(running, human, "The tide tables are finally done")
        [first] = await under(human, draft, bool)
        assert "AI is still reading" in first["text"]
        allowed.set()
        [card] = await under(human, draft, calm)
        assert "suggested by AI" in shown(card)
        model.enqueue(answers(_WORD))
        channel = await running.conversation(human)
        await human.write_to_bot(channel, "shorter please", thread=draft["ts"])
        found = await under(human, draft, lambda found: len(found) == 2)
    assert "The tide tables are done" in shown(found[1])
