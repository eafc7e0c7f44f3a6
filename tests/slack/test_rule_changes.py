"""Changing a rule in Slack: form, tests, what flips, Save, Undo; files stay the single truth."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.policy.loader import load
from bot.rulebook.book import RuleBook
from bot.verdict import Draft
from tests.policy.writing import write
from tests.slack.conftest import COMMS, NOW, Bench
from tests.slack.rules import started
from tests.slack_double import OpenView
from tests.slack_person import Person, Reply, read


@pytest.fixture
def hanne(bench: Bench) -> Person:
    return bench.person("U0HANNE")


@pytest.fixture
def rashid(bench: Bench) -> Person:
    return bench.person("U0RASHID")


async def form(bench: Bench, person: Person, kind: str, rule: str) -> OpenView:
    """Open the rules, a rule and the form of a change; return the form."""
    await person.command("rules")
    await bench.settled()
    await person.press(bench.view, "rule_open", rule)
    await bench.settled()
    await person.press(bench.view, f"change_{kind}")
    await bench.settled()
    return bench.view


async def submit(bench: Bench, person: Person, view: OpenView, **typed: str) -> Reply:
    person.fill(view, **typed)
    reply = await person.submit(view)
    await bench.settled()
    return reply


def texts(bench: Bench, draft: str) -> list[str]:
    return [finding.text for finding in bench.live.read(Draft(draft)).findings]


def files(bench: Bench) -> list[Path]:
    return sorted((bench.live.folder / "packs" / "slack").glob("2*.yaml"))


async def add_word(bench: Bench, person: Person, word: str) -> OpenView:
    view = await form(bench, person, "word", "promises")
    await submit(bench, person, view, value=word, why="Legal asked for it")
    await submit(bench, person, view)
    return view


async def test_a_word_is_tried_saved_and_taken_back(bench: Bench, hanne: Person) -> None:
    view = await form(bench, hanne, "word", "promises")

    reply = await submit(
        bench, hanne, view, value="assure", why="Legal asked for it", example="We assure you"
    )

    assert "One moment. I load all rules" in read(reply.body["view"])
    says = read(view.blocks)
    assert "promises also looks for “assure”." in says
    assert "All 3 tests of promises pass." in says
    assert "1 of our 3 sample drafts gets another verdict." in says
    assert "promises, newly found: 1\n• “We assure you”" in says
    assert view.view["submit"]["text"] == "Save"
    assert files(bench) == []
    assert texts(bench, "we assure you") == []

    await submit(bench, hanne, view)

    assert read(view.blocks).startswith("It is live\npromises also looks for “assure”.")
    assert texts(bench, "we assure you") == ["assure"]
    [file] = files(bench)
    assert file.read_text().startswith("# Hanne Vestergaard, 2026-11-23 09:41 (Europe/Lisbon)")

    await hanne.press(view, "change_undo")
    await bench.settled()

    assert read(view.blocks) == "Taken back. The rules are as they were before."
    assert files(bench) == []
    assert texts(bench, "we assure you") == []


async def test_an_exception_is_live_and_still_is_in_a_new_process(
    bench: Bench, hanne: Person
) -> None:
    view = await form(bench, hanne, "exception", "promises")
    assert view.values()["until"]["until"]["selected_date"] == "2027-02-21"

    await submit(
        bench,
        hanne,
        view,
        value="Guaranteed Tide Report",
        until="2027-03-01",
        why="It is the name of our product",
        example="Read the Guaranteed Tide Report",
    )
    assert "promises leaves “Guaranteed Tide Report” alone until 1 March 2027." in read(view.blocks)
    await submit(bench, hanne, view)

    draft = Draft("Read the Guaranteed Tide Report")
    assert bench.live.read(draft).findings == ()
    afterwards = started(bench.live.folder)
    assert afterwards.read(draft).findings == ()
    promises = next(rule for rule in afterwards.current.rules if rule.id == "promises")
    assert promises.exceptions[-1].by == "Hanne Vestergaard"


async def test_the_comms_channel_is_told_and_can_take_it_back(
    bench: Bench, hanne: Person, rashid: Person
) -> None:
    await add_word(bench, hanne, "assure")
    [message] = bench.double.mail.messages[COMMS]
    assert read(message["blocks"]).startswith(
        "Hanne Vestergaard changed a rule. promises also looks for “assure”.\n"
        "Why: Legal asked for it"
    )

    await rashid.press_on(message, "change_undo", channel=COMMS)
    await bench.settled()

    assert message["text"] == "Taken back. The rules are as they were before. (Rashid)"
    assert files(bench) == []


async def test_the_card_below_shows_the_rule_as_it_is_now(bench: Bench, hanne: Person) -> None:
    view = await add_word(bench, hanne, "assure")

    await hanne.close(view)

    assert "any of: guarantee*, assure" in read(bench.view.blocks)


async def test_a_list_learns_a_word(bench: Bench, hanne: Person) -> None:
    await hanne.command("rules")
    await bench.settled()
    await hanne.press(bench.view, "rules_list")
    await bench.settled()

    await submit(bench, hanne, bench.view, target="products", value="Weirgate", why="New product")
    says = read(bench.view.blocks)
    assert "“Weirgate” joins the list products." in says
    assert "All 2 tests of the rules that use this list pass." in says
    await submit(bench, hanne, bench.view)

    assert texts(bench, "Try Weirgate") == ["Weirgate"]


async def test_a_rule_is_moved_to_watch_and_live_again(bench: Bench, hanne: Person) -> None:
    view = await form(bench, hanne, "status", "promises")
    await submit(bench, hanne, view, why="Too noisy")
    assert "promises, no longer found: 1\n• “Guaranteed returns”" in read(view.blocks)
    await submit(bench, hanne, view)
    assert texts(bench, "guaranteed") == []
    for view in reversed(bench.double.open_views):
        await hanne.close(view)

    view = await form(bench, hanne, "status", "promises")
    await submit(bench, hanne, view, why="Better now")
    assert "promises goes live: authors read it." in read(view.blocks)
    await submit(bench, hanne, view)

    assert texts(bench, "guaranteed") == ["guaranteed"]


async def test_a_severity_is_softened(bench: Bench, hanne: Person) -> None:
    view = await form(bench, hanne, "severity", "codename")
    options = [o["value"] for o in view.blocks[-2]["element"]["options"]]
    assert options == ["polish", "fix"]

    await submit(bench, hanne, view, value="fix", why="They know by now")
    await submit(bench, hanne, view)

    assert bench.live.read(Draft("Osprey")).verdict == "fix"


async def test_a_replace_rule_asks_what_to_say_instead(bench: Bench, hanne: Person) -> None:
    view = await form(bench, hanne, "word", "better")
    reply = await submit(bench, hanne, view, value="folks: all", instead=" ", why="Kinder")
    assert reply.body["errors"] == {"instead": "This one I need."}

    await submit(bench, hanne, view, instead="no", why="Kinder")
    await submit(bench, hanne, view)

    [finding] = bench.live.read(Draft("Hi folks: all")).findings
    assert finding.suggestions[0].text == "Say “no”"


async def test_a_change_whose_tests_fail_is_refused_with_the_reason(
    bench: Bench, hanne: Person
) -> None:
    view = await form(bench, hanne, "word", "promises")

    await submit(bench, hanne, view, value="assure", why="Legal", example="We vow")

    says = read(view.blocks)
    assert "*Not yet*" in says
    assert "• Your example expects a match, and the rule finds nothing: “We vow”" in says
    assert view.view["submit"]["text"] == "Run the tests"
    held = {name: next(iter(value.values()))["value"] for name, value in view.values().items()}
    assert held == {"value": "assure", "why": "Legal", "example": "We vow"}

    await submit(bench, hanne, view, example="")
    assert view.view["submit"]["text"] == "Save"


@pytest.mark.parametrize(
    "word", ["#ad", "no", "12:30", 'say "now"', "it's: [x]", "🌊", "null", "<b>"]
)
async def test_hostile_words_go_live_as_they_were_typed(
    bench: Bench, hanne: Person, word: str
) -> None:
    await add_word(bench, hanne, word)

    promises = next(rule for rule in bench.live.current.rules if rule.id == "promises")
    assert promises.body.terms.any_ == ("guarantee*", word)  # type: ignore[union-attr]  # a phrase rule


async def test_the_longest_and_worst_change_fits_into_the_window(
    bench: Bench, hanne: Person
) -> None:
    view = await form(bench, hanne, "word", "better")

    worst = {"value": '"\\' * 75, "instead": "\n" * 149 + "x", "example": '"\\' * 200}
    await submit(bench, hanne, view, **worst, why="🌊" * 150)

    metadata = view.view.get("private_metadata", "")
    assert len(metadata.encode("utf-16-le")) // 2 <= 3_000


async def test_what_a_window_cannot_hold_is_said(bench: Bench, hanne: Person) -> None:
    view = await form(bench, hanne, "word", "promises")
    view.typed["why"] = {"why": {"type": "plain_text_input", "value": "\x01" * 600}}
    view.typed["value"] = {"value": {"type": "plain_text_input", "value": "assure"}}

    reply = await hanne.submit(view)

    assert reply.body["errors"] == {
        "value": "That is too long for one change. Shorten it a little."
    }


async def test_a_redelivered_save_is_written_once(bench: Bench, hanne: Person) -> None:
    view = await form(bench, hanne, "word", "promises")
    await submit(bench, hanne, view, value="assure", why="Legal")
    before, trigger = view.view, bench.double.modals.new_trigger()

    for _ in range(2):
        view.view = before
        await hanne.submit(view, trigger_id=trigger)
        await bench.settled()

    assert len(files(bench)) == 1
    assert len(bench.double.mail.messages[COMMS]) == 1


async def test_two_people_at_once_both_keep_their_change(
    bench: Bench, hanne: Person, rashid: Person
) -> None:
    hers = await form(bench, hanne, "word", "promises")
    his_body = {"value": "pledge", "why": "Me too"}
    await submit(bench, hanne, hers, value="assure", why="Legal")
    for view in bench.double.open_views:
        view.is_open = view is hers
    bench.double.modals.views[hers.view["id"]].is_open = False
    his = await form(bench, rashid, "word", "promises")
    await submit(bench, rashid, his, **his_body)
    hers.is_open = True

    await asyncio.gather(hanne.submit(hers), rashid.submit(his))
    await bench.settled()

    assert len(files(bench)) == 2
    assert texts(bench, "we assure and pledge") == ["assure", "pledge"]


async def test_a_save_that_came_too_late_says_why(bench: Bench, hanne: Person) -> None:
    view = await form(bench, hanne, "word", "promises")
    await submit(bench, hanne, view, value="assure", why="Legal")
    write(bench.live.folder / "packs" / "core" / "zz.yaml", "rules: [")

    await submit(bench, hanne, view)

    assert "The rule files have a mistake already." in read(view.blocks)
    assert files(bench) == []


async def test_what_somebody_edited_since_is_left_alone(bench: Bench, hanne: Person) -> None:
    view = await add_word(bench, hanne, "assure")
    [file] = files(bench)
    file.write_text(file.read_text() + "# tuned\n")

    await hanne.press(view, "change_undo")
    await bench.settled()

    assert f"Change it there: `packs/slack/{file.name}`" in read(view.blocks)
    assert file.exists()


async def test_the_latest_changes_are_listed_with_their_way_back(
    bench: Bench, hanne: Person
) -> None:
    view = await add_word(bench, hanne, "assure")
    for each in reversed(bench.double.open_views):
        await hanne.close(each)
    await hanne.command("rules")
    await bench.settled()

    await hanne.press(bench.view, "rules_made")
    await bench.settled()
    says = read(bench.view.blocks)
    await hanne.press(bench.view, "change_undo")
    await bench.settled()

    assert "Hanne Vestergaard, 2026-11-23 09:41 (Europe/Lisbon), from Slack." in says
    assert "Why" not in says.partition("\n")[0]
    assert "Legal asked for it" in says
    assert files(bench) == []
    assert not view.is_open


async def test_without_changes_the_list_says_so(bench: Bench, hanne: Person) -> None:
    await hanne.command("rules")
    await bench.settled()

    await hanne.press(bench.view, "rules_made")
    await bench.settled()

    assert read(bench.view.blocks) == "Nobody has changed a rule from here yet."


async def test_with_several_replicas_the_file_is_handed_over(bench: Bench, hanne: Person) -> None:
    desk = bench.services.rules
    assert desk
    book = RuleBook(bench.live, clock=lambda: NOW, replicas=True)
    object.__setattr__(desk, "book", book)
    view = await form(bench, hanne, "word", "promises")

    await submit(bench, hanne, view, value="a & b", why="Legal")

    says = read(view.blocks)
    assert "Save this as `rules/packs/slack/2026-11-23-094100-word-promises.yaml`" in says
    assert 'any+: ["a &amp; b"]' in says
    assert "The first time, this also belongs into `rules/packs.yaml`:" in says
    assert "packs: [core, slack]" in says
    assert "submit" not in view.view
    assert files(bench) == []


async def test_a_comms_channel_that_cannot_be_told_changes_nothing(
    bench: Bench, hanne: Person
) -> None:
    bench.double.enqueue("chat.postMessage", {"error": "restricted_action"})

    view = await add_word(bench, hanne, "assure")

    assert read(view.blocks).startswith("It is live")
    assert len(files(bench)) == 1


async def test_neither_words_nor_reasons_are_logged(
    bench: Bench, hanne: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    await add_word(bench, hanne, "zanzibar")

    printed = "".join(capsys.readouterr())
    assert "change_saved" in printed
    assert "zanzibar" not in printed
    assert "Legal asked" not in printed


async def test_a_rule_that_vanished_meanwhile_is_explained(bench: Bench, hanne: Person) -> None:
    view = await form(bench, hanne, "word", "promises")
    file = bench.live.folder / "packs" / "core" / "rules.yaml"
    file.write_text(file.read_text().replace("id: promises", "id: vows"))
    assert load(bench.live.folder).problems == ()
    await bench.live.refresh()

    await submit(bench, hanne, view, value="assure", why="Legal")

    assert "There is no rule called promises any more." in read(view.blocks)
