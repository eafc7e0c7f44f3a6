"""The App Home: one's own checks and choices, what is kept, and being forgotten."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog

import bot.messages
from bot.check import PastCheck
from bot.messages import languages, say, speaking
from bot.messages.catalog import read_catalog
from bot.review.outcome import Review, ReviewStatus
from bot.slack.cards.card import Deal
from bot.slack.cards.home import Home, home_view, past
from bot.slack.cards.kept import export_view, kept_blocks
from bot.slack.handing import hand_out
from bot.verdict import Platform, Verdict
from storage.records import CheckRecord
from storage.tables import about_people
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT
from tests.slack_double import TEAM
from tests.slack_limits import view_problems
from tests.slack_person import read

HOST = "a" * 250 + ":8080"
HOUR = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def says(bench: Bench, user: str = "U0MARTA") -> str:
    await bench.person(user).open_home()
    await bench.settled()
    return read(bench.double.homes[user]["blocks"])


async def one_check(bench: Bench) -> None:
    """A check of Marta's, to its end."""
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    [asked] = bench.checks.started
    outcome = bench.services.coach.finish(asked, Review(ReviewStatus.OK))
    await bench.services.coach.record(asked, outcome)
    await bench.marta.close(bench.view)


async def test_the_deal_comes_before_anything_is_stored(bench: Bench) -> None:
    told = await says(bench)

    assert "I read your draft before the world does." in told
    assert "Until you say yes, nothing of your drafts is stored." in told
    assert "My recent checks" not in told
    assert set(bench.store.calls) == {"author"}


async def test_recent_checks_are_ones_own_and_hold_no_word(bench: Bench) -> None:
    await one_check(bench)
    key = f"{TEAM}/U0RASHID"
    bench.store.authors[key] = replace(bench.store.authors[f"{TEAM}/U0MARTA"], author_key=key)

    told = await says(bench)

    assert "• Fix first · Somewhere else · one thing · Mon 23 Nov, about 09:00" in told
    assert "Tidewatch" not in told
    assert "None yet." in await says(bench, "U0RASHID")


async def test_what_is_kept_is_printed_from_the_schema(bench: Bench) -> None:
    told = await says(bench)

    assert "Of each finding: its check, its place in the list, the rule" in told
    for draft_that_is_kept in (
        "20 minutes after its answer",
        "seven days at most",
        "lend by a tick",
    ):
        assert draft_that_is_kept in told
    assert "No screen and no command shows what you checked" in told
    assert "Of each answer that you give to a channel's question: the question's number" in told
    assert "It stands in the open beside what you answer for a channel" in told
    columns = {f"{table}.{name}" for table, names in about_people().items() for name in names}
    sentences = read_catalog(Path(bot.messages.__file__).with_name("en.yaml"))
    said = {key.removeprefix("kept.") for key in sentences if key.startswith("kept.")}
    assert columns == {key for key in said if not key.endswith(".title")}


async def test_each_choice_says_what_it_is_about(bench: Bench) -> None:
    bench.accept()
    await bench.marta.open_home()
    await bench.settled()

    selects = {
        block["text"]["text"]: block["accessory"]["action_id"]
        for block in bench.double.homes[bench.marta.user]["blocks"]
        if block.get("accessory", {}).get("type") == "static_select"
    }
    assert selects == {"Where I mostly post": "home_platform", "Language": "home_language"}


async def test_a_check_starts_from_the_home(bench: Bench) -> None:
    bench.accept()
    await bench.marta.open_home()
    await bench.settled()

    await bench.marta.press_home("home_check")
    await bench.settled()

    assert bench.view.view["submit"]["text"] == "Check"


async def test_the_usual_platform_is_chosen_once(bench: Bench) -> None:
    bench.accept()
    await bench.marta.open_home()
    await bench.settled()

    await bench.marta.press_home("home_platform", "linkedin")
    await bench.settled()
    await bench.marta.command(DRAFT)
    await bench.settled()

    assert bench.checks.started[0].draft.platform is Platform.LINKEDIN
    chosen = bench.view.values()["platform"]["platform"]["selected_option"]
    assert chosen["value"] == "linkedin"


async def test_choices_are_made_and_taken_back(bench: Bench) -> None:
    bench.accept()
    await bench.marta.open_home()
    await bench.settled()

    await bench.marta.press_home("home_ai")
    await bench.marta.press_home("home_messages")
    await bench.settled()
    author = bench.store.authors[f"{TEAM}/U0MARTA"]
    told = read(bench.double.homes["U0MARTA"]["blocks"])
    await bench.marta.press_home("home_ai")
    await bench.settled()

    assert (author.ai_review, author.messages) == (False, False)
    assert "AI review is off." in told
    assert bench.store.authors[f"{TEAM}/U0MARTA"].ai_review


async def test_everything_kept_can_be_seen(bench: Bench) -> None:
    await one_check(bench)
    await bench.marta.open_home()
    await bench.settled()

    await bench.marta.press_home("home_export")
    await bench.settled()

    shown = read(bench.view.blocks)
    assert '"rule": "employee-disclosure"' in shown
    assert "Tidewatch" not in shown


async def test_everything_kept_is_sent_as_a_file(bench: Bench) -> None:
    await one_check(bench)
    await bench.marta.open_home()

    await bench.marta.press_home("home_export_file")
    await bench.settled()

    [file] = bench.double.files["D0MARTA"]
    assert file["name"] == "checkpost.json"
    kept = json.loads(file["content"])
    assert [check["verdict"] for check in kept["checks"]] == ["fix"]
    assert b"Tidewatch" not in file["content"]
    told = read(bench.double.homes["U0MARTA"]["blocks"])
    assert "The file is in our conversation" in told


async def many_checks(bench: Bench, count: int) -> set[str]:
    """So many checks of Marta's; return their ids."""
    bench.accept()
    row = CheckRecord("", HOUR, f"{TEAM}/U0MARTA", "x", "post", "command", "fix", "s", "ok")
    for number in range(count):
        await bench.store.add_check(replace(row, check_id=f"kept-{number}"))
    await bench.marta.open_home()
    await bench.settled()
    return set(bench.store.checks)


async def test_a_list_that_holds_the_last_ones_says_of_how_many(bench: Bench) -> None:
    await many_checks(bench, 5)
    all_of_them = read(bench.double.homes["U0MARTA"]["blocks"])
    await many_checks(bench, 1_204)
    last = read(bench.double.homes["U0MARTA"]["blocks"])

    assert "The last 5" not in all_of_them
    assert "The last 5 of 1,204. Only you see this list." in last


async def test_a_file_holds_every_check_however_many(bench: Bench) -> None:
    ids = await many_checks(bench, 700)

    await bench.marta.press_home("home_export_file")
    await bench.settled()

    [file] = bench.double.files["D0MARTA"]
    assert {check["check_id"] for check in json.loads(file["content"])["checks"]} == ids


def exported(bench: Bench) -> str:
    """What a page shows of the export, which may be cut within a word."""
    shown = [block for block in bench.view.blocks if block["type"] == "section"]
    return "".join(block["text"]["text"] for block in shown)


async def test_a_page_turns_until_every_check_was_shown(bench: Bench) -> None:
    ids = await many_checks(bench, 700)
    await bench.marta.press_home("home_export")
    await bench.settled()

    shown = exported(bench)
    for number in range(2, 30):
        if "This is not all yet." not in read(bench.view.blocks):
            break
        await bench.marta.press(bench.view, "export_next")
        await bench.settled()
        assert f"Part {number}" in read(bench.view.blocks)
        shown += exported(bench)

    assert "the last one." in read(bench.view.blocks)
    assert all(f'"{each}"' in shown for each in ids)
    assert len(bench.double.open_views) == 1


async def test_several_files_say_which_parts_they_are(bench: Bench) -> None:
    async def texts() -> AsyncIterator[str]:
        for number in range(3):
            yield f"[{number}]"

    assert await hand_out(bench.services.slack, "U0MARTA", texts()) == 3

    files = bench.double.files["D0MARTA"]
    assert [file["content"] for file in files] == [b"[0]", b"[1]", b"[2]"]
    assert [file["name"] for file in files] == [f"checkpost-{n}.json" for n in (1, 2, 3)]
    assert files[2]["says"].startswith("Part 3 of everything I keep about you.")


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("files.getUploadURLExternal", {"error": "missing_scope"}),
        ("upload", {"status": 500}),
        ("files.completeUploadExternal", {"error": "posting_to_channel_denied"}),
        ("conversations.open", {"error": "cannot_dm_bot"}),
    ],
)
async def test_where_no_file_can_be_sent_the_page_is_shown(
    bench: Bench, method: str, answer: dict[str, object]
) -> None:
    await one_check(bench)
    await bench.marta.open_home()
    bench.double.enqueue(method, answer)

    with structlog.testing.capture_logs() as logs:
        await bench.marta.press_home("home_export_file")
        await bench.settled()

    assert '"rule": "employee-disclosure"' in read(bench.view.blocks)
    assert [log["event"] for log in logs] == ["export_not_sent"]


async def test_somebody_who_is_forgotten_is_asked_anew(bench: Bench) -> None:
    await one_check(bench)
    await bench.marta.open_home()
    await bench.settled()
    [row] = [b for b in bench.double.homes["U0MARTA"]["blocks"] if b.get("block_id") == "home_mine"]
    assert row["elements"][-1]["confirm"]["text"]["text"].startswith("Every row about you goes")

    await bench.marta.press_home("home_forget")
    await bench.settled()

    told = read(bench.double.homes["U0MARTA"]["blocks"])
    assert "Done. 2 rows told of you, and none does now." in told
    assert "I read your draft before the world does." in told
    assert (bench.store.checks, bench.store.authors) == ({}, {})
    assert bench.let_go == [f"{TEAM}/U0MARTA"], "their open questions go as well"


async def test_a_store_that_does_not_answer_leaves_the_page_standing(bench: Bench) -> None:
    bench.store.enqueue(RuntimeError())

    assert "I cannot look that up just now." in await says(bench)


async def test_recent_checks_that_cannot_be_read_leave_the_rest(bench: Bench) -> None:
    bench.accept()
    bench.store.enqueue(None, RuntimeError())

    told = await says(bench)

    assert "I cannot look that up just now." in told
    assert "My choices" in told


async def test_another_tab_draws_nothing(bench: Bench) -> None:
    await bench.marta.open_home(tab="messages")
    await bench.settled()

    assert bench.double.homes == {}


async def test_a_home_that_slack_does_not_take_is_logged_by_place(bench: Bench) -> None:
    bench.double.enqueue("views.publish", {"error": "not_enabled"})

    with structlog.testing.capture_logs() as captured:
        await bench.marta.open_home()
        await bench.settled()

    assert [log["event"] for log in captured] == ["home_not_drawn"]


@pytest.mark.parametrize("language", languages())
def test_what_is_kept_is_told_to_its_end_in_every_language(language: str) -> None:
    with speaking(language):
        told = read(kept_blocks(about_people(), 180))
        columns = [f"kept.{table}.{name}" for table, of in about_people().items() for name in of]
        expected = [say(each) for each in columns]

    assert "…" not in told
    assert all(each in told for each in expected)


@pytest.mark.parametrize(("recent", "deal"), [(0, None), (1, Deal(HOST, 180, "")), (5, None)])
def test_every_home_is_one_that_slack_takes(recent: int, deal: Deal | None) -> None:
    checks = [PastCheck(HOUR, Platform.X, Verdict.ASK, n) for n in range(recent)]
    home = Home(
        deal, about_people(), 180, "Europe/Lisbon", checks, Platform.X, "pt", True, False, "x" * 99
    )
    view = home_view(replace(home, ai_host=HOST))

    title = {"type": "plain_text", "text": "Home"}
    assert view_problems({**view, "title": title}) == []
    assert view_problems(export_view("😀" * 20_000, 3, more=True)) == []


def test_a_past_check_is_told_in_the_organisations_time() -> None:
    check = PastCheck(datetime(2026, 7, 1, 23, tzinfo=UTC), Platform.X, Verdict.CLEAR, 0)

    assert past(check, "Europe/Lisbon") == "Clear · X · nothing found · Thu 2 Jul, about 00:00"
