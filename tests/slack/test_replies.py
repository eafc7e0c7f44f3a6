"""`/checkpost reply`: a comment and the answer to it, weighed in one window."""

from __future__ import annotations

from dataclasses import asdict

import structlog

from bot.review.outcome import Quoted, ReplySaid, Review, ReviewStatus
from storage.records import StepRecord
from tests.slack.conftest import NOW, Bench, nowhere, to_two_replicas
from tests.slack.examples import DRAFT
from tests.slack_double import TEAM
from tests.slack_person import read
from tests.slack_state import OpenView

COMMENT = "my zebra-striped parcel is two weeks late"
REPLY = "So sorry your parcel is late! Send us a direct message and we'll find it today."


async def opened(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command("reply")
    await bench.settled()


async def weighed(bench: Bench, comment: str, draft: str) -> str:
    await opened(bench)
    bench.marta.fill(bench.view, comment=comment, draft=draft)
    await bench.marta.submit(bench.view)
    await bench.settled()
    return read(bench.view.blocks)


async def test_the_word_reply_opens_a_window_with_two_inputs(bench: Bench) -> None:
    await opened(bench)

    assert inputs(bench) == ["comment", "draft", "platform", "purpose"]
    assert bench.view.view["blocks"][0]["optional"] is True


def inputs(bench: Bench) -> list[str]:
    return [block["block_id"] for block in bench.view.blocks if block["type"] == "input"]


async def test_a_guarded_draft_turns_into_a_reply_like_any_other(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command("The union meets on Tuesday about overtime")
    await bench.settled()

    await bench.marta.pick(bench.view, "purpose", "reply")
    await bench.settled()

    assert inputs(bench) == ["comment", "draft", "platform", "purpose"]


async def test_choosing_a_reply_in_the_window_brings_the_second_input_at_once(
    bench: Bench,
) -> None:
    bench.accept()
    await bench.marta.command("")
    await bench.settled()
    bench.marta.fill(bench.view, draft=REPLY)

    await bench.marta.pick(bench.view, "purpose", "reply")
    await bench.settled()

    assert inputs(bench) == ["comment", "draft", "platform", "purpose"]
    assert bench.view.values()["draft"]["draft"]["value"] == REPLY
    assert bench.checks.started == []
    bench.marta.fill(bench.view, comment=COMMENT)
    await bench.marta.submit(bench.view)
    await bench.settled()
    assert "Yes: it speaks of their issue" in read(bench.view.blocks)


async def test_a_result_that_comes_after_that_choice_leaves_the_comment_alone(
    bench: Bench,
) -> None:
    bench.accept()
    await bench.marta.command(REPLY)
    await bench.settled()
    await bench.marta.pick(bench.view, "purpose", "reply")
    await bench.settled()
    bench.marta.fill(bench.view, comment=COMMENT)

    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK))

    assert "AI is still reading" not in read(bench.view.blocks)
    assert bench.view.values()["comment"]["comment"]["value"] == COMMENT
    assert bench.double.direct(bench.marta.user) == []


async def test_another_purpose_takes_an_empty_comment_away_and_no_written_one(
    bench: Bench,
) -> None:
    await opened(bench)

    await bench.marta.pick(bench.view, "purpose", "post")
    await bench.settled()
    assert inputs(bench) == ["draft", "platform", "purpose"]

    await bench.marta.pick(bench.view, "purpose", "reply")
    await bench.settled()
    bench.marta.fill(bench.view, comment=COMMENT)
    await bench.marta.pick(bench.view, "purpose", "share")
    await bench.settled()
    assert bench.view.values()["comment"]["comment"]["value"] == COMMENT


async def test_a_guarded_reply_that_is_only_being_typed_leaves_nothing(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command("")
    await bench.settled()
    bench.marta.fill(bench.view, draft="The union has my thanks")

    with structlog.testing.capture_logs() as logs:
        await bench.marta.pick(bench.view, "purpose", "reply")
        await bench.settled()

    assert "comment" in inputs(bench)
    shown = bench.services.desk.view(bench.view.view["id"])
    assert shown is not None
    assert shown.window is None
    assert logs == []


async def test_a_good_reply_earns_its_three_ticks_in_words(bench: Bench) -> None:
    says = await weighed(bench, COMMENT, REPLY)

    assert says.count("Yes: it") == 3
    assert "Worth a reply." in says
    assert says.index("Worth a reply.") < says.index("Yes: it speaks of their issue")


async def test_somebody_else_s_matter_names_their_channel_first(bench: Bench) -> None:
    says = await weighed(bench, "I slipped on your wet floor and broke my wrist", "Oh dear.")

    assert "The safety team should know of it now" in says
    assert says.index("Tell #") < says.index("If you answer all the same")


async def test_hazards_are_tips_before_the_findings(bench: Bench) -> None:
    says = await weighed(bench, COMMENT, f"Sorry you feel that way. {DRAFT}")

    assert "“Sorry you feel” puts it on them." in says
    assert says.index("puts it on them") < says.index("You recommend Tidewatch")


async def test_a_reply_with_hazards_is_not_told_that_nothing_stands_out(bench: Bench) -> None:
    says = await weighed(bench, COMMENT, "Sorry it's late. Please calm down. We'll find it today.")

    assert says.startswith("1 thing to look at · Clear by the rules\nNo rule has anything to say.")
    assert not [block for block in bench.view.blocks if block.get("block_id") == "ready"]


async def test_whose_matter_it_is_stands_before_the_verdict(bench: Bench) -> None:
    says = await weighed(bench, "I slipped on your wet floor and broke my wrist", "Oh dear.")

    assert says.startswith("The safety team first · Clear by the rules\n")
    assert "Nothing stands out" not in says


async def test_whose_matter_it_is_stays_until_ai_hears_something_graver(bench: Bench) -> None:
    says = await weighed(bench, "the box went off like a firework", REPLY)
    assert "Worth a reply." in says

    heard = Review(ReviewStatus.OK, reply=ReplySaid(advice="safety"))
    await bench.finish(bench.checks.started[0], heard)

    says = read(bench.view.blocks)
    assert says.startswith("The safety team first · Clear by the rules\n")
    assert "before any reply. (suggested by AI)" in says


async def test_what_a_reply_lacks_keeps_clear_from_standing_alone(bench: Bench) -> None:
    assert (await weighed(bench, COMMENT, REPLY)).startswith("Clear\nClear so far.")

    says = await weighed(bench, COMMENT, "We'll find your parcel today.")

    assert says.startswith("Clear by the rules\nNo rule has anything to say.")


async def test_a_comment_alone_is_answered_with_whether_to_reply(bench: Bench) -> None:
    says = await weighed(bench, "lol cope harder clowns", "")

    assert "Best left alone." in says
    assert bench.checks.started == []


async def test_the_comment_stays_in_the_window_and_reaches_nothing_else(bench: Bench) -> None:
    await weighed(bench, COMMENT, REPLY)

    assert bench.view.values()["comment"]["comment"]["value"] == COMMENT
    [asked] = bench.checks.started
    assert asked.comment == f"hidden: {len(COMMENT)}"
    assert "zebra" not in repr(asdict(asked))

    await bench.finish(asked, Review(ReviewStatus.OK))

    assert bench.view.values()["comment"]["comment"]["value"] == COMMENT
    assert "Yes: it speaks of their issue" in read(bench.view.blocks)
    assert "zebra" not in bench.view.view["private_metadata"]


async def test_a_comment_about_pay_does_not_guard_the_draft(bench: Bench) -> None:
    await weighed(bench, "the union says you underpay your staff", "Thanks for telling us.")

    assert len(bench.checks.started) == 1
    assert "Do not argue" in read(bench.view.blocks)


async def test_a_guarded_reply_is_neither_weighed_nor_counted(bench: Bench) -> None:
    theirs = "Brightwater pays its people peanuts"
    says = await weighed(bench, theirs, "True. They pay us too little, so I joined the union.")

    for unasked in ("Silence", "Do not argue", "Not yet", "What it does for them"):
        assert unasked not in says
    assert "Before you send it" not in says
    assert "One tap counts it" not in says
    assert bench.checks.started == []


async def test_a_tap_that_two_replicas_get_counts_once(bench: Bench) -> None:
    await weighed(bench, COMMENT, REPLY)
    as_it_was = OpenView(bench.view.view)

    await to_two_replicas(
        bench, lambda trigger: bench.marta.press(as_it_was, "reply_topic:0", trigger_id=trigger)
    )

    assert [step.name for step in bench.store.steps] == ["delivery"]
    assert "Counted under delivery, without your name." in read(bench.view.blocks)


async def test_a_tap_that_could_not_be_counted_says_so(bench: Bench) -> None:
    await weighed(bench, COMMENT, REPLY)
    object.__setattr__(bench.services, "claim", nowhere)

    with structlog.testing.capture_logs() as logs:
        await bench.marta.press(bench.view, "reply_topic:0")
        await bench.settled()

    assert "I could not count that just now." in read(bench.view.blocks)
    assert bench.store.steps == []
    assert [log["event"] for log in logs] == ["comment_not_counted"]


async def test_one_tap_counts_what_the_comment_is_about_and_only_once(bench: Bench) -> None:
    says = await weighed(bench, COMMENT, REPLY)
    assert "One tap counts it, without your name." in says

    await bench.marta.press(bench.view, "reply_topic:0")
    await bench.settled()

    who = f"{TEAM}/{bench.marta.user}"
    assert bench.store.steps == [StepRecord(who, "comment", "delivery", "tagged", NOW.date())]
    says = read(bench.view.blocks)
    assert "Counted under delivery, without your name." in says
    assert "One tap counts it" not in says


async def test_without_a_comment_there_is_nothing_to_count(bench: Bench) -> None:
    says = await weighed(bench, "", REPLY)

    assert "One tap counts it" not in says
    assert "Worth a reply." not in says
    assert "Yes: it shows that you feel with them" in says


async def test_before_the_deal_nothing_can_be_counted(bench: Bench) -> None:
    await bench.marta.command("reply")
    await bench.settled()
    bench.marta.fill(bench.view, comment=COMMENT, draft=REPLY)
    await bench.marta.submit(bench.view)
    await bench.settled()

    says = read(bench.view.blocks)
    assert "What it does for them" in says
    assert "One tap counts it" not in says


async def test_the_reviewer_adds_a_tick_and_a_better_version_beside_ours(bench: Bench) -> None:
    await weighed(bench, COMMENT, "Hi Ana, consider it done.")
    [asked] = bench.checks.started
    step = ReplySaid(ticks=(Quoted("next_step", 8, 25),))
    better = "Hi Ana, so sorry. Consider it done."

    await bench.finish(asked, Review(ReviewStatus.OK, reply=step, rewrite=better))

    says = read(bench.view.blocks)
    assert "Yes: it says what happens next (“consider it done.”)." in says
    assert better in says


KEY_IN_IT = "I cannot log in with hunter" + "2, please help"
WITHHELD = "There seems to be a key or password in their comment, so no AI reads it."


async def test_who_replies_to_a_key_hears_that_no_ai_reads_the_comment(bench: Bench) -> None:
    says = await weighed(bench, KEY_IN_IT, REPLY)

    assert WITHHELD in says
    [asked] = bench.checks.started
    assert asked.comment == ""
    assert "hunter" + "2" not in repr(asdict(asked))

    await bench.finish(asked, Review(ReviewStatus.OK))

    assert WITHHELD in read(bench.view.blocks), "also beside what AI said of the reply alone"


async def test_it_is_said_of_a_comment_alone_and_of_no_other(bench: Bench) -> None:
    assert WITHHELD in await weighed(bench, KEY_IN_IT, "")
    assert WITHHELD not in await weighed(bench, COMMENT, REPLY)


async def test_of_a_guarded_reply_it_is_not_said(bench: Bench) -> None:
    says = await weighed(bench, KEY_IN_IT, "True. They pay us too little, so I joined the union.")

    assert WITHHELD not in says


async def test_without_a_model_no_comment_travels(bench: Bench) -> None:
    bench.reviewer.host = ""
    await weighed(bench, COMMENT, REPLY)

    [asked] = bench.checks.started
    assert asked.comment == ""
