"""The comms channel hears of a rule set that was not taken, and that all is well again."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from bot.alerts import Once
from bot.slack.calling import SlackTrouble
from bot.slack.news import News, RuleNews
from tests.fakes import FakeSightings
from tests.policy.writing import write
from tests.slack.conftest import COMMS, NOW, Bench, until
from tests.slack_person import read

FAULTY = "version: 1\nrules: [{id: Bad}]\n"


def news(bench: Bench) -> News:
    assert bench.services.rules
    return News(bench.services.rules.comms, Once(FakeSightings(), lambda: NOW), lambda: "en")


async def test_a_faulty_edit_is_told_with_its_errors_and_so_is_its_mending(bench: Bench) -> None:
    rules_news = RuleNews(news(bench))
    file = bench.live.folder / "packs" / "core" / "zz.yaml"
    told = bench.double.mail.messages[COMMS]
    bench.double.enqueue("chat.postMessage", {"error": "internal_error"})  # the next look tells it
    watching = asyncio.create_task(bench.live.watch(rules_news.tell, every=0.01))

    write(file, FAULTY)
    await until(lambda: len(told) == 1)
    file.unlink()
    await until(lambda: len(told) == 2)
    await asyncio.sleep(0.1)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching

    assert len(told) == 2
    assert "so I keep using the rules from before." in told[0]["text"]
    assert "• rules/packs/core/zz.yaml:2:14 id says 'Bad'." in read(told[0]["blocks"])
    assert "keep working" not in read(told[0]["blocks"])
    assert told[1]["text"] == "The rule files are fine again, and what they say is live."


async def test_a_channel_that_is_not_closed_hears_nothing(bench: Bench) -> None:
    bench.double.private[COMMS]["is_ext_shared"] = True

    await RuleNews(news(bench)).tell(())

    assert bench.double.called("chat.postMessage") == []


async def test_a_channel_that_cannot_be_reached_is_for_the_watcher_to_know(bench: Bench) -> None:
    bench.double.enqueue("chat.postMessage", {"error": "is_archived"})

    with pytest.raises(SlackTrouble, match="is_archived"):
        await RuleNews(news(bench)).tell(())
