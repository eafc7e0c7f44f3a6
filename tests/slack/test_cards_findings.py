from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.check import Action, address_parts, addressed
from bot.messages import say
from bot.policy.counting import Limits
from bot.slack.cards.card import Card, Window
from bot.slack.cards.carrying import carried
from bot.slack.cards.difference import differences
from bot.slack.cards.findings import told
from bot.slack.cards.inputs import edition_of
from bot.slack.cards.lesson import Lesson, lesson_view
from bot.slack.cards.message import card_message
from bot.slack.cards.modal import answered, coach_view
from bot.slack.cards.ready import ready_view
from bot.slack.cards.verdict import lead
from bot.slack.cards.wrong import preview_view, wrong_view
from bot.verdict import Edit, Finding, Platform, Purpose, Severity, Suggestion, Verdict
from bot.vocabulary.tone import Category
from tests.slack.examples import (
    CARDS,
    CODENAME,
    DISCLOSURE,
    DRAFT,
    FIX,
    FULLEST,
    HOSTILE,
    MENU,
    TONE,
    many,
)
from tests.slack_limits import view_problems
from tests.slack_person import read

PHONE = replace(
    DISCLOSURE,
    rule="personal-phone",
    clause="Leave out other people's phone numbers",
    text="+351 912 345 678",
    message="+351 912 345 678 looks like somebody's number. Take it out, or use a published one.",
    suggestions=(Suggestion("Take out “+351 912 345 678”", Edit(3, 19, "")),),
)


def drawn(*findings: Finding, verdict: Verdict = Verdict.FIX, **window: object) -> str:
    card = Card("c1", verdict, findings)
    return read(coach_view(replace(Window(DRAFT, card=card), **window))["blocks"])  # type: ignore[arg-type]  # each test names real fields


def test_findings_are_addressed_by_their_rule_and_a_number() -> None:
    found = [DISCLOSURE, CODENAME, replace(DISCLOSURE, start=40, end=49)]

    assert [address for address, _ in addressed(found)] == [
        "employee-disclosure#0",
        "codename#0",
        "employee-disclosure#1",
    ]
    assert address_parts("employee-disclosure#1") == ("employee-disclosure", 1)


def test_the_verdict_is_said_once_and_a_phone_number_too() -> None:
    says = drawn(PHONE)

    assert says.count("Fix first") == 1
    assert says.count("+351 912 345 678") == 1


def test_a_message_that_holds_the_fix_is_not_followed_by_it() -> None:
    assert drawn(DISCLOSURE).count("I work at Brightwater") == 1


def test_a_fix_that_the_message_does_not_name_stands_below_it() -> None:
    better = replace(DISCLOSURE, message="Readers may wonder how you know.")

    assert "Fix: Open with “I work at Brightwater. ”" in drawn(better)


@pytest.mark.parametrize("category", Category)
def test_a_tone_finding_is_about_readers_and_never_about_the_author(category: Category) -> None:
    finding = replace(TONE, rule=category.value, clause="Hostile")
    says = drawn(finding, verdict=Verdict.POLISH)

    assert "eaders may" in say(f"tone.{category}.title")
    assert say(f"tone.{category}.title") in says
    assert "Hostile" not in says


def test_a_codename_names_whom_to_ask_on_its_button() -> None:
    view = coach_view(Window(DRAFT, card=Card("c1", Verdict.ASK, (CODENAME,))))
    [row] = [block for block in view["blocks"] if block.get("block_id") == "finding:codename#0"]

    assert row["elements"][0]["text"]["text"] == "Ask #deals-room"
    assert [option["text"]["text"] for option in row["elements"][1]["options"]] == [
        "Why?",
        "Keep mine",
        "Not relevant here",
        "The rule is wrong",
    ]


def test_whom_to_ask_stands_before_a_fix_where_asking_comes_first() -> None:
    finding = replace(DISCLOSURE, severity=Severity.ASK)
    view = coach_view(Window(DRAFT, card=Card("c1", Verdict.ASK, (finding,))))
    [row] = [block for block in view["blocks"] if block["type"] == "actions"]

    assert row["elements"][0]["text"]["text"] == "Ask #comms-policy"
    assert row["elements"][1]["options"][0]["text"]["text"] == "Use this fix"


def test_why_is_left_out_where_the_title_says_it() -> None:
    finding = replace(TONE, rule="hostile", why="Readers may take this as an attack.")

    assert drawn(finding, verdict=Verdict.POLISH).count("Readers may take this as an attack") == 1


def test_no_rule_is_wrong_where_ai_spoke() -> None:
    says = drawn(TONE, verdict=Verdict.POLISH)

    assert "Keep mine" in says
    assert "The rule is wrong" not in says
    assert "Ask #" not in says


def test_a_message_has_no_input_so_it_offers_no_fix() -> None:
    says = read(card_message(FIX)["blocks"])

    assert "Use this fix" not in says
    assert "Why?" in says
    assert "Keep mine" in says


def test_what_its_author_has_answered_is_no_longer_counted() -> None:
    found = {"personal-phone#0": Action.KEPT, "employee-disclosure#0": Action.NOT_RELEVANT}
    card = Card("c1", Verdict.FIX, (PHONE, DISCLOSURE))
    one = dict(list(found.items())[:1])

    assert lead(card) == "2 things to look at, worst first."
    assert lead(replace(card, said=one)) == "One thing to look at. You have answered the rest."
    assert lead(replace(card, said=found)).startswith("You have said what you think")


def test_what_the_author_keeps_goes_to_the_end_in_one_line() -> None:
    card = replace(CARDS["ask"], said={"codename#0": Action.KEPT})

    blocks = coach_view(Window(DRAFT, card=card))["blocks"]
    lines = [block["text"]["text"] for block in blocks if block["type"] == "section"]

    assert lines[1] == "*Fix first* · Say you work here when you praise our product"
    assert lines[3].split("\n")[-1] == "• You keep this · Is Osprey public yet?"


def test_a_modal_remembers_what_was_said_without_a_word_of_the_draft() -> None:
    said = {"codename#0": Action.KEPT, "employee-disclosure#0": Action.RULE_WRONG}
    view = coach_view(Window(DRAFT, card=replace(CARDS["ask"], said=said), chain="c1"))

    assert view["private_metadata"] == (
        '{"chain": "c1", "said": "codename#0=kept employee-disclosure#0=rule_wrong"}'
    )
    unsaid = CARDS["ask"]
    held = {"said": "codename#0=kept employee-disclosure#0=rule_wrong x=y"}
    assert answered(unsaid, held) == replace(unsaid, said=said)
    assert answered(unsaid, {}) == unsaid


def test_a_modal_remembers_where_an_answer_is_kept_that_an_earlier_check_was_given() -> None:
    said, at = {"codename#0": Action.KEPT}, {"codename#0": "c0 codename#1"}
    card = replace(CARDS["ask"], said=said, said_at=at)

    view = coach_view(Window(DRAFT, card=card, chain="c1"))

    assert answered(CARDS["ask"], json.loads(view["private_metadata"])) == card


def test_a_modal_that_cannot_remember_where_answers_are_kept_remembers_the_answers() -> None:
    said = dict.fromkeys([f"a-rule-with-a-long-name#{each}" for each in range(30)], Action.KEPT)
    card = replace(CARDS["ask"], said=said, said_at={each: f"{'c' * 16} {each}" for each in said})

    view = coach_view(Window(DRAFT, card=card, chain="c1"))

    assert answered(CARDS["ask"], json.loads(view["private_metadata"])).said == said


def test_what_was_said_goes_on_for_the_same_words_under_the_same_rule() -> None:
    before = Card("c1", Verdict.FIX, (PHONE, DISCLOSURE), said={"personal-phone#0": Action.KEPT})
    other = replace(PHONE, text="+351 934 000 111", start=0, end=16)

    after = carried(before, Card("c2", Verdict.FIX, (other, PHONE)))

    assert after.said == {"personal-phone#1": Action.KEPT}
    assert after.said_at == {}
    assert carried(None, after) is after


def test_an_answer_stays_where_it_is_kept_however_often_the_draft_is_checked_again() -> None:
    card = Card("c1", Verdict.FIX, (PHONE, DISCLOSURE), said={"personal-phone#0": Action.KEPT})
    other = replace(PHONE, text="+351 934 000 111", start=0, end=16)

    for check_id, found in (("c2", (other, PHONE)), ("c3", (PHONE,))):
        card = carried(card, Card(check_id, Verdict.FIX, found), stored=True)

    assert card.said == {"personal-phone#0": Action.KEPT}
    assert card.said_at == {"personal-phone#0": "c1 personal-phone#0"}


def test_the_window_of_every_said_finding_is_one_that_slack_takes() -> None:
    said = {address: Action.NOT_RELEVANT for address, _ in addressed(FULLEST.findings)}
    for card in (replace(FULLEST, said=said), replace(FULLEST, retry=True)):
        window = Window(DRAFT, card=card, menu=MENU, notice="x" * 200, checked=DRAFT)
        assert view_problems(coach_view(window)) == []


@pytest.mark.parametrize(
    ("block_id", "edition"),
    [("draft", 0), ("draft:3", 3), ("draft:x", None), ("platform", None), ("drafts", None)],
)
def test_an_edition_of_the_draft_has_a_block_of_its_own(block_id: str, edition: int | None) -> None:
    assert edition_of(block_id) == edition


def test_the_purpose_stands_beside_the_platform() -> None:
    says = drawn(DISCLOSURE, purpose=Purpose.REPLY)

    assert "What is it?" in says
    assert "A reply to somebody" in says


def test_the_length_is_counted_as_the_platform_counts() -> None:
    limits = Limits("x", 280, link=23)
    says = drawn(
        DISCLOSURE, draft="日本 https://brightwater.example/a", limits=limits, platform=Platform.X
    )

    assert "28 of 280 characters, as X counts them." in says
    assert "characters" not in drawn(DISCLOSURE, limits=Limits())


@pytest.mark.parametrize(
    ("card", "prominent"),
    [
        (Card("c1", Verdict.CLEAR), True),
        (Card("c1", Verdict.POLISH, (TONE,)), True),
        (Card("c1", Verdict.CLEAR, waiting=True), False),
        (FIX, False),
        (CARDS["ask"], False),
    ],
)
def test_a_finished_draft_is_offered_after_clear_or_polish_and_else_in_the_menu(
    card: Card, *, prominent: bool
) -> None:
    blocks = coach_view(Window(DRAFT, card=card))["blocks"]
    rows = [block for block in blocks if block.get("block_id") == "ready"]

    assert bool(rows) is prominent
    assert ("Copy or post it as it is" in read(blocks)) is not prominent


def test_trying_again_is_offered_where_it_may_help() -> None:
    assert "Try again" in drawn(DISCLOSURE, card=replace(FIX, retry=True, note="AI is busy."))
    assert "Try again" not in drawn(DISCLOSURE)


def test_a_rewrite_comes_with_its_difference_in_words() -> None:
    card = replace(FIX, rewrite="I work at Brightwater. Try Tidewatch, it is quick")
    says = read(coach_view(Window(DRAFT, card=card, checked=DRAFT))["blocks"])

    assert "What changes:\n• “I work at Brightwater.” is new\n• “the best” becomes “quick”" in says
    assert "Use the rewrite" in says


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("one two three", "one three", ["“two” goes"]),
        ("one two", "one two", []),
        ("all of it", "something else entirely here", []),
        ("a\nb c", "a\n\nb c", []),
    ],
)
def test_a_difference_names_passages(old: str, new: str, lines: list[str]) -> None:
    assert differences(old, new) == lines


def test_many_differences_are_counted_and_not_all_shown() -> None:
    old = " ".join(f"keep{n} old{n}" for n in range(20))
    lines = differences(old, old.replace("old", "new"))

    assert len(lines) == 9
    assert lines[-1] == "and 12 more"


def test_why_shows_the_rules_own_examples() -> None:
    page = lesson_view(Lesson(DISCLOSURE, "Try Tidewatch", "I work at Brightwater. Try Tidewatch"))
    says = read(page["blocks"])

    assert view_problems(page) == []
    assert "A draft it stops at: “Try Tidewatch”" in says
    assert "A draft it is fine with: “I work at Brightwater. Try Tidewatch”" in says
    assert "Rule: `employee-disclosure`" in says
    assert "Questions: #comms-policy" in says


def test_why_says_that_no_rule_stands_behind_ai() -> None:
    assert "no rule stands behind it" in read(lesson_view(Lesson(TONE))["blocks"])


def test_what_a_title_has_said_is_not_said_again() -> None:
    says = "Readers may take this as an attack."
    attack = replace(TONE, rule="hostile", message=says)
    card = Card("c1", Verdict.POLISH, (attack,))

    for drawn in (coach_view(Window(DRAFT, card=card)), lesson_view(Lesson(attack))):
        assert read(drawn["blocks"]).count(says.rstrip(".")) == 1


def test_the_longest_pages_are_ones_that_slack_takes() -> None:
    [worst] = many(1, Severity.FIX)
    assert view_problems(lesson_view(Lesson(worst, HOSTILE * 50, HOSTILE * 50))) == []
    assert view_problems(wrong_view(DISCLOSURE, "#comms-policy")) == []
    assert view_problems(preview_view("x" * 900, "#comms-policy")) == []


PLATFORMS = {
    Platform.X: Limits("x", 280, compose="https://x.com/intent/post?text={text}"),
    Platform.BLUESKY: Limits(compose="https://bsky.app/intent/compose?text={text}"),
    Platform.SLACK: Limits(),
}


def test_a_finished_draft_opens_in_the_composer_of_its_platform() -> None:
    page = ready_view("Tides & <fog> at 9?", Platform.X, PLATFORMS)
    [row] = [block for block in page["blocks"] if block["type"] == "actions"]

    assert view_problems(page) == []
    assert [link["url"] for link in row["elements"]] == [
        "https://x.com/intent/post?text=Tides%20%26%20%3Cfog%3E%20at%209%3F"
    ]
    assert page["blocks"][1]["text"]["text"] == "Tides & <fog> at 9?"


@pytest.mark.parametrize(
    ("platform", "labels"),
    [
        (Platform.OTHER, ["Open in X", "Open in Bluesky"]),
        (Platform.BLUESKY, ["Open in Bluesky"]),
        (Platform.SLACK, []),
    ],
)
def test_only_platforms_with_such_a_link_have_one(platform: Platform, labels: list[str]) -> None:
    page = ready_view("The tide is in", platform, PLATFORMS)
    rows = [block for block in page["blocks"] if block["type"] == "actions"]

    assert [link["text"]["text"] for row in rows for link in row["elements"]] == labels


@pytest.mark.parametrize("text", ["🌊" * 1_500, "x" * 40_000, "a\n" * 3_000])
def test_a_text_too_long_for_a_link_is_there_to_copy(text: str) -> None:
    page = ready_view(text, Platform.X, PLATFORMS)
    shown = "".join(block["text"]["text"] for block in page["blocks"][1:] if "text" in block)

    assert view_problems(page) == []
    assert shown == text
    assert "copy it instead" in read(page["blocks"])


def test_a_page_without_a_card_says_each_rule_once_with_its_fix_or_whom_to_ask() -> None:
    again = replace(DISCLOSURE, start=30, end=42, text="Sluice Cloud")
    assert told((CODENAME, DISCLOSURE, again)) == [
        "• Is Osprey public yet?\nAsk #deals-room before you post.",
        f"• {DISCLOSURE.message}\nAlso here: “Sluice Cloud”",
    ]


def test_a_long_passage_that_the_message_begins_to_quote_is_quoted_once() -> None:
    passage = "We measured the tide at the harbour every hour and wrote it all down, day and night."
    copied = replace(
        DISCLOSURE,
        text=passage,
        message=f"“{passage[:60]}…” stands here twice. Once is enough.",
    )

    assert drawn(copied).count("We measured the tide") == 1
    assert drawn(DISCLOSURE, copied).count("We measured the tide") == 1
