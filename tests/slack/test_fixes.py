"""The buttons that change the draft in the window, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.review.outcome import Review, ReviewStatus
from bot.slack.fixing import fixed
from bot.verdict import Draft, Edit, Reading, Source, Suggestion, Verdict
from tests.slack.conftest import Bench
from tests.slack.conftest import read as rules
from tests.slack.examples import DRAFT, HONEST, LEAK, TONE
from tests.slack_person import read
from tests.slack_state import OpenView

BETTER = "it shortened our tide reports to a minute"
EDITABLE = replace(TONE, suggestions=(Suggestion(BETTER, Edit(15, 29, BETTER)),))


def text_in(window: OpenView) -> str:
    """What the draft's input holds, whichever block it is in."""
    [held] = [each["draft"]["value"] for each in window.values().values() if "draft" in each]
    return str(held)


async def opened(bench: Bench, draft: str = DRAFT, review: Review | None = None) -> OpenView:
    bench.accept()
    await bench.marta.command(draft)
    await bench.settled()
    if review is not None:
        await bench.finish(bench.checks.started[0], review)
    return bench.view


async def test_a_fix_edits_the_draft_in_place_and_checks_it(bench: Bench) -> None:
    window = await opened(bench)

    await bench.marta.press(window, "use_fix")
    await bench.settled()

    assert text_in(window) == f"I work at Brightwater. {DRAFT}"
    assert read(window.blocks).startswith(
        "Clear\nClear so far. AI is still reading. One thing is fixed."
    )
    first, second = bench.checks.started
    assert (second.parent, second.draft.text) == (first.check_id, text_in(window))


async def test_findings_that_were_all_opened_stay_open_after_a_fix(bench: Bench) -> None:
    window = await opened(bench, f"Osprey! {DRAFT}")
    await bench.marta.press(window, "show_all")
    await bench.settled()

    await bench.marta.press(window, "use_fix")
    await bench.settled()
    await bench.finish(bench.checks.started[1], Review(ReviewStatus.OK, (TONE,)))

    assert "2 things to look at" in read(window.blocks)
    assert "Show all" not in read(window.blocks)


async def test_what_is_fixed_is_said_until_the_next_check(bench: Bench) -> None:
    window = await opened(bench, f"Osprey! {DRAFT}")
    bench.marta.write(window, DRAFT)
    await bench.marta.submit(window)
    await bench.settled()
    await bench.finish(bench.checks.started[1], Review(ReviewStatus.OK, (TONE,)))
    assert "2 things to look at" in read(window.blocks)
    assert "One thing is fixed." in read(window.blocks)

    bench.marta.write(window, f"{DRAFT}, still")
    await bench.marta.submit(window)
    await bench.settled()

    assert "fixed" not in read(window.blocks)


async def test_the_menu_fixes_as_well(bench: Bench) -> None:
    window = await opened(bench)
    action = {"type": "overflow", "action_id": "finding", "action_ts": "1.1"}
    chosen = {"selected_option": {"value": "use_fix employee-disclosure#0 check-1"}}

    await bench.marta.act(window, {**action, **chosen})
    await bench.settled()

    assert text_in(window) == f"I work at Brightwater. {DRAFT}"


async def test_a_fix_keeps_what_was_typed_meanwhile(bench: Bench) -> None:
    window = await opened(bench)
    bench.marta.write(window, "Dear all! Try Tidewatch, honestly", "linkedin")

    await bench.marta.press(window, "use_fix")
    await bench.settled()

    assert text_in(window) == "I work at Brightwater. Dear all! Try Tidewatch, honestly"
    assert bench.checks.started[1].draft.platform == "linkedin"


async def test_a_fix_whose_passage_is_gone_leaves_the_text_alone_and_says_so(bench: Bench) -> None:
    window = await opened(bench)
    bench.marta.write(window, "Something else")

    await bench.marta.press(window, "use_fix")
    await bench.settled()

    assert text_in(window) == "Something else"
    assert "That passage has changed since I read it" in read(window.blocks)
    assert len(bench.checks.started) == 1


async def test_two_fixes_after_each_other_both_reach_the_input(bench: Bench) -> None:
    review = Review(ReviewStatus.OK, findings=(EDITABLE,))
    window = await opened(bench, review=review)
    await bench.marta.press(window, "use_fix")
    await bench.settled()
    moved = replace(
        EDITABLE, start=38, end=52, suggestions=(Suggestion(BETTER, Edit(38, 52, BETTER)),)
    )
    await bench.finish(bench.checks.started[1], Review(ReviewStatus.OK, findings=(moved,)))

    await bench.marta.press(window, "use_fix")
    await bench.settled()

    assert text_in(window) == f"I work at Brightwater. Try Tidewatch, {BETTER}"
    assert bench.checks.started[2].edition == 2


async def test_a_late_result_touches_nothing_after_a_fix(bench: Bench) -> None:
    window = await opened(bench)
    await bench.marta.press(window, "use_fix")
    await bench.settled()
    window.typed["draft:1"] = {"draft": {"type": "plain_text_input", "value": "still typing"}}

    for asked in bench.checks.started:
        await bench.finish(asked)

    assert text_in(window) == "still typing"
    assert read(window.blocks).startswith("Clear\nNothing stands out.")


async def test_a_fix_works_after_a_restart(bench: Bench) -> None:
    window = await opened(bench)
    bench.ticking[0] += 4_000

    await bench.marta.press(window, "use_fix")
    await bench.settled()

    assert text_in(window) == f"I work at Brightwater. {DRAFT}"


async def test_checking_again_after_a_fix_reads_the_new_input(bench: Bench) -> None:
    window = await opened(bench)
    await bench.marta.press(window, "use_fix")
    await bench.settled()

    window.typed["draft:1"] = {"draft": {"type": "plain_text_input", "value": DRAFT}}
    await bench.marta.submit(window)
    await bench.settled()
    window.typed["draft:1"] = {"draft": {"type": "plain_text_input", "value": " "}}
    reply = await bench.marta.submit(window)

    assert bench.checks.started[2].draft.text == DRAFT
    assert reply.body["errors"] == {"draft:1": "Write or paste your draft here first."}


async def test_the_rewrite_takes_the_drafts_place(bench: Bench) -> None:
    window = await opened(bench, review=Review(ReviewStatus.OK, rewrite=HONEST))
    assert "“I work at Brightwater.” is new" in read(window.blocks)

    await bench.marta.press(window, "use_rewrite")
    await bench.settled()

    assert text_in(window) == HONEST
    assert bench.checks.started[1].draft.text == HONEST


async def test_the_rewrite_never_overwrites_what_was_typed_since(bench: Bench) -> None:
    window = await opened(bench, review=Review(ReviewStatus.OK, rewrite=HONEST))
    bench.marta.write(window, f"{DRAFT}, and more")

    await bench.marta.press(window, "use_rewrite")
    await bench.settled()

    assert text_in(window) == f"{DRAFT}, and more"
    assert "You have changed your draft since AI wrote that version" in read(window.blocks)


async def test_a_forgotten_rewrite_is_said_to_be_gone(bench: Bench) -> None:
    window = await opened(bench, review=Review(ReviewStatus.OK, rewrite=HONEST))
    bench.ticking[0] += 4_000

    await bench.marta.press(window, "use_rewrite")
    await bench.settled()

    assert text_in(window) == DRAFT
    assert "AI's part of this card is gone by now." in read(window.blocks)


async def test_a_review_that_failed_can_be_tried_again(bench: Bench) -> None:
    window = await opened(bench, review=Review(ReviewStatus.TIMEOUT, note="AI is taking too long."))

    await bench.marta.press(window, "retry")
    await bench.settled()

    assert len(bench.checks.started) == 2
    assert "AI is still reading." in read(window.blocks)


async def test_a_check_that_could_not_start_can_be_tried_again(bench: Bench) -> None:
    bench.checks.enqueue(RuntimeError())
    window = await opened(bench)

    await bench.marta.press(window, "retry")
    await bench.settled()

    assert len(bench.checks.started) == 1


async def test_a_guarded_draft_is_explained_and_still_leaves_nothing(bench: Bench) -> None:
    window = await opened(bench, LEAK)

    await bench.marta.choose(window, "finding", "Why?")
    await bench.settled()

    assert bench.checks.started == []
    assert "Keep project names inside" in read(bench.view.blocks)


async def test_a_purpose_is_part_of_the_check(bench: Bench) -> None:
    window = await opened(bench)
    bench.marta.fill(window, purpose="reply")

    await bench.marta.submit(window)
    await bench.settled()

    assert bench.checks.started[1].draft.purpose == "reply"
    chosen = window.values()["purpose"]["purpose"]["selected_option"]
    assert chosen["value"] == "reply"


async def test_a_finished_draft_is_there_to_copy_as_it_stands_now(bench: Bench) -> None:
    window = await opened(bench, HONEST, Review(ReviewStatus.OK))
    bench.marta.write(window, f"{HONEST}!")

    await bench.marta.press(window, "ready")
    await bench.settled()

    assert f"{HONEST}!" in read(bench.view.blocks)


async def test_an_author_may_always_go_on(bench: Bench) -> None:
    window = await opened(bench, review=Review(ReviewStatus.OK))

    await bench.marta.choose(window, "menu", "Copy or post it as it is")
    await bench.settled()

    assert DRAFT in read(bench.view.blocks)


def test_an_edit_of_ai_goes_where_its_words_went() -> None:
    moved = fixed(Draft(f"Well. {DRAFT}"), EDITABLE, EDITABLE.suggestions[0], rules)

    assert moved == f"Well. Try Tidewatch, {BETTER}"


@pytest.mark.parametrize("text", ["Gone", f"{DRAFT}. And {DRAFT}."[1:], ""])
def test_an_edit_of_ai_is_not_made_where_its_words_are_gone_or_twice(text: str) -> None:
    assert fixed(Draft(text), EDITABLE, EDITABLE.suggestions[0], rules) == ""


def test_of_two_places_a_rule_mends_the_one_it_was_about() -> None:
    one = replace(TONE, source=Source.RULE, rule="guys", text="guys")
    found = [
        replace(
            one, start=at, end=at + 4, suggestions=(Suggestion("all", Edit(at, at + 4, "all")),)
        )
        for at in (5, 15)
    ]
    text = "Hey, guys. Hi, guys."
    about = replace(found[1], start=found[1].start - 2)
    way = Suggestion("all", Edit(13, 17, "all"))

    mended = fixed(Draft(text), about, way, lambda _: Reading(Verdict.FIX, tuple(found)))

    assert mended == "Hey, guys. Hi, all."


def test_what_ai_would_put_under_a_rules_finding_goes_where_its_words_went() -> None:
    ruled = replace(TONE, source=Source.RULE, rule="product-superlative", start=22, text="the best")
    way = Suggestion(f"AI suggests “{BETTER}”", Edit(15, 29, BETTER), instead_of="it is the best")

    assert fixed(Draft(f"Well. {DRAFT}"), ruled, way, rules) == f"Well. Try Tidewatch, {BETTER}"
    assert fixed(Draft("Try Tidewatch, the best"), ruled, way, rules) == ""
