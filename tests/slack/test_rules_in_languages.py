"""Rules speak the reader's language on every card, and the channel's where several read."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import pytest

from bot.policy.handbook import load_with_policy
from bot.policy.ruleset import RuleSet
from bot.rulebook.live import LiveRules
from bot.slack.directory import Directory
from bot.slack.post import SlackPost
from storage.records import AuthorRecord
from tests.slack.conftest import NOW, Bench, open_bench
from tests.slack_double import TEAM
from tests.slack_person import read
from tests.slack_state import OpenView

PRAISE = "Try Tidewatch, it is the best"
PT = Path("packs", "core", "languages", "pt.yaml")


SHIPPED = Path(__file__).parents[2] / "rules"


@cache
def ruleset() -> RuleSet:
    rules = load_with_policy(SHIPPED).ruleset
    assert rules is not None
    return rules


def shipped(folder: Path) -> LiveRules:
    """The shipped rules, in a folder of their own, as the bot has them."""
    rules = folder / "rules"
    shutil.copytree(SHIPPED, rules)
    return LiveRules(rules, ruleset(), load=load_with_policy, clock=lambda: NOW)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    """The bot with the shipped rules, and Marta, whose Slack is in Portuguese."""
    async with open_bench(tmp_path, shipped(tmp_path)) as opened:
        opened.accept(language="pt")
        yield opened


async def checked(bench: Bench, draft: str) -> OpenView:
    await bench.marta.command(draft)
    await bench.settled()
    return bench.view


async def test_a_card_and_the_page_behind_it_are_in_portuguese(bench: Bench) -> None:
    says = read((await checked(bench, PRAISE)).blocks)

    assert "Diga que trabalha cá quando elogia o nosso produto" in says
    assert "Recomenda Tidewatch. Comece por “I work at Brightwater”" in says
    assert "Porquê: Quem lê confia mais num elogio quando sabe de onde vem." in says

    await bench.marta.choose(bench.view, "finding", "Porquê?")
    await bench.settled()
    page = bench.view
    assert "Quem lê confia mais num elogio quando sabe de onde vem." in read(page.blocks)


async def test_the_fix_is_in_the_drafts_own_language(bench: Bench) -> None:
    view = await checked(bench, PRAISE)

    await bench.marta.press(view, "use_fix")
    await bench.settled()

    assert f"I work at Brightwater. {PRAISE}" in str(view.values())


async def test_what_waits_for_the_review_waits_in_portuguese(bench: Bench) -> None:
    await checked(bench, PRAISE)
    [asked] = bench.checks.started
    await bench.marta.close(bench.view)
    await bench.settled()
    bench.restart()

    await bench.finish(asked)

    [message] = bench.conversation
    assert "Diga que trabalha cá quando elogia o nosso produto" in read(message["blocks"])


async def test_a_colleague_reads_the_same_finding_in_english(bench: Bench) -> None:
    await checked(bench, PRAISE)
    hanne = f"{TEAM}/U0HANNE"
    bench.store.authors[hanne] = AuthorRecord(hanne, accepted_at=NOW, language="en")

    await bench.person("U0HANNE").command(PRAISE)
    await bench.settled()

    assert "Say you work here when you praise our product" in read(bench.view.blocks)


async def test_a_changed_word_is_read_from_the_next_check_on(bench: Bench) -> None:
    file = bench.live.folder / PT
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("Diga que trabalha cá quando elogia", "Conte que é da casa, se elogia")
    )
    assert await bench.live.refresh()

    says = read((await checked(bench, PRAISE)).blocks)

    assert "Conte que é da casa, se elogia o nosso produto" in says


async def test_a_mistake_in_a_language_file_keeps_what_is_live(bench: Bench) -> None:
    file = bench.live.folder / PT
    file.write_text(file.read_text("utf-8").replace("Recomenda {match}.", "Recomenda {mach}."))

    assert not await bench.live.refresh()

    assert bench.live.kept
    assert "It knows no {mach}. Did you mean {match}?" in str(bench.live.problems[0])
    assert "Recomenda Tidewatch." in read((await checked(bench, PRAISE)).blocks)


async def test_a_question_names_the_clause_in_the_channels_language(bench: Bench) -> None:
    bench.double.private["G0DEALS"] = {"id": "G0DEALS", "name": "deals", "is_private": True}
    bench.double.private["G0COMMS"]["name"] = "comms-policy"
    await checked(bench, "Project Heron ships in May")
    await bench.marta.press(bench.view, "ask")
    await bench.settled()
    await bench.marta.submit(bench.double.open_views[-1])
    await bench.settled()
    [question] = bench.asks.started
    assert question.clause == "Um projeto tem nome quando é anunciado"

    post = SlackPost(bench.services.slack, Directory(bench.client), title_of=bench.live.title_of)
    place = await post.place("#comms-policy")
    assert place is not None
    await post.ask(question, place, NOW)

    [asked] = bench.double.mail.messages["G0COMMS"]
    assert "Projects are named when they are announced" in read(asked["blocks"])


async def test_a_word_about_a_rule_names_the_clause_in_the_channels_language(bench: Bench) -> None:
    view = await checked(bench, PRAISE)
    await bench.marta.choose(view, "finding", "A regra está errada")
    await bench.settled()
    page = bench.view

    bench.marta.fill(page, word="Toda a gente sabe que trabalho cá")
    await bench.marta.submit(page)
    await bench.settled()

    assert "Say you work here when you praise our product" in read(page.blocks)
