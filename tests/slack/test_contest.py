"""What an author says of a finding: kept, not relevant, the rule is wrong."""

from __future__ import annotations

import asyncio

import pytest
import structlog

from bot.review.outcome import Review, ReviewStatus
from bot.slack.comms import CommsChannel, Standing
from bot.slack.directory import Directory
from tests.slack.conftest import COMMS, Bench
from tests.slack.examples import DRAFT, KEY, LEAK, TONE
from tests.slack_person import read
from tests.slack_state import OpenView


async def checked(bench: Bench, draft: str = DRAFT) -> OpenView:
    """Check a draft to its end, row and all."""
    await bench.commanded(draft)
    await stored(bench)
    return bench.view


async def stored(bench: Bench) -> None:
    for asked in bench.checks.started:
        await bench.services.coach.record(
            asked, bench.services.coach.finish(asked, Review(ReviewStatus.OK))
        )


def actions(bench: Bench) -> list[str | None]:
    return [found.action for row in bench.store.checks.values() for found in row.findings]


@pytest.mark.parametrize(
    ("label", "action", "line"),
    [
        ("Keep mine", "kept", "You keep this · "),
        ("Not relevant here", "not_relevant", "Not relevant here · "),
        ("The rule is wrong", "rule_wrong", "You say the rule is wrong · "),
    ],
)
async def test_an_answer_is_stored_at_the_finding_and_seen_in_the_window(
    bench: Bench, label: str, action: str, line: str
) -> None:
    window = await checked(bench)
    bench.marta.write(window, "half a thought")

    await bench.marta.choose(window, "finding", label)
    await bench.settled()

    assert actions(bench) == [action]
    says = read(window.blocks)
    assert says.startswith("Noted. It is your post, and nobody sees who said so.\nUndo\nFix first")
    assert f"{line}You recommend Tidewatch." in says
    assert window.values()["draft"]["draft"]["value"] == "half a thought"


async def test_an_answer_given_before_the_review_is_in_is_not_lost(bench: Bench) -> None:
    await bench.commanded(DRAFT)

    await bench.marta.choose(bench.view, "finding", "Keep mine")
    await bench.settled()
    await stored(bench)
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, findings=(TONE,)))

    assert actions(bench) == ["kept"]
    assert "You keep this" in read(bench.view.blocks)
    assert read(bench.view.blocks).startswith("Noted.")


async def test_an_answer_can_be_changed(bench: Bench) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "Keep mine")
    await bench.settled()
    await bench.marta.press(window, "show_all")
    await bench.settled()

    await bench.marta.choose(window, "finding", "Not relevant here")
    await bench.settled()

    assert actions(bench) == ["not_relevant"]


@pytest.mark.parametrize("label", ["Keep mine", "Not relevant here", "The rule is wrong"])
async def test_an_answer_is_taken_back_with_one_press(bench: Bench, label: str) -> None:
    window = await checked(bench)
    bench.marta.write(window, "half a thought")
    await bench.marta.choose(window, "finding", label)
    await bench.settled()

    await bench.marta.press(window, "unsay")
    await bench.settled()

    assert actions(bench) == [None]
    says = read(window.blocks)
    assert says.startswith("Taken back. It is open again")
    assert "One thing to look at." in says
    assert "unsay" not in str(window.blocks)
    assert window.values()["draft"]["draft"]["value"] == "half a thought"


async def test_who_has_answered_everything_goes_on_with_one_press(bench: Bench) -> None:
    window = await checked(bench)
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK))
    assert "ready" not in {block.get("block_id") for block in window.blocks}

    await bench.marta.choose(window, "finding", "Keep mine")
    await bench.settled()
    [menu] = [block for block in window.blocks if block.get("block_id") == "menu"]
    assert "Copy or post it as it is" not in str(menu)
    await bench.marta.press(window, "ready")
    await bench.settled()

    assert DRAFT in read(bench.double.open_views[-1].blocks)


async def test_an_answer_of_long_ago_is_taken_back_at_its_finding(bench: Bench) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "Keep mine")
    await bench.settled()
    bench.ticking[0] += 4_000  # a restart forgets no more than this
    await bench.marta.press(window, "show_all")
    await bench.settled()
    assert "unsay" not in {each.get("accessory", {}).get("action_id") for each in window.blocks}

    assert "Undo “Keep mine”" in read(window.blocks)
    await bench.marta.press(window, "unsay")
    await bench.settled()

    assert actions(bench) == [None]
    assert "You keep this" not in read(window.blocks)


async def test_an_answer_taken_back_before_the_review_is_in_is_none(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    await bench.marta.choose(bench.view, "finding", "Keep mine")
    await bench.settled()

    await bench.marta.press(bench.view, "unsay")
    await bench.settled()
    await stored(bench)

    assert actions(bench) == [None]


async def test_what_was_kept_by_a_slip_can_still_be_fixed(bench: Bench) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "Keep mine")
    await bench.settled()
    await bench.marta.press(window, "show_all")
    await bench.settled()

    await bench.marta.choose(window, "finding", "Use this fix")
    await bench.settled()

    assert bench.checks.started[1].draft.text == f"I work at Brightwater. {DRAFT}"


async def test_what_was_kept_stays_kept_when_the_draft_is_checked_again(bench: Bench) -> None:
    window = await checked(bench, "Osprey is Tidewatch")
    await bench.marta.choose(window, "finding", "Keep mine")
    await bench.settled()

    bench.marta.write(window, "Osprey is Tidewatch, says everybody")
    await bench.marta.submit(window)
    await bench.settled()

    assert "You keep this · Is Osprey public yet?" in read(window.blocks)


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_answer_is_taken_back_where_it_was_given_also_after_check_again(
    bench: Bench, *, restarted: bool
) -> None:
    window = await checked(bench, "Osprey is Tidewatch")
    await bench.marta.choose(window, "finding", "Not relevant here")
    await bench.settled()
    for more in (", says everybody", ", says everybody twice"):
        bench.marta.write(window, f"Osprey is Tidewatch{more}")
        await bench.marta.submit(window)
        await bench.settled()
        await stored(bench)
    bench.ticking[0] += 4_000 * restarted
    assert actions(bench).count("not_relevant") == 1
    await bench.marta.press(window, "show_all")
    await bench.settled()

    await bench.marta.press(window, "unsay")
    await bench.settled()

    assert set(actions(bench)) == {None}
    assert "Not relevant here · " not in read(window.blocks)


async def test_another_answer_after_check_again_takes_the_place_of_the_first(bench: Bench) -> None:
    window = await checked(bench, "Osprey is here")
    await bench.marta.choose(window, "finding", "Keep mine")
    await bench.settled()
    bench.marta.write(window, "Osprey is here, says everybody")
    await bench.marta.submit(window)
    await bench.settled()
    await stored(bench)
    await bench.marta.press(window, "show_all")
    await bench.settled()

    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()

    assert sorted(filter(None, actions(bench))) == ["rule_wrong"]


async def test_a_guarded_window_takes_nothing_back_in_what_is_kept(bench: Bench) -> None:
    window = await checked(bench, "Osprey is here")
    await bench.marta.choose(window, "finding", "Keep mine")
    await bench.settled()
    bench.marta.write(window, "Osprey is here, says the union")
    await bench.marta.submit(window)
    await bench.settled()
    bench.store.calls.clear()

    for button in ("show_all", "unsay"):
        if button in str(window.blocks):
            await bench.marta.press(window, button)
            await bench.settled()

    assert "mark_action" not in bench.store.calls


async def test_a_restart_forgets_no_answer(bench: Bench) -> None:
    window = await checked(bench, "Osprey is Tidewatch")
    await bench.marta.choose(window, "finding", "Keep mine")
    await bench.settled()
    bench.ticking[0] += 4_000

    await bench.marta.press(window, "show_all")
    await bench.settled()

    assert "*You keep this* · Keep project names inside" in read(window.blocks)


async def test_a_guarded_draft_has_the_menu_and_leaves_nothing(bench: Bench) -> None:
    await bench.commanded(LEAK)
    bench.store.calls.clear()

    with structlog.testing.capture_logs() as captured:
        await bench.marta.choose(bench.view, "finding", "Keep mine")
        await bench.settled()

    assert "You keep this" in read(bench.view.blocks)
    assert set(bench.store.calls) <= {"author"}
    assert (bench.store.checks, captured) == ({}, [])


async def test_before_the_deal_nothing_is_stored(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()

    await bench.marta.choose(bench.view, "finding", "Not relevant here")
    await bench.settled()

    assert "mark_action" not in bench.store.calls
    assert "Not relevant here · " in read(bench.view.blocks)


async def test_a_store_that_fails_keeps_no_answer_from_being_seen(bench: Bench) -> None:
    window = await checked(bench)
    bench.store.enqueue(None, RuntimeError(DRAFT))

    with structlog.testing.capture_logs() as captured:
        await bench.marta.choose(window, "finding", "Keep mine")
        await bench.settled()

    assert "You keep this" in read(window.blocks)
    assert [log["event"] for log in captured] == ["contest_not_stored"]
    assert DRAFT not in str(captured)


async def test_a_redelivered_answer_counts_once(bench: Bench) -> None:
    window = await checked(bench)
    bench.marta.extra = {"trigger_id": bench.double.modals.new_trigger()}
    as_it_was = OpenView(window.view)

    for _ in range(2):
        await bench.marta.choose(as_it_was, "finding", "Keep mine")
    await bench.settled()

    assert bench.store.calls.count("mark_action") == 1


async def test_an_answer_on_a_message_is_heard_too(bench: Bench) -> None:
    await checked(bench)
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    [message] = bench.double.direct(bench.marta.user)

    await bench.marta.press_on(message, "finding", "Keep mine", channel="D0MARTA")
    await bench.settled()

    assert actions(bench) == ["kept"]
    assert "You keep this" in read(bench.double.direct(bench.marta.user)[0]["blocks"])


async def test_an_answer_on_a_message_is_taken_back_there(bench: Bench) -> None:
    await checked(bench)
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    for button, label in (("finding", "Keep mine"), ("show_all", ""), ("unsay", "")):
        [message] = bench.double.direct(bench.marta.user)
        await bench.marta.press_on(message, button, label, channel="D0MARTA")
        await bench.settled()

    assert actions(bench) == [None]
    assert "You keep this" not in read(bench.double.direct(bench.marta.user)[0]["blocks"])


async def test_why_lays_the_rules_page_above(bench: Bench) -> None:
    window = await checked(bench)

    await bench.marta.choose(window, "finding", "Why?")
    await bench.settled()

    assert "Say you work here when you praise our product" in read(bench.view.blocks)
    assert len(bench.double.open_views) == 2


async def test_a_word_about_a_rule_is_shown_first_and_sent_without_a_name(bench: Bench) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()
    page = bench.double.open_views[-1]
    assert "tell #comms-policy why" in read(page.blocks)

    bench.marta.fill(page, word="Try is <!channel> our\nproduct's *name*")
    await bench.marta.submit(page)
    shown = read(page.blocks)
    assert bench.double.mail.messages[COMMS] == []
    await bench.marta.submit(page)
    await bench.settled()

    [sent] = bench.double.mail.messages[COMMS]
    assert sent["blocks"][0]["text"]["text"] in shown
    assert "Try is <!channel> our product's *name*" in sent["blocks"][0]["text"]["text"]
    assert sent["blocks"][0]["text"]["type"] == "plain_text"
    assert "<!channel>" not in sent["text"]
    assert bench.marta.user not in str(sent)
    assert "I keep no copy" in read(page.blocks)


@pytest.mark.parametrize("sent", [1, 0])
async def test_a_word_is_sent_once_however_often_it_is_pressed_and_wherever_it_comes(
    bench: Bench, sent: int
) -> None:
    async def claim(_what: str) -> bool:
        return bool(sent)

    object.__setattr__(bench.services, "claim", claim)
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()
    page = bench.double.open_views[-1]
    bench.marta.fill(page, word="Try is a name here")
    await bench.marta.submit(page)
    before = dict(page.view)
    await bench.marta.submit(page)
    page.view = before
    await bench.marta.submit(page)
    await bench.settled()

    assert len(bench.double.mail.messages[COMMS]) == sent
    assert "I keep no copy" in read(page.blocks)


@pytest.mark.parametrize("word", ["é" * 500, "🌊" * 250, "見" * 500, '"' * 500])
async def test_a_word_in_any_letters_is_shown_and_sent_whole(bench: Bench, word: str) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()
    page = bench.double.open_views[-1]
    bench.marta.fill(page, word=word)

    await bench.marta.submit(page)
    await bench.marta.submit(page)
    await bench.settled()

    [sent] = bench.double.mail.messages[COMMS]
    assert f"“{word}”" in sent["blocks"][0]["text"]["text"]


async def test_no_word_is_needed(bench: Bench) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()

    reply = await bench.marta.submit(bench.double.open_views[-1])

    assert reply.body["errors"] == {
        "word": "Write a word first, or press Back: it is noted already."
    }
    assert actions(bench) == ["rule_wrong"]


async def test_a_comms_channel_that_strangers_read_gets_no_word(bench: Bench) -> None:
    bench.double.private[COMMS]["is_ext_shared"] = True
    window = await checked(bench)

    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()

    assert "There is no comms channel to write to" in read(bench.double.open_views[-1].blocks)


async def test_a_comms_channel_that_slack_does_not_tell_of_is_not_said_to_be_missing(
    bench: Bench,
) -> None:
    bench.double.enqueue("users.conversations", {"error": "internal_error"})
    window = await checked(bench)

    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()

    assert "Slack did not find the comms channel" in read(bench.double.open_views[-1].blocks)


async def test_a_word_that_slack_does_not_take_is_said_to_be_unsent(bench: Bench) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()
    page = bench.double.open_views[-1]
    bench.marta.fill(page, word="It means something else in our field")
    await bench.marta.submit(page)
    bench.double.enqueue("chat.postMessage", {"error": "is_archived"})

    await bench.marta.submit(page)

    assert "Your word was not sent" in read(page.blocks)


async def test_a_channel_that_was_opened_to_others_meanwhile_gets_no_word(bench: Bench) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()
    page = bench.double.open_views[-1]
    bench.marta.fill(page, word="It means something else in our field")
    await bench.marta.submit(page)
    bench.double.private[COMMS]["is_ext_shared"] = True

    await bench.marta.submit(page)

    assert bench.double.mail.messages[COMMS] == []
    assert "Your word was not sent" in read(page.blocks)


async def test_a_key_in_a_word_about_a_rule_goes_nowhere(bench: Bench) -> None:
    window = await checked(bench)
    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.settled()
    page = bench.double.open_views[-1]
    bench.marta.fill(page, word=f"It also stops at {KEY}")

    reply = await bench.marta.submit(page)

    assert "looks like a key or password" in reply.body["errors"]["word"]
    assert bench.double.mail.messages[COMMS] == []


class SlowComms(CommsChannel):
    """A comms channel that Slack takes its time to tell about."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.services.slack, Directory(bench.client), "#comms-policy")
        self.told = asyncio.Event()

    async def standing(self, user: str) -> Standing:
        await self.told.wait()
        return await super().standing(user)


async def test_what_ai_says_while_a_page_is_laid_above_stays_in_the_window(bench: Bench) -> None:
    slow = SlowComms(bench)
    object.__setattr__(bench.services.rules, "comms", slow)
    await bench.commanded(DRAFT)
    window = bench.view

    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, findings=(TONE,)))
    slow.told.set()
    await bench.settled()

    says = read(window.blocks)
    assert "You say the rule is wrong" in says
    assert "suggested by AI" in says
    assert "still reading" not in says


async def test_a_press_that_took_long_does_not_cover_a_later_check(bench: Bench) -> None:
    slow = SlowComms(bench)
    object.__setattr__(bench.services.rules, "comms", slow)
    window = await checked(bench)

    await bench.marta.choose(window, "finding", "The rule is wrong")
    await bench.marta.press(window, "use_fix")
    assert await bench.services.tasks.drain(0.2) == 1
    slow.told.set()
    await bench.settled()

    assert "One thing is fixed." in read(window.blocks)


async def test_what_ai_says_meanwhile_stays_in_the_card_of_a_message_too(bench: Bench) -> None:
    slow = SlowComms(bench)
    object.__setattr__(bench.services.rules, "comms", slow)
    bench.accept()
    await bench.written(DRAFT)
    [card] = bench.answers

    await bench.marta.press_on(card, "finding", "The rule is wrong", channel="D0MARTA")
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, findings=(TONE,)))
    slow.told.set()
    await bench.settled()

    says = read(bench.answers[0]["blocks"])
    assert "You say the rule is wrong" in says
    assert "suggested by AI" in says
