"""`/checkpost rules`: the comms team sees its rules, everybody else whom to ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.digest.report import Report
from storage.problem import StoreProblem
from storage.stats import RuleCounts
from tests.policy.writing import write
from tests.reports import FULL
from tests.slack.conftest import COMMS, Bench
from tests.slack_person import Person, read

OTHERS = "The comms team looks after the rules. Tell them in #comms-policy what you would change."


@pytest.fixture
def hanne(bench: Bench) -> Person:
    return bench.person("U0HANNE")


async def open_rules(bench: Bench, person: Person) -> None:
    await person.command("rules")
    await bench.settled()


async def press(
    bench: Bench, person: Person, action: str, value: str | None = None
) -> dict[str, Any]:
    reply = await person.press(bench.view, action, value)
    await bench.settled()
    return reply.body


async def test_a_member_of_the_comms_channel_sees_what_is_live(bench: Bench, hanne: Person) -> None:
    await open_rules(bench, hanne)

    says = read(bench.view.blocks)
    assert says.startswith("6 rules at work\nVersion `")
    assert bench.live.current.hash.partition(":")[2][:8] in says
    assert "Watching, not shown to authors: `quiet`, `later`" in says
    assert "*Promise nothing*\n`promises` · Fix first · live\n" in says
    assert "shown from 5 checks by 5 people on." in says
    assert bench.double.whispers == []


async def test_everybody_else_reads_whom_to_tell(bench: Bench) -> None:
    await open_rules(bench, bench.marta)

    assert bench.double.open_views == []
    assert [message["text"] for message in bench.double.whispers] == [OTHERS]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"is_private": False}, "#comms-policy has to be a private channel with me in it"),
        ({"is_ext_shared": True}, "as long as #comms-policy is shared with another organisation"),
        ({"is_pending_ext_shared": True}, "is shared with another organisation"),
        ({"name": "comms"}, "#comms-policy has to be a private channel with me in it"),
    ],
)
async def test_a_channel_that_is_not_closed_keeps_the_views_off_and_says_why(
    bench: Bench, hanne: Person, change: dict[str, Any], why: str
) -> None:
    bench.double.private[COMMS].update(change)

    await open_rules(bench, hanne)

    [message] = bench.double.whispers
    assert message["text"].startswith(OTHERS)
    assert why in message["text"]
    assert bench.double.open_views == []


async def test_a_channel_made_public_later_closes_the_views(bench: Bench, hanne: Person) -> None:
    await open_rules(bench, hanne)
    bench.double.private[COMMS]["is_private"] = False

    await press(bench, hanne, "rules_try")

    assert "#comms-policy has to be private." in read(bench.view.blocks)


async def test_slack_that_does_not_answer_opens_nothing(bench: Bench, hanne: Person) -> None:
    bench.double.enqueue("users.conversations", {"error": "missing_scope"})

    await open_rules(bench, hanne)

    assert "did not tell me who is in #comms-policy" in bench.double.whispers[0]["text"]


async def test_members_are_found_on_later_pages(bench: Bench, hanne: Person) -> None:
    bench.double.page_size = 1

    await open_rules(bench, hanne)

    assert read(bench.view.blocks).startswith("6 rules at work")


async def test_a_window_that_does_not_open_is_explained(bench: Bench, hanne: Person) -> None:
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})

    await open_rules(bench, hanne)

    assert "Type `/checkpost rules` once more." in bench.double.whispers[0]["text"]


async def test_a_redelivered_command_opens_one_window(bench: Bench, hanne: Person) -> None:
    trigger = bench.double.modals.new_trigger()
    for _ in range(2):
        await hanne.command("rules", trigger_id=trigger)
        await bench.settled()

    assert len(bench.double.open_views) == 1


async def test_a_set_that_was_not_taken_is_shown_with_its_errors(
    bench: Bench, hanne: Person
) -> None:
    write(bench.live.folder / "packs" / "core" / "zz.yaml", "version: 1\nrules: [{id: Bad}]\n")
    await bench.live.refresh()

    await open_rules(bench, hanne)

    says = read(bench.view.blocks)
    assert "The files have a mistake, so the rules before it stay in use:" in says
    assert "rules/packs/core/zz.yaml:2:" in says


async def test_precision_is_shown_in_words(bench: Bench, hanne: Person) -> None:
    bench.figures.counts = (
        RuleCounts("promises", 30, 14, 10, 4, 2, checks=30, people=9),
        RuleCounts("praise", 30, 14, 10, 4, 2, checks=30, people=4),
    )

    await open_rules(bench, hanne)

    says = read(bench.view.blocks)
    assert "`promises` · Fix first · live · right 14 of 20 times" in says
    assert "`praise` · Fix first · live\n" in says


async def test_rules_are_shown_without_figures_where_the_store_is_away(
    bench: Bench, hanne: Person
) -> None:
    bench.figures.enqueue(StoreProblem("gone"))

    await open_rules(bench, hanne)

    assert "`promises` · Fix first · live\n" in read(bench.view.blocks)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("PROMISE", ["promises"]),
        ("tidewatch", ["praise"]),
        ("inclusive", ["better"]),
        ("watch", ["praise", "quiet", "later"]),
        ("nothing of the kind", []),
        ("", ["promises", "praise", "codename", "better", "quiet", "later"]),
    ],
)
async def test_a_rule_is_found_by_its_words(
    bench: Bench, hanne: Person, query: str, found: list[str]
) -> None:
    await open_rules(bench, hanne)
    hanne.fill(bench.view, find=query)

    await hanne.submit(bench.view)
    await bench.settled()

    shown = [block["accessory"]["value"] for block in bench.view.blocks if "accessory" in block]
    assert shown == found
    assert bench.view.values()["find"]["find"]["value"] == (query or None)
    assert ("No rule fits that." in read(bench.view.blocks)) is not bool(found)


async def test_a_rules_card_shows_what_it_says_looks_for_and_its_tests(
    bench: Bench, hanne: Person
) -> None:
    await open_rules(bench, hanne)

    await press(bench, hanne, "rule_open", "promises")

    assert len(bench.double.open_views) == 2
    says = read(bench.view.blocks)
    assert says.startswith("Promise nothing\n`promises` · Fix first · live\nclaim · ")
    assert "figures: too few to show" in says
    assert "any of: guarantee*" in says
    assert "• “money-back guarantee”" in says
    assert "• finds “guaranteed returns”" in says
    assert "• is quiet at “nothing of the kind”" in says
    for label in ("Add a word", "Add an exception", "Only watch", "Make it softer"):
        assert label in says


async def test_a_rule_offers_only_what_it_can_become(bench: Bench, hanne: Person) -> None:
    await open_rules(bench, hanne)

    await press(bench, hanne, "rule_open", "quiet")

    says = read(bench.view.blocks)
    assert "at most 3 emoji" in says
    assert "Go live" in says
    assert "Add a word" not in says
    assert "Add an exception" not in says


async def test_a_rule_that_is_gone_is_explained(bench: Bench, hanne: Person) -> None:
    await open_rules(bench, hanne)
    button = {"action_id": "rule_open", "type": "button", "value": "gone", "action_ts": "1"}

    await hanne.act(bench.view, button)
    await bench.settled()

    assert "That rule is not there any more." in read(bench.view.blocks)


async def test_a_draft_is_tried_against_every_rule_and_kept_nowhere(
    bench: Bench,
    hanne: Person,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await open_rules(bench, hanne)
    await press(bench, hanne, "rules_try")
    hanne.write(
        bench.view,
        "Our money-back guarantee, guaranteed! Synergy with Tidewatch, guys 🙂🙂🙂🙂",
        "linkedin",
    )

    await hanne.submit(bench.view)
    await bench.settled()

    says = read(bench.view.blocks)
    matched, _, rest = says.partition("*Noticed by rules that only watch*")
    assert matched.startswith("*The author reads*\n• promises: Fix first · “guaranteed”")
    assert "• praise: Fix first · “Tidewatch”" in matched
    assert "• better: Fix first · “guys”" in matched
    assert "• quiet: Fix first" in rest
    assert "*Asleep on this day*\n• later: from 2027-04-30 23:00 UTC" in rest
    assert bench.view.values()["platform"]["platform"]["selected_option"]["value"] == "linkedin"
    assert bench.store.calls == []
    assert bench.checks.started == []
    printed = "".join(capsys.readouterr())
    assert "Synergy" not in printed
    assert "money-back" not in printed


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        ("A money-back guarantee", "*Covered by an exception*\n• promises: ‘guarantee’"),
        ("The union says guaranteed", "*Silent, because this is protected speech*\n• promises:"),
        ("The union knows Osprey", "*The author reads*\n• codename: Ask first · “Osprey”"),
        ("The tide is in", "No rule has anything to say about it."),
    ],
)
async def test_a_tried_draft_is_explained(
    bench: Bench, hanne: Person, draft: str, says: str
) -> None:
    await open_rules(bench, hanne)
    await press(bench, hanne, "rules_try")
    hanne.write(bench.view, draft)

    await hanne.submit(bench.view)
    await bench.settled()

    assert says in read(bench.view.blocks)


async def test_an_empty_draft_is_asked_for(bench: Bench, hanne: Person) -> None:
    await open_rules(bench, hanne)
    await press(bench, hanne, "rules_try")

    reply = await hanne.submit(bench.view)

    assert reply.body["errors"] == {"draft": "Write or paste your draft here first."}


FORGED = {
    "rule_open": "promises",
    "rules_more": "30",
    "rules_try": "try",
    "rules_list": "list",
    "rules_made": "made",
    "change_word": "word promises",
    "change_exception": "exception promises",
    "change_status": "status promises",
    "change_severity": "severity promises",
    "change_undo": "packs/slack/2026-11-23-094100-word-promises.yaml 0000",
}


@pytest.mark.parametrize("action", FORGED)
async def test_a_forged_button_tells_a_non_member_only_whom_to_ask(
    bench: Bench, action: str
) -> None:
    await bench.marta.command("")
    await bench.settled()
    button = {"action_id": action, "type": "button", "value": FORGED[action], "action_ts": "1"}

    await bench.marta.act(bench.view, button)
    await bench.settled()

    assert read(bench.view.blocks) == OTHERS


@pytest.mark.parametrize("action", ["change_undo", "rule_open"])
async def test_a_forged_button_on_a_message_is_refused_as_well(bench: Bench, action: str) -> None:
    button = {"action_id": action, "type": "button", "value": FORGED[action]}
    message = {"text": "x", "blocks": [{"type": "actions", "elements": [button]}]}

    await bench.marta.press_on(message, action)
    await bench.settled()

    assert bench.double.whispers[-1]["text"] == OTHERS


@pytest.mark.parametrize("callback", ["rules", "rules_try", "change", "change_save"])
async def test_a_forged_form_is_refused_as_well(bench: Bench, callback: str) -> None:
    await bench.marta.command("")
    await bench.settled()
    before = sorted(bench.live.folder.rglob("*"))
    held = '{"kind":"word","target":"promises","value":"assure","why":"because"}'
    bench.view.view.update(callback_id=callback, private_metadata=held)

    await bench.marta.submit(bench.view)
    await bench.settled()

    assert read(bench.view.blocks) == OTHERS
    assert sorted(bench.live.folder.rglob("*")) == before


async def test_who_left_the_channel_is_out_at_once(bench: Bench, hanne: Person) -> None:
    await open_rules(bench, hanne)
    bench.double.members[COMMS].remove("U0HANNE")

    await press(bench, hanne, "rule_open", "promises")

    assert read(bench.view.blocks) == OTHERS


async def test_a_member_whose_name_is_unknown_may_work_all_the_same(bench: Bench) -> None:
    bench.double.members[COMMS].append("U0NEW")

    await open_rules(bench, replace(bench.marta, user="U0NEW"))

    assert read(bench.view.blocks).startswith("6 rules at work")


@pytest.mark.parametrize("fails", [False, True])
async def test_how_the_rules_do_is_added_up_in_a_window_of_its_own(
    bench: Bench, hanne: Person, *, fails: bool
) -> None:
    async def report() -> Report:
        if fails:
            raise StoreProblem("away")
        return FULL

    assert bench.services.rules
    desk = replace(bench.services.rules, report=report)
    object.__setattr__(bench.services, "rules", desk)
    await open_rules(bench, hanne)

    await press(bench, hanne, "rules_report")

    said = read(bench.view.blocks)
    line = "About 80 checks; about 30 had something to fix or ask"
    assert (line in said, "I cannot add that up just now." in said) == (not fails, fails)
