from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.check import Action, Outcome
from bot.messages import say
from bot.review.notes import note_for
from bot.review.outcome import ChecklistItem, ReviewStatus, SupportedClaim
from bot.review.sharing import share_questions
from bot.slack.cards.card import Card, Deal, Window
from bot.slack.cards.deal import deal_text
from bot.slack.cards.making import card_of_outcome
from bot.slack.cards.message import card_message, said
from bot.slack.cards.modal import coach_view, page_view
from bot.slack.cards.privacy import privacy_text
from bot.slack.cards.text import Block, clip, quote, units
from bot.slack.cards.trouble import trouble_message
from bot.verdict import Draft, Verdict
from tests.slack.examples import (
    CARDS,
    CLEAR,
    CODENAME,
    DEAL,
    DISCLOSURE,
    DRAFT,
    FAMILY,
    FIX,
    HEBREW,
    HOSTILE,
    LADDER,
    MENU,
    QUESTION,
    TONE,
    WINDOWS,
    many,
)
from tests.slack_limits import message_problems, view_problems

DRAWN_BY_LOCAL_SLACK = {"section", "header", "divider", "context", "actions", "input"}


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def option(value: str, label: str) -> Block:
    return {"text": {"type": "plain_text", "text": label}, "value": value}


def texts(thing: object) -> list[Block]:
    if isinstance(thing, list):
        return [found for part in thing for found in texts(part)]
    if not isinstance(thing, dict):
        return []
    if thing.get("type") in {"plain_text", "mrkdwn"} and "text" in thing:
        return [thing]
    return [found for part in thing.values() for found in texts(part)]


def read(drawn: Block) -> str:
    return "\n".join(text["text"] for text in texts(drawn))


@pytest.mark.parametrize("name", WINDOWS)
def test_every_window_is_one_that_slack_takes(name: str) -> None:
    view = coach_view(WINDOWS[name])

    assert view_problems(view) == []
    assert {block["type"] for block in view["blocks"]} <= DRAWN_BY_LOCAL_SLACK


@pytest.mark.parametrize("name", CARDS)
@pytest.mark.parametrize("direct", [True, False])
def test_every_message_is_one_that_slack_takes(name: str, *, direct: bool) -> None:
    message = card_message(CARDS[name], deal=None if direct else DEAL, direct=direct)

    assert message_problems(message) == []
    assert {block["type"] for block in message["blocks"]} <= DRAWN_BY_LOCAL_SLACK


@pytest.mark.parametrize("name", CARDS)
def test_a_card_under_a_message_has_room_for_the_deal(name: str) -> None:
    assert message_problems(card_message(CARDS[name], deal=DEAL, direct=True)) == []


@pytest.mark.parametrize("status", ReviewStatus)
def test_every_way_a_review_can_end_is_told_beside_the_rules(status: ReviewStatus) -> None:
    window, message = (
        read(coach_view(Window(DRAFT, card=LADDER[status]))),
        card_message(LADDER[status]),
    )

    for told in (window, read(message)):
        assert "You recommend Tidewatch." in told
        assert note_for(status, "00:00 (UTC)") in told
        assert "still reading" not in told


def test_a_verdict_with_one_finding_is_drawn_like_this() -> None:
    view = coach_view(Window(DRAFT, card=FIX))

    assert view["blocks"][:7] == [
        {"type": "header", "text": plain("Fix first"), "block_id": "check:c1"},
        {"type": "section", "text": plain("One thing to look at.")},
        {
            "type": "section",
            "text": {
                "type": "mrkdwn",
                "text": "*Say you work here when you praise our product*",
            },
        },
        {
            "type": "section",
            "text": plain("You recommend Tidewatch. Open with “I work at Brightwater”."),
        },
        {
            "type": "context",
            "elements": [
                plain("Why: Readers trust praise more when they know where it comes from."),
                {
                    "type": "mrkdwn",
                    "text": "<https://intranet.example/social#disclosure|The policy> · "
                    "`employee-disclosure` · questions: #comms-policy",
                },
            ],
        },
        {
            "type": "actions",
            "block_id": "finding:employee-disclosure#0",
            "elements": [
                {
                    "type": "button",
                    "action_id": "use_fix",
                    "text": {"type": "plain_text", "text": "Use this fix"},
                    "accessibility_label": "Use this fix: Say you work here when you praise our "
                    "product",
                    "value": "employee-disclosure#0 c1",
                },
                {
                    "type": "overflow",
                    "action_id": "finding",
                    "options": [
                        option("why employee-disclosure#0 c1", "Why?"),
                        option("kept employee-disclosure#0 c1", "Keep mine"),
                        option("not_relevant employee-disclosure#0 c1", "Not relevant here"),
                        option("rule_wrong employee-disclosure#0 c1", "The rule is wrong"),
                        option("ask employee-disclosure#0 c1", "Ask #comms-policy"),
                    ],
                },
            ],
        },
        {"type": "divider"},
    ]


def test_the_draft_stays_editable_below_the_verdict() -> None:
    view = coach_view(Window(DRAFT, card=FIX, chain="c1"))
    draft, platform, purpose = (block for block in view["blocks"] if block["type"] == "input")

    assert (draft["block_id"], draft["element"]["action_id"]) == ("draft", "draft")
    assert draft["element"]["initial_value"] == DRAFT
    assert platform["element"]["initial_option"]["value"] == "other"
    assert purpose["element"]["initial_option"]["value"] == "post"
    assert view["submit"]["text"] == "Check again"
    assert json.loads(view["private_metadata"]) == {"chain": "c1"}


@pytest.mark.parametrize("hint", ["é" * 700, "🌊" * 700])
def test_what_a_modal_remembers_fits_in_any_letters(hint: str) -> None:
    assert view_problems(coach_view(Window(DRAFT, hint=hint, campaign="river-week"))) == []


def test_an_empty_window_asks_for_a_draft() -> None:
    view = coach_view(Window())

    assert view["submit"]["text"] == "Check"
    assert [block["type"] for block in view["blocks"]] == ["input", "input", "input", "section"]
    assert "initial_value" not in view["blocks"][0]["element"]


@pytest.mark.parametrize(
    ("card", "verdict", "lead"),
    [
        (CLEAR, "Clear", "Nothing stands out. Your post, your call."),
        (replace(CLEAR, waiting=True), "Clear", "Clear so far. AI is still reading."),
        (Card("c1", Verdict.POLISH, (TONE,)), "Small polish", "One thing to look at."),
        (FIX, "Fix first", "One thing to look at."),
        (replace(FIX, waiting=True), "Fix first", "One thing to look at. AI is still reading."),
        (CARDS["ask"], "Ask first", "3 things to look at, worst first."),
    ],
)
def test_the_verdict_stands_first_in_words(card: Card, verdict: str, lead: str) -> None:
    blocks = coach_view(Window(DRAFT, card=card))["blocks"]

    assert [blocks[0]["text"]["text"], blocks[1]["text"]["text"]] == [verdict, lead]


def test_ask_first_names_whom_to_ask() -> None:
    assert "Ask #deals-room before you post." in read(
        coach_view(Window(DRAFT, card=Card("c1", Verdict.ASK, (CODENAME,))))
    )


def test_whom_to_ask_is_not_said_twice_in_one_finding() -> None:
    told = replace(CODENAME, message="You name Osprey. Leave it out, or ask #deals-room.")

    assert "Ask #deals-room before you post." not in read(
        coach_view(Window(DRAFT, card=Card("c1", Verdict.ASK, (told,))))
    )


def test_only_the_first_finding_is_open_and_the_others_are_one_line_each() -> None:
    blocks = coach_view(Window(DRAFT, card=CARDS["ask"]))["blocks"]

    assert blocks[2]["text"]["text"] == "*Keep project names inside*"
    assert blocks[6]["text"] == plain(
        "• Fix first · You recommend Tidewatch. Open with “I work at Brightwater”.\n"
        "• Small polish (suggested by AI) · “it is the best”: “The best” promises more than a "
        "reader can check."
    )
    assert blocks[7]["elements"][0] == {
        "type": "button",
        "action_id": "show_all",
        "text": {"type": "plain_text", "text": "Show all 3"},
        "accessibility_label": "Show all 3: findings in full",
        "value": "c1",
    }


def test_five_findings_show_at_first_and_all_of_them_on_demand() -> None:
    card = Card("c1", Verdict.ASK, many(9))

    folded = read(coach_view(Window(DRAFT, card=card)))
    unfolded = read(coach_view(Window(DRAFT, card=replace(card, unfolded=True))))

    assert folded.count("Ask first") == 1 + 4
    assert "Show all 9" in folded
    assert unfolded.count("Ask first") == 1 + 8
    assert "Show all" not in unfolded


PHONES = tuple(
    replace(DISCLOSURE, rule="personal-phone", start=at, end=at + 5, text=text, message="A number.")
    for at, text in enumerate(("555-1", "555-2", "555-3"))
)


def test_what_one_rule_says_of_several_places_stands_together() -> None:
    card = Card("c1", Verdict.FIX, (*PHONES, CODENAME))

    said = read(card_message(card)["blocks"])
    folded = read(card_message(replace(card, findings=(CODENAME, *PHONES)))["blocks"])

    assert "“555-1”\nA number." in said
    assert said.count("A number.") == 1
    assert "Also here: “555-2”, “555-3”" in said
    assert "Fix first · “555-1”: A number. Also here: “555-2”, “555-3”" in folded
    assert "Show all 4" in said
    assert read(card_message(replace(card, unfolded=True))["blocks"]).count("A number.") == 3


def test_the_same_words_in_many_places_are_counted() -> None:
    same = tuple(replace(each, text="555-1") for each in PHONES)

    said = read(card_message(Card("c1", Verdict.FIX, same))["blocks"])

    assert "Also in 2 more places." in said


def test_what_the_author_keeps_is_not_put_together_with_what_is_open() -> None:
    card = Card("c1", Verdict.FIX, PHONES, said={"personal-phone#1": Action.KEPT})

    said = read(card_message(card)["blocks"])

    assert "Also here: “555-3”" in said
    assert "You keep this · “555-2”: A number." in said


def test_what_a_model_found_says_so() -> None:
    view = coach_view(Window(DRAFT, card=Card("c1", Verdict.POLISH, (TONE,))))

    assert "*Readers may not believe words this big* · _suggested by AI_" in read(view)


def test_a_draft_and_a_model_can_make_no_link_mention_or_markup() -> None:
    finding = replace(DISCLOSURE, text=HOSTILE, message=HOSTILE, why=HOSTILE, link="javascript:1")
    card = Card("c1", Verdict.FIX, (finding,), note=HOSTILE, rewrite=HOSTILE)

    marked = [
        text["text"]
        for text in texts(coach_view(Window(HOSTILE, card=card)))
        if text["type"] == "mrkdwn"
    ]

    assert marked == [
        "*Say you work here when you praise our product*",
        "`employee-disclosure` · questions: #comms-policy",
        "*A version you can take or leave, suggested by AI*",
    ]


def test_names_from_rule_files_cannot_call_a_channel() -> None:
    finding = replace(DISCLOSURE, clause="<!channel> & co", owner="<!here>", rule="a<b")

    says = read(coach_view(Window(DRAFT, card=Card("c1", Verdict.FIX, (finding,)))))

    assert "<!" not in says
    assert "&lt;!channel&gt; &amp; co" in says


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ("Tidewatch", "“Tidewatch”"),
        ("two\nlines\t`and` ticks", "“two lines `and` ticks”"),
        (HEBREW, f"“\u2068{HEBREW}\u2069”"),
        ("evil\u202etxt.exe", "“evil txt.exe”"),
        (FAMILY, f"“{FAMILY}”"),
    ],
)
def test_a_span_is_quoted_on_one_line(span: str, shown: str) -> None:
    assert quote(span) == shown


def test_a_long_text_is_cut_between_graphemes() -> None:
    cut = clip(FAMILY * 20, 150)

    assert units(cut) <= 150
    assert cut == FAMILY * 13 + "…"


def test_the_deal_stands_above_the_verdict_in_four_lines() -> None:
    blocks = coach_view(WINDOWS["deal above the verdict"])["blocks"]

    assert blocks[0]["text"]["text"].split("\n") == [
        "I read your draft before the world does.",
        "Nobody at your company sees it through me; I never block or report.",
        "AI: a copy goes to api.openai.example; you can turn it off.",
        "I keep what kind of thing I found, not your words, for 180 days.",
    ]
    assert [button["text"]["text"] for button in blocks[1]["elements"]] == [
        "OK, go on",
        "OK, without AI",
    ]
    assert blocks[3]["text"]["text"] == "Fix first"


def test_without_a_reviewer_the_deal_says_that_ai_is_off() -> None:
    blocks = coach_view(Window(DRAFT, card=FIX, deal=Deal("", 180)))["blocks"]

    assert "AI review is off here." in blocks[0]["text"]["text"]
    assert [button["text"]["text"] for button in blocks[1]["elements"]] == ["OK, go on"]


@pytest.mark.parametrize("draft", ["x" * 3_001, "🙂" * 1_501, "x" * 40_000])
def test_a_draft_too_long_for_the_input_keeps_its_card(draft: str) -> None:
    view = coach_view(Window(draft, card=FIX, menu=MENU))

    assert view_problems(view) == []
    assert "submit" not in view
    assert not [block for block in view["blocks"] if block["type"] == "input"]
    assert f"Your draft has {units(draft):,} characters, as Slack counts them" in read(view)
    assert draft not in json.dumps(view)


def test_a_statement_that_matches_a_fact_is_said_without_counting_as_something_to_look_at() -> None:
    says = "Matches an approved fact. Source: https://press.brightwater.example, 2026-09-14."
    match = SupportedClaim("halden-leaks", says, 0, 4, "31 %")
    drawn = coach_view(Window(DRAFT, card=replace(CLEAR, supported=(match,) * 9)))
    assert f"✓ “31 %”: {says}" in read(drawn)
    assert "Nothing stands out" in read(drawn)
    assert view_problems(drawn) == []


def test_questions_before_sharing_stand_on_every_card() -> None:
    link = Draft("https://press.example/leaks")
    card = replace(CLEAR, sharing=share_questions(link))
    for drawn in (coach_view(Window(link.text, card=card)), card_message(card)):
        assert "*Before you share this*\n• Stop: " in read(drawn)
        assert "who is behind press.example" in read(drawn)
    assert view_problems(coach_view(Window(link.text, card=card))) == []


def test_a_checklist_is_signed_as_made_without_ai() -> None:
    says = read(coach_view(Window(DRAFT, card=replace(FIX, checklist=(QUESTION,)))))

    assert "• “best”: Can you back this up?" in says
    assert "Quick checklist, made without AI. Tone and facts were not read." in says


def test_a_rewrite_is_offered_and_left_out_where_it_does_not_fit() -> None:
    card = replace(FIX, rewrite="word " * 300)

    assert "word word" in read(coach_view(Window(DRAFT, card=card)))
    assert "word word" not in read(card_message(card))


def test_a_message_is_marked_with_its_check_and_can_be_deleted() -> None:
    message = card_message(CARDS["ask"], direct=True)

    assert message["text"] == "Ask first. 3 things to look at, worst first."
    assert message["blocks"][0]["block_id"] == "check:c1"
    assert [element["action_id"] for element in message["blocks"][-1]["elements"]] == [
        "open",
        "keep",
        "delete",
        "messages",
    ]


def test_a_card_that_still_waits_is_not_marked_as_finished() -> None:
    message = card_message(replace(CLEAR, waiting=True))

    assert message["blocks"][0]["block_id"] == "rules:c1"


def test_trouble_gives_a_reference_and_the_draft_back() -> None:
    message = trouble_message("7f3a", "x" * 40_000)

    assert "reference 7f3a" in message["text"]
    assert message_problems(message) == []
    assert message["blocks"][2]["text"]["text"].startswith("xxx")


@pytest.mark.parametrize("host", ["", "api.openai.example"])
def test_every_sentence_fits(host: str) -> None:
    assert view_problems(page_view(say("privacy.title"), privacy_text(host, 180, 30))) == []
    assert message_problems(said(say("help"))) == []
    assert deal_text(host, 30).count("\n") == 3


@pytest.mark.parametrize(
    ("checklist", "note"),
    [
        ((), "AI review is off here."),
        ((QUESTION,), "AI review is off here. The checklist below still helps."),
    ],
)
def test_no_sentence_points_at_a_checklist_that_is_not_there(
    checklist: tuple[ChecklistItem, ...], note: str
) -> None:
    status = ReviewStatus.DISABLED
    outcome = Outcome(
        Verdict.CLEAR, (), status, "sha256:0", note=note_for(status), checklist=checklist
    )

    assert card_of_outcome("c1", outcome).note == note
