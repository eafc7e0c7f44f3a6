"""Everybody reads their own language: what they chose, else Slack's, else the company's."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import pytest
import structlog

from bot.check import Asked
from bot.review.outcome import Review, ReviewStatus
from bot.slack.calling import SlackTrouble
from bot.slack.directory import Directory
from bot.slack.post import SlackPost
from bot.slack.tongues import Tongues
from bot.vocabulary.asking import Answer, Kind, Told
from storage.records import AuthorRecord
from tests.slack.conftest import NOW, Bench
from tests.slack.examples import DRAFT, LEAK
from tests.slack_double import TEAM
from tests.slack_person import read

OSPREY, DEALS = "Osprey is here", "G0DEALS"


class Answers:
    """A store and a Slack that answer as they were told to, and remember who asked."""

    def __init__(self, chosen: str = "", locale: str = "", company: str = "en") -> None:
        self.chosen, self.locale, self.company = chosen, locale, company
        self.asked: Counter[str] = Counter()
        self.open = asyncio.Event()
        self.open.set()
        self.trouble = False

    def tongues(self, clock: list[float]) -> Tongues:
        return Tongues(
            chosen=self._choice,
            locale=self._locale,
            company=lambda: self.company,
            now=lambda: clock[0],
        )

    async def _choice(self, team: str | None, user: str) -> str:
        del team, user
        if self.chosen == "?":
            raise RuntimeError("the store is away")
        return self.chosen

    async def _locale(self, user: str) -> str:
        self.asked[user] += 1
        await self.open.wait()
        if self.trouble:
            raise SlackTrouble("user_not_found", passing=False)
        return self.locale


@pytest.mark.parametrize(
    ("chosen", "locale", "company", "spoken"),
    [
        ("pt", "en-US", "en", "pt"),
        ("en", "pt-PT", "pt", "en"),
        ("", "pt-BR", "en", "pt"),
        ("?", "pt-PT", "en", "pt"),  # the store does not answer
        ("xx", "en-GB", "pt", "en"),  # a language whose file is gone
        ("", "is-IS", "pt", "pt"),  # Slack's is none of ours
        ("", "", "pt", "pt"),
        ("", "is-IS", "is", "en"),
    ],
)
async def test_a_choice_beats_slack_and_slack_the_company(
    chosen: str, locale: str, company: str, spoken: str
) -> None:
    assert await Answers(chosen, locale, company).tongues([0.0]).of("T1", "U1") == spoken


async def test_slack_is_asked_once_an_hour_and_never_twice_at_the_same_time() -> None:
    clock, answers = [0.0], Answers(locale="pt-PT")
    tongues = answers.tongues(clock)

    assert await asyncio.gather(*(tongues.of("T1", "U1") for _ in range(20))) == ["pt"] * 20
    clock[0] = 3_599.0
    await tongues.of("T1", "U1")
    assert answers.asked == {"U1": 1}

    clock[0] = 3_601.0
    await tongues.of("T1", "U1")
    assert answers.asked == {"U1": 2}


async def test_a_slack_that_is_slow_is_not_waited_for_and_its_word_counts_the_next_time() -> None:
    answers = Answers(locale="pt-PT")
    answers.open.clear()
    tongues = answers.tongues([0.0])

    assert await tongues.of("T1", "U1") == "en"
    answers.open.set()
    assert await tongues.of("T1", "U1") == "pt"
    assert answers.asked == {"U1": 1}


async def test_a_slack_that_does_not_tell_is_left_in_peace_for_a_minute() -> None:
    clock, answers = [0.0], Answers(locale="pt-PT")
    answers.trouble = True
    tongues = answers.tongues(clock)

    assert [await tongues.of("T1", "U1") for _ in range(3)] == ["en"] * 3
    assert answers.asked == {"U1": 1}

    clock[0], answers.trouble = 61.0, False
    assert await tongues.of("T1", "U1") == "pt"


async def portuguese_check(bench: Bench) -> Asked:
    bench.accept()
    bench.double.names["U0MARTA"] = "Marta"
    bench.double.locales["U0MARTA"] = "pt-PT"
    await bench.marta.command(DRAFT)
    await bench.settled()
    [asked] = bench.checks.started
    return asked


async def test_a_card_speaks_the_language_of_ones_slack(bench: Bench) -> None:
    asked = await portuguese_check(bench)

    says = read(bench.view.view["blocks"])
    assert says.startswith("Corrigir primeiro\nUm ponto a rever. A IA ainda está a ler.")
    assert asked.language == "pt"

    await bench.finish(asked, Review(ReviewStatus.OK))
    says = read(bench.view.view["blocks"])
    assert says.startswith("Corrigir primeiro\nUm ponto a rever.\n")


async def test_a_result_that_comes_after_closing_speaks_it_also_from_another_process(
    bench: Bench,
) -> None:
    asked = await portuguese_check(bench)
    await bench.marta.close(bench.view)
    await bench.settled()
    bench.restart()

    await bench.finish(asked, Review(ReviewStatus.OK))

    [message] = bench.conversation
    assert message["text"] == "Corrigir primeiro. Um ponto a rever."
    assert "Esta mensagem apaga-se sozinha" in read(message["blocks"])


async def test_what_somebody_chose_in_the_home_beats_their_slack(bench: Bench) -> None:
    bench.accept()
    bench.double.names["U0MARTA"] = "Marta"
    await bench.marta.open_home()
    await bench.settled()
    assert "My choices" in read(bench.double.homes["U0MARTA"]["blocks"])

    await bench.marta.press_home("home_language", "pt")
    await bench.settled()
    assert bench.store.authors[f"{TEAM}/U0MARTA"].language == "pt"
    assert "As minhas preferências" in read(bench.double.homes["U0MARTA"]["blocks"])
    await bench.marta.command(DRAFT)
    await bench.settled()
    assert read(bench.view.view["blocks"]).startswith("Corrigir primeiro")

    await bench.marta.press_home("home_language", "slack")
    await bench.settled()
    assert bench.store.authors[f"{TEAM}/U0MARTA"].language == ""
    assert "My choices" in read(bench.double.homes["U0MARTA"]["blocks"])


async def test_what_breaks_is_explained_in_ones_language(bench: Bench) -> None:
    key = f"{TEAM}/U0MARTA"
    bench.store.authors[key] = AuthorRecord(key, accepted_at=NOW, language="pt")
    await bench.marta.open_home()
    await bench.settled()

    bench.store.enqueue(RuntimeError("no disk"))
    await bench.marta.press_home("home_forget")
    await bench.settled()

    said = f"{[view.view for view in bench.double.open_views]}{bench.conversation}"
    assert "Algo correu mal do meu lado." in said


@pytest.mark.parametrize("answers", [True, False])
async def test_a_guarded_draft_has_its_language_looked_up_without_a_trace(
    bench: Bench, *, answers: bool
) -> None:
    bench.accept()
    bench.double.locales["U0MARTA"] = "pt-PT"
    if answers:
        bench.double.names["U0MARTA"] = "Marta"

    with structlog.testing.capture_logs() as logs:
        await bench.marta.command(LEAK)
        await bench.settled()

    verdict = "Perguntar primeiro" if answers else "Ask first"
    assert read(bench.view.view["blocks"]).startswith(verdict)
    assert logs == []
    assert (bench.store.checks, bench.checks.started) == ({}, [])


async def test_a_question_speaks_the_channels_language_and_its_answer_the_authors(
    bench: Bench,
) -> None:
    bench.double.private[DEALS] = {"id": DEALS, "name": "deals-room", "is_private": True}
    key = f"{TEAM}/U0MARTA"
    bench.store.authors[key] = AuthorRecord(key, accepted_at=NOW, language="pt")
    await bench.marta.command(OSPREY)
    await bench.settled()
    await bench.marta.press(bench.view, "ask")
    await bench.settled()
    page = bench.double.open_views[-1]
    assert page.view["title"]["text"] == "Perguntar a alguém"
    await bench.marta.submit(page)
    await bench.settled()
    [question] = bench.asks.started

    post = SlackPost(bench.services.slack, Directory(bench.client))
    place = await post.place("#deals-room")
    assert place is not None
    await post.ask(question, place, NOW)
    [asked] = bench.double.mail.messages[DEALS]
    assert asked["text"] == "A colleague asks for a second look"

    answer = Answer(Kind.FINE, "U0HANNE", TEAM)
    await post.tell(replace(question, ask_id="ask1"), Told(answer, ("#deals-room",)))
    assert bench.answers[-1]["text"] == "Sobre a sua pergunta em #deals-room"


async def test_a_word_about_a_rule_is_shown_and_sent_in_the_channels_language(
    bench: Bench,
) -> None:
    await portuguese_check(bench)
    await bench.marta.choose(bench.view, "finding", "A regra está errada")
    await bench.settled()
    page = bench.double.open_views[-1]
    assert page.view["title"]["text"] == "A regra está errada"

    bench.marta.fill(page, word="Aqui é o nome de um rio")
    await bench.marta.submit(page)

    assert "Somebody says that the rule" in read(page.blocks)
