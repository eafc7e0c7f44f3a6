"""What is asked under a draft: why, for another platform, shorter. In doubt it is a draft."""

from __future__ import annotations

import json
from typing import Any

import pytest
import structlog

from bot.review.outcome import FollowedUp, Review, ReviewStatus
from bot.slack.wishes import Ask, wish_in
from bot.verdict import Platform
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, HONEST, KEY, TONE
from tests.slack_double import TEAM
from tests.slack_limits import message_problems
from tests.slack_person import read

PLAIN = "Our tide reports now take a minute, and we are very very glad about that"
GUARDED = "The union meets on Tuesday about overtime"
SHORTER = "Our tide reports now take a minute, and we are glad"


async def asked(bench: Bench, draft: str, wish: str) -> list[dict[str, Any]]:
    """Ask for something under a draft, and return what was answered after its card."""
    sent = await bench.written(draft)
    before = len(bench.answers)
    await bench.written(wish, thread_ts=sent["ts"])
    answers = bench.answers[before:]
    assert all(each["thread_ts"] == sent["ts"] for each in answers)
    return answers


def links(message: dict[str, Any]) -> list[str]:
    """Where the buttons of a message lead."""
    buttons = [each for block in message["blocks"] for each in block.get("elements", ())]
    return [each["url"] for each in buttons if "url" in each]


async def test_another_version_is_offered_and_fades(bench: Bench) -> None:
    bench.accept()
    bench.reviewer.enqueue_word(FollowedUp(ReviewStatus.OK, rewrite=SHORTER))

    [answer] = await asked(bench, PLAIN, "shorter please")

    assert SHORTER in read(answer["blocks"])
    assert "suggested by AI" in read(answer["blocks"])
    assert SHORTER not in answer["text"]
    assert message_problems(answer) == []
    [(draft, wish)] = bench.reviewer.wishes
    assert (draft.text, wish) == (PLAIN, "shorter please")
    assert f"D0MARTA {answer['ts']}" in bench.checks.fading


async def test_a_translation_is_offered_with_a_word_of_care(bench: Bench) -> None:
    bench.accept()
    offered = "Os nossos relatórios demoram agora um minuto, e estamos muito contentes com isso"
    bench.reviewer.enqueue_word(FollowedUp(ReviewStatus.OK, rewrite=offered))

    [answer] = await asked(bench, PLAIN, "in Portuguese please")

    assert offered in read(answer["blocks"])
    assert "Read it before you post it." in read(answer["blocks"])


@pytest.mark.parametrize(
    "word",
    [
        FollowedUp(ReviewStatus.OK, rewrite="Our tide reports now take 3 seconds, said Ana"),
        FollowedUp(ReviewStatus.OK, rewrite=f"{PLAIN}: https://evil.example"),
        FollowedUp(ReviewStatus.OK, answer="Osprey is what readers ask about."),
        FollowedUp(ReviewStatus.OK, answer="Readers of the Guardian know 47 % better."),
        FollowedUp(ReviewStatus.OK, answer="our password is " + "hunter" + "2"),
        FollowedUp(ReviewStatus.OK, answer="the union would like it"),
        FollowedUp(ReviewStatus.OK, answer="x" * 2_000),
        FollowedUp(ReviewStatus.OK),
    ],
)
async def test_what_brings_something_new_is_not_shown(bench: Bench, word: FollowedUp) -> None:
    bench.accept()
    bench.reviewer.enqueue_word(word)

    [answer] = await asked(bench, PLAIN, "make it shorter")

    assert answer["text"].startswith("I have nothing better to offer")


async def test_why_is_answered_by_the_rule_itself(bench: Bench) -> None:
    bench.accept()

    [answer] = await asked(bench, DRAFT, "why is this a problem?")

    assert "Readers trust praise more when they know where it comes from." in read(answer["blocks"])
    assert "Questions go to #comms-policy." in read(answer["blocks"])
    assert message_problems(answer) == []
    assert bench.reviewer.wishes == []


async def test_why_names_what_ai_found_as_well(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, (TONE,)))

    await bench.written("why is this a problem?", thread_ts=sent["ts"])

    answer = bench.answers[-1]
    assert "Readers trust praise more when they know where it comes from." in read(answer["blocks"])
    said = "“it is the best”: “The best” promises more than a reader can check. (suggested by AI)"
    assert said in read(answer["blocks"])
    assert message_problems(answer) == []


async def test_what_ai_found_and_nobody_remembers_is_said_to_be_gone(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, (TONE,)))
    bench.ticking[0] += 4_000

    await bench.written("why is this a problem?", thread_ts=sent["ts"])

    told = read(bench.answers[-1]["blocks"])
    assert "Readers trust praise more" in told
    assert "AI's part of this card is gone by now." in told


async def test_an_answer_that_stands_there_already_is_not_posted_again(bench: Bench) -> None:
    bench.accept()
    bench.reviewer.enqueue_word(FollowedUp(ReviewStatus.OK, rewrite=SHORTER))
    [answer] = await asked(bench, PLAIN, "shorter please")

    bench.reviewer.enqueue_word(FollowedUp(ReviewStatus.OK, rewrite=SHORTER))
    await bench.wishes.finish(bench.wishes.started[0])

    assert [each for each in bench.answers if SHORTER in str(each)] == [answer]
    assert bench.checks.fading[-1] == f"D0MARTA {answer['ts']}"


async def test_a_wish_that_is_delivered_twice_is_answered_once(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    wish = bench.marta.leave_for_bot("why?", thread_ts=sent["ts"])

    for _ in range(2):
        await bench.marta.tell(wish, event_id="Ev0WHY")
        await bench.settled()

    assert len([each for each in bench.answers if "The reasons" in each["text"]]) == 1
    assert len(bench.wishes.started) == 1


async def test_a_draft_that_is_taken_back_meanwhile_is_not_answered(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(PLAIN)
    await bench.written("shorter", thread_ts=sent["ts"])
    await bench.marta.take_back(sent)
    await bench.settled()

    await bench.wishes.finish(bench.wishes.started[0])

    assert bench.answers == []


async def test_a_wish_that_cannot_be_kept_is_told_as_trouble(bench: Bench) -> None:
    bench.accept()
    bench.wishes.enqueue(RuntimeError("the disk is full of Tidewatch"))

    sent = await bench.written(PLAIN)

    await bench.written("shorter", thread_ts=sent["ts"])

    assert bench.answers[-1]["text"].startswith("Something went wrong on my side")
    assert bench.answers[-1]["thread_ts"] == sent["ts"]
    assert "Tidewatch" not in str(bench.answers)


async def test_why_is_answered_by_ai_where_the_rules_found_nothing(bench: Bench) -> None:
    bench.accept()
    bench.reviewer.enqueue_word(FollowedUp(ReviewStatus.OK, "“very very” reads as hurried."))

    [answer] = await asked(bench, PLAIN, "Why?")

    assert "reads as hurried" in read(answer["blocks"])


async def test_for_another_platform_it_is_checked_anew(bench: Bench) -> None:
    bench.accept()

    [card] = await asked(bench, DRAFT, "for Bluesky instead")

    first, second = bench.checks.started
    assert second.draft.platform is Platform.BLUESKY
    assert (second.draft.text, second.parent) == (DRAFT, first.check_id)
    assert "fixed" not in card["text"]
    await bench.finish(second)
    assert "still reading" not in bench.answers[-1]["text"]
    assert card["ts"] == bench.answers[-1]["ts"]


async def test_for_another_platform_its_count_and_its_composer_are_there(bench: Bench) -> None:
    bench.accept()

    [card] = await asked(bench, DRAFT, "for X instead")
    await bench.finish(bench.checks.started[1])

    for each in (card, bench.answers[-1]):
        assert "For X: 29 of 280 characters." in read(each["blocks"])
        assert each["text"].endswith("For X: 29 of 280 characters.")
        [address] = links(each)
        assert address == "https://x.com/intent/post?text=Try%20Tidewatch%2C%20it%20is%20the%20best"
        assert message_problems(each) == []


async def test_a_platform_without_a_count_or_composer_is_named(bench: Bench) -> None:
    bench.accept()

    [card] = await asked(bench, DRAFT, "para o Facebook")

    assert "For Facebook." in read(card["blocks"])
    assert links(card) == []


@pytest.mark.parametrize("forgets", [False, True])
async def test_a_later_wish_is_for_that_platform_too(bench: Bench, forgets: bool) -> None:  # noqa: FBT001 -- a case of its own
    bench.accept()
    sent = await bench.written(PLAIN)
    await bench.written("for X instead", thread_ts=sent["ts"])
    if forgets:
        bench.ticking[0] += 25 * 3600
    bench.reviewer.enqueue_word(FollowedUp(ReviewStatus.OK, rewrite=SHORTER))

    await bench.written("shorter please", thread_ts=sent["ts"])

    [(draft, _)] = bench.reviewer.wishes
    assert draft.platform is Platform.X
    assert f"For X: {len(SHORTER)} of 280 characters." in read(bench.answers[-1]["blocks"])
    assert SHORTER.split(",", maxsplit=1)[0].replace(" ", "%20") in links(bench.answers[-1])[0]


async def test_another_version_for_a_platform_is_for_that(bench: Bench) -> None:
    bench.accept()

    await asked(bench, PLAIN, "make it shorter for X")

    assert bench.reviewer.wishes[0][0].platform is Platform.X


async def test_the_card_says_where_it_goes_when_this_process_remembers_nothing(
    bench: Bench,
) -> None:
    bench.accept()
    sent = await bench.written(f"{DRAFT}, and Osprey flies")
    await bench.written("for X instead", thread_ts=sent["ts"])
    bench.ticking[0] += 25 * 3600

    await bench.marta.press_on(bench.answers[-1], "show_all", channel="D0MARTA")
    await bench.settled()

    assert "For X: 47 of 280 characters." in read(bench.answers[-1]["blocks"])


async def test_what_is_guarded_stands_in_no_link(bench: Bench) -> None:
    bench.accept()

    [card] = await asked(bench, GUARDED, "for X instead")

    assert "For X: " in read(card["blocks"])
    assert links(card) == []


async def test_without_ai_the_rules_still_answer_for_another_platform_and_why(
    bench: Bench,
) -> None:
    bench.accept()
    bench.reviewer.host = ""

    [card] = await asked(bench, DRAFT, "and on LinkedIn?")
    [why] = await asked(bench, DRAFT, "why?")
    [nothing] = await asked(bench, PLAIN, "why?")
    [off] = await asked(bench, PLAIN, "shorter")

    assert card["text"].startswith("Fix first.")
    assert "Readers trust praise more" in read(why["blocks"])
    assert nothing["text"].startswith("The rules found nothing here")
    assert off["text"].startswith("AI review is off here")


async def test_those_who_turned_ai_off_are_told_so(bench: Bench) -> None:
    bench.accept()
    await bench.services.coach.set_preferences(TEAM, "U0MARTA", ai_review=False)

    [off] = await asked(bench, PLAIN, "shorter")

    assert off["text"].startswith("AI review is off here")
    assert bench.reviewer.wishes == []


async def test_before_the_deal_nothing_is_asked(bench: Bench) -> None:
    [answer] = await asked(bench, PLAIN, "shorter")

    assert answer["text"].startswith("Press OK above first.")
    assert bench.reviewer.wishes == []
    assert bench.wishes.started == []


@pytest.mark.parametrize(
    ("draft", "wish"), [(GUARDED, "shorter"), (PLAIN, "make it more about the union")]
)
async def test_a_guarded_draft_or_wish_goes_nowhere_and_reads_like_any_other(
    bench: Bench, draft: str, wish: str
) -> None:
    bench.accept()
    with structlog.testing.capture_logs() as logs:
        [answer] = await asked(bench, draft, wish)

    assert answer["text"].startswith("I have nothing better to offer")
    assert bench.reviewer.wishes == []
    assert bench.wishes.started == []
    assert logs == []


async def test_a_key_is_not_sent_along(bench: Bench) -> None:
    bench.accept()

    [answer] = await asked(bench, KEY, "shorter")

    assert "This looks like a key or password" in answer["text"]
    assert bench.reviewer.wishes == []
    assert bench.wishes.started == []
    assert KEY.split()[-1] not in json.dumps(bench.answers)


@pytest.mark.parametrize(
    "status", [ReviewStatus.TIMEOUT, ReviewStatus.REFUSED, ReviewStatus.RATE_LIMITED]
)
async def test_every_way_to_fail_is_told_as_it_is(bench: Bench, status: ReviewStatus) -> None:
    bench.accept()
    bench.reviewer.enqueue_word(FollowedUp(status, note="AI is taking too long."))

    [answer] = await asked(bench, PLAIN, "shorter")

    assert answer["text"] == "AI is taking too long."


async def test_a_wish_without_a_draft_above_says_so(bench: Bench) -> None:
    bench.accept()

    [answer] = await asked(bench, "hi", "shorter")

    assert answer["text"].startswith("I see no draft of yours above this.")


async def test_under_a_draft_that_is_gone_there_is_nothing_to_ask(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(PLAIN)
    bench.double.enqueue("conversations.replies", {"error": "thread_not_found"})

    await bench.written("shorter", thread_ts=sent["ts"])

    assert bench.answers[-1]["text"].startswith("I see no draft of yours above this.")


async def test_the_next_draft_in_a_thread_is_a_draft(bench: Bench) -> None:
    bench.accept()

    [card] = await asked(bench, DRAFT, HONEST)

    assert bench.checks.started[1].draft.text == HONEST
    assert card["text"].startswith("Clear.")


@pytest.mark.parametrize("text", ["Why do I have to say Osprey?", "make it more like Tidewatch"])
async def test_a_wish_in_which_a_rule_finds_something_is_a_draft(bench: Bench, text: str) -> None:
    bench.accept()

    [card] = await asked(bench, PLAIN, text)

    assert bench.checks.started[1].draft.text == text
    assert "One thing to look at" in card["text"]


async def test_a_wish_may_quote_what_a_rule_found(bench: Bench) -> None:
    bench.accept()

    [answer] = await asked(bench, DRAFT, "why can't I say “Try Tidewatch”?")

    assert answer["text"].startswith("The reasons behind this")


async def test_a_wish_is_about_the_newest_draft_above_it(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    await bench.written(HONEST, thread_ts=sent["ts"])
    await bench.written("thanks!", thread_ts=sent["ts"])
    await bench.written("privacy", thread_ts=sent["ts"])

    await bench.written("shorter", thread_ts=sent["ts"])

    assert [draft.text for draft, _ in bench.reviewer.wishes] == [HONEST]


async def test_a_changed_wish_is_left_alone(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(PLAIN)
    wish = await bench.written("shorter", thread_ts=sent["ts"])
    before = len(bench.answers)

    await bench.marta.edit(wish, "Try Tidewatch, said nobody in this thread")
    await bench.settled()

    assert len(bench.answers) == before


@pytest.mark.parametrize(
    ("text", "ask", "platform"),
    [
        ("for Bluesky instead", Ask.PLATFORM, Platform.BLUESKY),
        ("X", Ask.PLATFORM, Platform.X),
        ("what about twitter?", Ask.PLATFORM, Platform.X),
        ("para o LinkedIn", Ask.PLATFORM, Platform.LINKEDIN),
        ("as a Mastodon post please", Ask.PLATFORM, Platform.MASTODON),
        ("Why is this a problem?", Ask.WHY, Platform.OTHER),
        ("porquê?", Ask.WHY, Platform.OTHER),
        ("what's wrong with it?", Ask.WHY, Platform.OTHER),
        ("shorter", Ask.OTHERWISE, Platform.OTHER),
        ("in Portuguese", Ask.OTHERWISE, Platform.OTHER),
        ("mais curto, por favor", Ask.OTHERWISE, Platform.OTHER),
        ("Can you make it sound less proud?", Ask.OTHERWISE, Platform.OTHER),
        ("how does it read?", Ask.OTHERWISE, Platform.OTHER),
    ],
)
def test_wishes_are_understood(text: str, ask: Ask, platform: Platform) -> None:
    wish = wish_in(text)

    assert wish is not None
    assert (wish.ask, wish.platform) == (ask, platform)


@pytest.mark.parametrize(
    "text",
    [
        "Try Tidewatch, it is the best",
        "I work at Brightwater. Our tide reports now take a minute",
        "Meet us on LinkedIn tomorrow, where Ana talks about tides",
        "We are hiring three people for our Porto team, and we could not be happier about it",
        "",
    ],
)
def test_in_doubt_it_is_a_draft(text: str) -> None:
    assert wish_in(text) is None
