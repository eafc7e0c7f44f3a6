"""The campaign shelf: laid open, begun from, and counted without anybody's name."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.cards.shelf import Shelf, shelf_view
from bot.slack.desk import Desk
from bot.vocabulary.campaign import Angle, Campaign, Partner, ShelfLink
from bot.vocabulary.facts import Fact
from tests.policy.test_beside import TEXTS, THEME, written
from tests.policy.test_campaigns import CAMPAIGN
from tests.policy.writing import COMPANY, write
from tests.slack.conftest import Bench, to_two_replicas
from tests.slack.rules import NOW
from tests.slack_limits import view_problems
from tests.slack_person import read
from tests.slack_state import OpenView

FACTS = """\
version: 1
facts:
  - id: rain
    statement: "It rained on 212 days."
    source: "https://weather.example/2025"
    owner: "#weather"
    valid_from: "2020-01-01"
"""


@pytest.fixture(autouse=True)
async def _campaign(bench: Bench) -> None:
    folder = bench.live.folder
    write(folder / "facts.yaml", FACTS)
    write(
        folder / "campaigns" / "river.yaml", CAMPAIGN.replace("angles:", "facts: [rain]\nangles:")
    )
    assert await bench.live.refresh()


def steps(bench: Bench) -> list[tuple[str, str]]:
    return [(step.name, step.step) for step in bench.store.steps]


async def begin(bench: Bench) -> None:
    await bench.marta.command("ideas")
    await bench.settled()
    await bench.marta.press(bench.view, "shelf_angle:0")
    await bench.settled()


async def check(bench: Bench, draft: str) -> None:
    bench.marta.write(bench.view, draft)
    await bench.marta.submit(bench.view)
    await bench.settled()


async def test_the_shelf_shows_facts_angles_links_and_why_we_trust_partners(bench: Bench) -> None:
    await bench.marta.command("ideas")
    await bench.settled()

    shown = read(bench.view.blocks)
    assert "River Week" in shown
    assert "It rained on 212 days. (<https://weather.example/2025|source>)" in shown
    assert "<https://press.brightwater.example/river?utm_campaign=river-week|Doors>" in shown
    assert "Why we trust them: They count fish. (Looked at on 12 October 2026.)" in shown
    assert "“Brightwater supports the Lindmark River Trust”" in shown
    assert "#RiverWeek" in shown
    assert "Languages: English, Portuguese" in shown


async def test_the_shelf_speaks_its_readers_language(bench: Bench) -> None:
    folder = bench.live.folder
    write(folder / "organization.yaml", f"{COMPANY}themes: [{THEME}]\n")
    write(folder / "campaigns" / "languages" / "pt.yaml", written(TEXTS))
    partner = '  "Brightwater supports the Lindmark River Trust. ": "A Brightwater apoia-a. "\n'
    write(folder / "packs" / "core" / "drafts" / "pt.yaml", f"version: 1\ntexts:\n{partner}")
    fact = "    wordings: {pt: Choveu em 212 dias.}\n"
    write(folder / "facts.yaml", f"{FACTS}    wording: It rained on 212 of the days.\n{fact}")
    assert await bench.live.refresh()
    bench.accept("pt")
    await bench.marta.command("ideas")
    await bench.settled()

    shown = read(bench.view.blocks)
    assert "Uma semana em que as vilas abrem" in shown
    assert "• Choveu em 212 dias." in shown
    assert "Porque confiamos: Contam peixes." in shown
    assert "Diga ao lado do nome, com estas palavras ou as suas: “A Brightwater apoia-a”." in shown
    assert "Pense nisto: um erro que ajudou." in shown
    await bench.marta.press(bench.view, "shelf_angle:0")
    await bench.settled()
    assert "Um: Pense na primeira vez" in read(bench.view.blocks)


async def test_a_long_shelf_has_pages_that_leave_no_campaign_out(bench: Bench) -> None:
    for number in range(14):
        weeks = CAMPAIGN.replace("river-week", f"week-{number}").replace(
            "River Week", f"Week {number:02}."
        )
        weeks = weeks.replace("#RiverWeek", f"#Week{number:02}")
        write(bench.live.folder / "campaigns" / f"week-{number:02}.yaml", weeks)
    assert await bench.live.refresh()
    await bench.marta.command("ideas")
    await bench.settled()

    titles, offers = headers(bench), []
    while "more campaign" in (offer := turning(bench)):
        offers.append(offer)
        await bench.marta.press(bench.view, "shelf_more")
        await bench.settled()
        titles += headers(bench)

    assert offers[0] == "8 more campaigns"
    assert sorted(titles) == ["River Week", *(f"Week {number:02}." for number in range(14))]
    assert turning(bench) == "From the beginning"
    await bench.marta.press(bench.view, "shelf_more")
    await bench.settled()
    assert headers(bench)[0] == titles[0]


def headers(bench: Bench) -> list[str]:
    """Return the campaigns of the page; the last header is the author's own story."""
    return [b["text"]["text"] for b in bench.view.blocks if b["type"] == "header"][:-1]


def turning(bench: Bench) -> str:
    [row] = [block for block in bench.view.blocks if block.get("block_id") == "shelf_more"]
    label: str = row["elements"][0]["text"]["text"]
    return label


async def test_what_is_under_embargo_is_not_on_the_shelf(bench: Bench) -> None:
    later = CAMPAIGN.replace("2026-11-02T09:00", "2026-12-01T09:00")
    write(bench.live.folder / "campaigns" / "river.yaml", later)
    assert await bench.live.refresh()

    await bench.marta.command("ideas")
    await bench.marta.open_home()
    await bench.settled()

    assert "Nothing stands on the shelf just now." in read(bench.view.blocks)
    assert "River Week" not in read(bench.double.homes["U0MARTA"]["blocks"])


async def test_a_draft_begins_empty_with_the_angle_above_it(bench: Bench) -> None:
    await begin(bench)

    assert bench.view.view["callback_id"] == "coach"
    assert "One: Think of the first time you stood at a pump." in read(bench.view.blocks)
    writing: dict[str, Any] = next(
        block["element"] for block in bench.view.blocks if block.get("block_id") == "draft"
    )
    assert "initial_value" not in writing


async def test_the_angle_stays_while_one_writes(bench: Bench) -> None:
    bench.accept()
    await begin(bench)
    await check(bench, "The first pump I saw was blue")
    await bench.finish(bench.checks.started[-1])
    assert "One: Think of the first time" in read(bench.view.blocks)


async def test_the_angle_stays_when_the_bot_has_forgotten_the_window(bench: Bench) -> None:
    bench.accept()
    await begin(bench)
    await check(bench, "The first pump I saw was blue")
    object.__setattr__(bench.services, "desk", Desk())
    await check(bench, "The first pump I saw was green")
    assert "One: Think of the first time" in read(bench.view.blocks)


async def test_the_angle_stays_when_another_process_brings_the_result(bench: Bench) -> None:
    bench.accept()
    await begin(bench)
    await check(bench, "The first pump I saw was blue")
    bench.restart()
    await bench.finish(bench.checks.started[-1])
    assert "AI is still reading" not in read(bench.view.blocks)
    assert "One: Think of the first time" in read(bench.view.blocks)
    assert '"campaign": "river-week"' in bench.view.view["private_metadata"]


async def test_a_result_that_came_as_a_message_opens_with_its_angle(bench: Bench) -> None:
    bench.accept()
    await begin(bench)
    await check(bench, "Try Tidewatch in River Week")
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[-1])
    [message] = bench.double.direct(bench.marta.user)
    await bench.marta.press_on(message, "open", channel="D0MARTA")
    await bench.settled()
    assert "One: Think of the first time" in read(bench.view.blocks)
    assert '"campaign": "river-week"' in bench.view.view["private_metadata"]


async def test_steps_are_counted_for_those_who_accepted(bench: Bench) -> None:
    bench.accept()
    await begin(bench)
    await check(bench, "Try Tidewatch in River Week")
    await bench.finish(bench.checks.started[-1])
    await check(bench, "I work at Brightwater. Try Tidewatch in River Week")
    await bench.finish(bench.checks.started[-1])
    await check(bench, "I work at Brightwater. Try Tidewatch in River Week!")

    assert steps(bench) == [
        ("river-week", "started"),
        ("river-week", "checked"),
        ("river-week", "clear"),
    ]


async def test_nothing_is_counted_before_the_deal(bench: Bench) -> None:
    await begin(bench)
    await check(bench, "The first pump I saw was blue")
    assert steps(bench) == []


async def test_of_a_guarded_draft_nothing_is_counted(bench: Bench) -> None:
    bench.accept()
    await begin(bench)
    await check(bench, "Our union stood at the pump")
    assert steps(bench) == [("river-week", "started")]


async def test_that_one_has_shared_is_said_by_a_tap(bench: Bench) -> None:
    await bench.commanded("ideas")

    await bench.marta.press(bench.view, "shelf_shared")
    await bench.settled()

    assert steps(bench) == [("river-week", "shared")]
    assert "Thank you! It counts for the campaign, without your name" in read(bench.view.blocks)


async def test_a_share_that_two_replicas_hear_of_counts_once(bench: Bench) -> None:
    await bench.commanded("ideas")
    as_it_was = OpenView(bench.view.view)

    await to_two_replicas(
        bench, lambda trigger: bench.marta.press(as_it_was, "shelf_shared", trigger_id=trigger)
    )

    assert steps(bench) == [("river-week", "shared")]


async def test_that_one_has_shared_is_thanked_for_after_the_campaign_too(bench: Bench) -> None:
    await bench.commanded("ideas")
    over = CAMPAIGN.replace("2027-05-31", "2026-11-10")
    write(bench.live.folder / "campaigns" / "river.yaml", over)
    assert await bench.live.refresh()

    await bench.marta.press(bench.view, "shelf_shared")
    await bench.settled()

    assert steps(bench) == []
    assert "Thank you! This campaign is over" in read(bench.view.blocks)


async def test_the_home_page_leads_to_the_shelf(bench: Bench) -> None:
    bench.accept()
    await bench.marta.open_home()
    await bench.settled()
    await bench.marta.press_home("home_ideas")
    await bench.settled()
    assert "River Week" in read(bench.view.blocks)


async def test_without_a_campaign_the_home_leads_to_ones_own_story(bench: Bench) -> None:
    (bench.live.folder / "campaigns" / "river.yaml").unlink()
    write(bench.live.folder / "organization.yaml", f"{COMPANY}themes: [{THEME}]\n")
    assert await bench.live.refresh()
    await bench.marta.open_home()
    await bench.settled()
    await bench.marta.press_home("home_ideas")
    await bench.settled()
    shown = read(bench.view.blocks)
    assert "Nothing stands on the shelf just now." in shown
    assert f"Think of {THEME}." in shown
    assert "Look at my profile text" in shown


def test_the_longest_campaign_fits_and_no_link_in_it_is_cut() -> None:
    fact = Fact("f", "s", "W" * 280, f"https://x.example/{'a' * 300}", "#o", NOW)
    campaign = Campaign(
        id="a" * 60,
        title="T" * 150,
        initiative="I" * 1_000,
        owner=f"#{'o' * 70}",
        angles=tuple(Angle(f"{n}{'x' * 50}", "T" * 75, "H" * 500) for n in range(5)),
        links=(ShelfLink("L" * 150, f"https://x.example/{'b' * 480}", "t" * 60),) * 10,
        hashtags=(f"#{'Ab' * 39}",) * 10,
        languages=("en", "pt") * 300,
        partners=(Partner("P" * 80, "W" * 500, NOW.date(), "D" * 200),) * 10,
    )

    view = shelf_view([Shelf(campaign, [fact] * 10)], ["x" * 400] * 6)

    assert view_problems(view) == []
    says = read(view["blocks"])
    assert says.count("|source>)") == 10
    assert says.count(f"|{'L' * 150}>") == 10


async def test_where_nothing_is_kept_of_anybody_no_share_is_said_to_count(bench: Bench) -> None:
    bench.accept()
    object.__setattr__(bench.services, "kept", {})
    await bench.marta.command("ideas")
    await bench.settled()
    shown = read(bench.view.blocks)
    assert "River Week" in shown
    assert "I have shared something" not in shown
