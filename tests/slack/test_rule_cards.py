"""Every window about the rules is one that Slack takes, however much and whatever stands in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.messages import say
from bot.policy.backtest import Backtest, Flip, Sample
from bot.policy.backtest import Change as Flipped
from bot.policy.body import PhraseBody, ReplaceBody, RequireBody, Terms
from bot.policy.changes.change import Change, Kind
from bot.policy.changes.propose import Proposal
from bot.policy.company import Organisation, WordList
from bot.policy.explain import Explained, Outcome
from bot.policy.loader import load
from bot.policy.problem import Place, Problem
from bot.policy.schema import Exemption, Pack, Rule, RuleTest, Status
from bot.slack.cards.rule import rule_view
from bot.slack.cards.rule_change import preview_view, saved_view
from bot.slack.cards.rule_form import form_view, wait_view
from bot.slack.cards.rule_made import made_view, told_message
from bot.slack.cards.rule_news import news_message
from bot.slack.cards.rule_sentences import others, summary
from bot.slack.cards.rule_try import try_view
from bot.slack.cards.rule_written import fits, written
from bot.slack.cards.rules import PAGE, Board, Line, rules_view
from bot.verdict import Draft, Finding, Severity, Source, Verdict
from tests.slack.examples import FAMILY, HEBREW, HOSTILE
from tests.slack.test_cards import DRAWN_BY_LOCAL_SLACK, read
from tests.slack_limits import message_problems, view_problems

SHIPPED = Path(__file__).parents[2] / "rules"
TODAY = date(2026, 11, 23)
LONG = (HOSTILE + FAMILY + HEBREW) * 40
PLACE = Place("rules/packs/core/" + "x" * 200 + ".yaml", 7, 13)
PROBLEM = Problem(PLACE.path, 7, 13, LONG)
NOBODY = Organisation("Brightwater")
TEST = RuleTest(LONG, "match", PLACE)


def rule(rule_id: str = "a-rule", **changes: object) -> Rule:
    plain = Rule(
        id=rule_id,
        title="A clause",
        topic="claim",
        severity=Severity.ASK,
        kind="phrase",  # type: ignore[arg-type]  # as written
        message="You say {match}.",
        body=PhraseBody(Terms(any_=("guarantee*",))),
        pack=Pack("core"),
        place=PLACE,
        revision="1",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test's shorthand


WORST = rule(
    "r" * 200,
    title=LONG,
    message=LONG,
    why=LONG,
    owner="#" + "o" * 79,
    body=PhraseBody(Terms(any_=(LONG,) * 30, regex=("x",) * 9, none=(LONG,))),
    exceptions=(Exemption(LONG, LONG, LONG, datetime(2027, 3, 1, tzinfo=UTC)),) * 30,
    tests=(TEST,) * 40,
)
FINDING = Finding(
    Source.RULE, "a-rule", "claim", Severity.FIX, 0, len(LONG), LONG, LONG, LONG, clause=LONG
)


def taken(view: dict[str, object]) -> None:
    assert view_problems(view) == []
    assert {block["type"] for block in view["blocks"]} <= DRAWN_BY_LOCAL_SLACK  # type: ignore[attr-defined]  # a view's blocks


@pytest.mark.parametrize("shown", [PAGE, 30, 5_000])
@pytest.mark.parametrize("many", [0, 1, PAGE, 5_000])
def test_a_window_of_five_thousand_rules_is_taken(shown: int, many: int) -> None:
    line = Line(WORST, "right 14 of 20 times (small sample)")
    board = Board(
        version="a1b2c3d4",
        rules=many,
        problems=(PROBLEM,) * many,
        kept=True,
        watching=("w" * 40,) * many,
        query=LONG[:100],
        found=(line,) * many,
        shown=shown,
    )

    view = rules_view(board)

    taken(view)
    assert len(view["private_metadata"]) < 3_000


def test_a_rules_card_of_the_worst_kind_is_taken() -> None:
    taken(rule_view(WORST, NOBODY, "too few to show"))


def test_every_shipped_rule_has_a_card_and_forms_that_slack_takes() -> None:
    rules = load(SHIPPED).ruleset
    assert rules
    for each in rules.rules:
        taken(rule_view(each, rules.organisation, "too few to show"))
        for kind in (Kind.WORD, Kind.EXCEPTION, Kind.LIST):
            taken(form_view(Change(kind, each.id, "", ""), each, rules.organisation, TODAY))
        if each.severity is not Severity.POLISH:
            softer = Change(Kind.SEVERITY, each.id, "", "")
            taken(form_view(softer, each, rules.organisation, TODAY))


def test_lists_stand_on_a_card_by_their_names() -> None:
    company = replace(NOBODY, lists={"products": WordList(("Tidewatch", "Sluice"))})
    body = PhraseBody(Terms(any_=("Tidewatch", "Sluice", "tide*")))

    says = read(rule_view(rule(body=body), company, "too few to show"))

    assert "any of: $products, tide*" in says


@pytest.mark.parametrize("kind", Kind)
def test_a_form_with_everything_typed_and_every_problem_is_taken(kind: Kind) -> None:
    swaps = rule(body=ReplaceBody((), Terms()))
    values = {Kind.STATUS: "watch", Kind.SEVERITY: "polish"}
    change = Change(
        kind, "products", values.get(kind, LONG[:150]), LONG[:300], "2027-03-01", "x", LONG[:400]
    )
    company = replace(NOBODY, lists={"products": WordList(("x",)), "l" * 200: WordList(("x",))})

    taken(form_view(change, swaps, company, TODAY, (LONG,) * 9))


def proposal(change: Change, **more: object) -> Proposal:
    sample = Sample(Draft(LONG), "line 1")
    flipped = tuple(
        Flipped("r" * 80, [sample] * 50, [sample] * 50, [sample] * 50) for _ in range(30)
    )
    flips = (Flip(sample, Verdict.CLEAR, Verdict.FIX),) * 50
    made = Proposal(
        change,
        "packs/slack/x.yaml",
        LONG,
        flips=Backtest(1_200, flipped, flips),
        edits={"y": LONG},
        thoughts=(LONG,) * 9,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # a test's shorthand


def test_a_preview_that_flips_the_whole_corpus_is_taken() -> None:
    change = Change(Kind.WORD, "a-rule", "w" * 150, "y" * 300, example="e" * 400)

    taken(preview_view(proposal(change)))
    taken(preview_view(proposal(change), say("change.by_hand.read_only", path="x" * 200)))


def test_without_a_corpus_the_preview_says_so() -> None:
    change = Change(Kind.WORD, "a-rule", "w", "y")

    says = read(preview_view(proposal(change, flips=Backtest(0, (), ()))))

    assert say("change.no_corpus") in says
    assert "No test looks at this yet." in says


def test_a_change_is_remembered_by_its_window_whole() -> None:
    change = Change(Kind.EXCEPTION, "a-rule", 'say "🌊"\n', "why", "2027-03-01", example="e")

    assert json.loads(written(change)) == {
        "kind": "exception",
        "target": "a-rule",
        "value": 'say "🌊"\n',
        "why": "why",
        "until": "2027-03-01",
        "example": "e",
    }
    assert fits(change)
    assert not fits(replace(change, why="🌊" * 1_500))


def test_what_was_done_is_drawn_within_limits() -> None:
    change = Change(Kind.WORD, "r" * 200, LONG[:150], LONG[:300])
    value = f"packs/slack/{'x' * 150}.yaml {'0' * 16}"

    for live in (True, False):
        taken(saved_view(change, value, live=live))
    taken(made_view([(LONG, LONG, value)] * 20))
    taken(made_view([]))
    taken(wait_view("Add a word", say("change.wait")))
    assert message_problems(told_message(LONG[:80], change, value)) == []


def test_news_is_one_message_within_limits() -> None:
    assert message_problems(news_message((PROBLEM,) * 40)) == []
    assert news_message(()) == {"text": say("rules.all_well")}


def test_a_tried_draft_with_every_outcome_of_every_rule_is_taken() -> None:
    explained = [Explained(WORST, o, (FINDING,) * 5, LONG) for o in Outcome for _ in range(40)]

    taken(try_view(LONG[:2_000], explained=explained))
    taken(try_view())
    taken(try_view("x", explained=[]))


SUMMARIES = [
    (Change(Kind.WORD, "promises", "assure", ""), "promises also looks for “assure”."),
    (
        Change(Kind.WORD, "better", "guys", "", instead="all"),
        "better also looks for “guys”, offering “all”.",
    ),
    (Change(Kind.LIST, "products", "Weirgate", ""), "“Weirgate” joins the list products."),
    (
        Change(Kind.EXCEPTION, "promises", "Tide", "", "2027-03-01"),
        "promises leaves “Tide” alone until 1 March 2027.",
    ),
    (Change(Kind.EXCEPTION, "promises", "Tide", ""), "promises leaves “Tide” alone."),
    (
        Change(Kind.STATUS, "promises", "watch", ""),
        "promises only watches: nobody reads it any more.",
    ),
    (Change(Kind.STATUS, "promises", "live", ""), "promises goes live: authors read it."),
    (Change(Kind.SEVERITY, "promises", "polish", ""), "promises becomes milder: Small polish."),
]


@pytest.mark.parametrize(("change", "says"), SUMMARIES)
def test_a_change_is_said_in_one_line(change: Change, says: str) -> None:
    assert summary(change) == says


@pytest.mark.parametrize(
    ("channel", "says"),
    [
        ("#comms", "Tell them in #comms what you would change."),
        ("G0COMMS", "Tell them in <#G0COMMS> what you would change."),
        ("", "Tell them what you would change."),
    ],
)
def test_others_read_whom_to_tell(channel: str, says: str) -> None:
    assert others(channel) == f"The comms team looks after the rules. {says}"


def test_a_require_rule_shows_what_it_asks_for() -> None:
    rules = load(SHIPPED).ruleset
    assert rules
    asking = next(
        each
        for each in rules.rules
        if isinstance(each.body, RequireBody) and each.status is Status.LIVE
    )
    assert "and asks for:" in read(rule_view(asking, rules.organisation, ""))
