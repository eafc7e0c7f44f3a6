"""The use case: what is asked, what is shown, and what is kept of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from bot.check import Action, Asked, Surface
from bot.coach import Coach
from bot.finishing import Known, finish, review
from bot.policy.counting import Limits
from bot.review.notes import note_for
from bot.review.outcome import ReadPage, Review, ReviewStatus, SupportedClaim
from bot.verdict import (
    Draft,
    Edit,
    Finding,
    Platform,
    Reading,
    Severity,
    Source,
    Suggestion,
    Verdict,
)
from storage.records import AuthorRecord, CheckRecord, FindingRecord
from tests.fakes import FakeReviewer, FakeStore

NOON = datetime(2026, 11, 23, 12, 34, 56, tzinfo=UTC)
DRAFT = Draft("Try Tidewatch, it is the best")
FOUND = Finding(
    source=Source.RULE,
    rule="employee-disclosure",
    topic="disclosure",
    severity=Severity.FIX,
    start=4,
    end=13,
    text="Tidewatch",
    message="You recommend Tidewatch.",
    suggestions=(Suggestion("Open with it.", Edit(0, 0, "I work at Brightwater. ")),),
    revision="r1",
)
HARSH = replace(
    FOUND,
    suggestions=(),
    source=Source.TONE,
    rule="hostile",
    topic="tone",
    severity=Severity.POLISH,
)
ATTACK = replace(FOUND, rule="rival-attack", topic="competitor", suggestions=())
READING = Reading(Verdict.FIX, (FOUND,), ruleset="sha256:1")


def read(draft: Draft) -> Reading:
    return READING if "work at" not in draft.text else Reading(Verdict.CLEAR, ruleset="sha256:1")


def asked(**changes: object) -> Asked:
    check = Asked("c1", "d1", "U1", "T1", DRAFT, READING, Surface.COMMAND, NOON)
    return replace(check, **changes)  # type: ignore[arg-type] # each test names real fields


def coach(
    reviewer: FakeReviewer | None = None,
    store: FakeStore | None = None,
    saw: Callable[[Asked, str], Awaitable[None]] | None = None,
) -> Coach:
    reviewer, store = reviewer or FakeReviewer(), store or FakeStore()
    # Who comes here was told where AI is.
    key = "key-of-T1-U1"
    store.authors.setdefault(key, AuthorRecord(key, ai_host=reviewer.host))
    return Coach(
        read=read,
        reviewer=reviewer,
        store=store,
        author_key=lambda team, user: f"key-of-{team}-{user}",
        clock=lambda: NOON,
        saw=saw,
    )


@pytest.mark.parametrize(
    ("reading", "off", "status"),
    [
        (Reading(Verdict.CLEAR, guarded=True), None, ReviewStatus.NONE),
        (Reading(Verdict.FIX, guarded=True, holds_credential=True), None, ReviewStatus.NONE),
        (Reading(Verdict.FIX, holds_credential=True), None, ReviewStatus.SKIPPED_CREDENTIAL),
        (Reading(Verdict.FIX, holds_credential=True), ReviewStatus.NONE, ReviewStatus.NONE),
        (READING, ReviewStatus.DISABLED, ReviewStatus.DISABLED),
        (READING, ReviewStatus.NONE, ReviewStatus.NONE),
    ],
)
async def test_a_draft_that_must_not_leave_is_not_sent(
    reading: Reading, off: ReviewStatus | None, status: ReviewStatus
) -> None:
    reviewer = FakeReviewer()
    assert (await review(DRAFT, reading, reviewer, off=off)).status is status
    assert reviewer.asked == []


async def test_an_author_who_turned_ai_off_is_not_read_by_it() -> None:
    reviewer = FakeReviewer()
    mine = coach(reviewer)
    await mine.set_preferences("T1", "U1", ai_review=False)
    assert (await mine.review(asked())).status is ReviewStatus.DISABLED
    assert reviewer.asked == []


def test_findings_are_shown_worst_first_and_the_rules_verdict_is_a_floor() -> None:
    outcome = finish(DRAFT, READING, Review(ReviewStatus.OK, (HARSH,)), read)
    assert [f.rule for f in outcome.findings] == ["employee-disclosure", "hostile"]
    assert outcome.verdict is Verdict.FIX
    assert outcome.checklist == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Good morning", "AI review is off here."),
        ("We are the best", "AI review is off here. The checklist below still helps."),
    ],
)
def test_a_checklist_is_spoken_of_only_where_there_is_one(text: str, note: str) -> None:
    said = Review(ReviewStatus.DISABLED, note=note_for(ReviewStatus.DISABLED))
    assert finish(Draft(text), READING, said, read).note == note


def test_the_checklist_measures_a_draft_as_its_platform_does() -> None:
    off = Review(ReviewStatus.DISABLED)
    known = Known(platforms={Platform.X: Limits(count="x", characters=280, link=23)})
    linked = "See https://halden-water.example/" + "a" * 300 + " " + "y" * 228

    outcome = finish(Draft(linked, Platform.X), Reading(Verdict.CLEAR), off, read, known)
    assert [item.message for item in outcome.checklist] == [
        "256 of 280 characters: little room is left."
    ]
    assert finish(Draft(linked), Reading(Verdict.CLEAR), off, read, known).checklist == ()


def test_a_rewrite_is_shown_only_when_the_rules_like_it() -> None:
    good = "I work at Brightwater. Try Tidewatch, it is the best"
    shown = finish(DRAFT, READING, Review(ReviewStatus.OK, rewrite=good), read).rewrite
    assert shown == good
    bad = "Try Tidewatch, it is 50 % better"
    assert finish(DRAFT, READING, Review(ReviewStatus.OK, rewrite=bad), read).rewrite is None


def test_a_suggestion_of_the_reviewer_is_shown_only_when_the_rules_like_it() -> None:
    offered = tuple(
        Suggestion(word, Edit(17, 29, word)) for word in ("it is the worst", "it does its work")
    )
    advice = replace(HARSH, suggestions=(*offered, Suggestion("Sleep on it.")))

    def strict(draft: Draft) -> Reading:
        found = replace(FOUND, rule="gloom", text="worst")
        return Reading(Verdict.FIX, (found,)) if "worst" in draft.text else Reading(Verdict.CLEAR)

    outcome = finish(DRAFT, Reading(Verdict.CLEAR), Review(ReviewStatus.OK, (advice,)), strict)
    shown = [suggestion.text for suggestion in outcome.findings[0].suggestions]
    assert shown == ["it does its work", "Sleep on it."]
    assert outcome.verdict is Verdict.POLISH


def test_approved_wording_that_the_rules_stop_at_is_shown_without_its_edit() -> None:
    wording = Suggestion("Approved wording: “it is the worst”", Edit(17, 29, "it is the worst"))
    claim = replace(HARSH, source=Source.CLAIM, severity=Severity.FIX, suggestions=(wording,))

    def strict(draft: Draft) -> Reading:
        found = replace(FOUND, rule="gloom", text="worst")
        return Reading(Verdict.FIX, (found,)) if "worst" in draft.text else Reading(Verdict.CLEAR)

    outcome = finish(DRAFT, Reading(Verdict.CLEAR), Review(ReviewStatus.OK, (claim,)), strict)
    assert outcome.findings[0].suggestions == (replace(wording, edit=None),)


def test_a_statement_that_matches_a_fact_is_shown_and_no_finding() -> None:
    match = SupportedClaim("uptime", "Matches an approved fact.", 4, 13, "Tidewatch")
    said = Review(ReviewStatus.OK, supported=(match,))
    outcome = finish(DRAFT, Reading(Verdict.CLEAR), said, read)
    assert (outcome.verdict, outcome.findings) == (Verdict.CLEAR, ())
    assert outcome.supported == (match,)


def test_a_bare_link_gets_questions_before_sharing_and_no_verdict() -> None:
    link = Draft("https://press.example/leaks")
    pages = (ReadPage(link.text, date(2019, 3, 4)),)
    outcome = finish(link, Reading(Verdict.CLEAR), Review(ReviewStatus.OK, pages=pages), read)
    assert [item.kind for item in outcome.sharing] == ["share"] * 4
    assert "press.example" in outcome.sharing[1].message
    assert "2019-03-04" in outcome.sharing[1].message
    assert (outcome.verdict, outcome.checklist) == (Verdict.CLEAR, ())
    assert len(finish(link, Reading(Verdict.CLEAR), Review(ReviewStatus.NONE), read).sharing) == 4


def test_a_guarded_draft_is_asked_nothing_before_sharing() -> None:
    link = Draft("https://union.example")
    guarded = Reading(Verdict.CLEAR, guarded=True)
    assert finish(link, guarded, Review(ReviewStatus.NONE), read).sharing == ()


@pytest.mark.parametrize("status", ReviewStatus)
def test_the_checklist_stands_in_only_when_a_review_was_due_and_did_not_come(
    status: ReviewStatus,
) -> None:
    draft = Draft("Our pumps are the fastest in Europe, 40 % faster than any other pump sold today")
    outcome = finish(draft, READING, Review(status), read)
    read_by_ai = {ReviewStatus.OK, ReviewStatus.PARTIAL, ReviewStatus.TRUNCATED}
    assert bool(outcome.checklist) == (status not in {*read_by_ai, ReviewStatus.NONE})


async def test_a_check_is_kept_without_a_word_of_the_draft() -> None:
    store = FakeStore()
    mine = coach(store=store)
    check = asked(parent=None)
    await mine.record(check, mine.finish(check, Review(ReviewStatus.OK, tokens=42)))
    [kept] = store.checks.values()
    assert kept == CheckRecord(
        check_id="c1",
        hour=datetime(2026, 11, 23, 12, tzinfo=UTC),
        author_key="key-of-T1-U1",
        platform="other",
        purpose="post",
        surface="command",
        verdict="fix",
        ruleset="sha256:1",
        review_status="ok",
        tokens=42,
        findings=(FindingRecord("employee-disclosure", "r1", "disclosure", "fix", "rule"),),
    )
    assert "Tidewatch" not in repr(kept)


def test_no_stored_field_could_hold_text() -> None:
    kept = {field.name for record in (CheckRecord, FindingRecord) for field in fields(record)}
    assert kept.isdisjoint({"draft", "text", "message", "match", "user", "name", "rewrite"})


async def test_a_guarded_check_leaves_nothing() -> None:
    store = FakeStore()
    mine = coach(store=store)
    guarded = asked(reading=replace(READING, guarded=True))
    await mine.record(guarded, mine.finish(guarded, Review(ReviewStatus.NONE)))
    assert store.checks == {}


async def test_a_check_on_its_way_leaves_nothing_of_whoever_is_forgotten_meanwhile() -> None:
    store, seen = FakeStore(), []

    async def saw(check: Asked, key: str) -> None:
        seen.append((check, key))

    mine = coach(store=store, saw=saw)
    await mine.forget("T1", "U1")
    await mine.record(asked(), mine.finish(asked(), Review(ReviewStatus.OK)))

    assert store.checks == {}
    assert seen == []


async def test_what_a_second_check_no_longer_finds_counts_as_fixed() -> None:
    store = FakeStore()
    mine = coach(store=store)
    await mine.record(asked(), mine.finish(asked(), Review(ReviewStatus.OK)))
    better = Draft("I work at Brightwater. Try Tidewatch")
    again = asked(check_id="c2", parent="c1", draft=better, reading=read(better))
    await mine.record(again, mine.finish(again, Review(ReviewStatus.OK)))
    assert store.followed[-1] == ("c2", "key-of-T1-U1", frozenset())


@pytest.mark.parametrize("edited", [True, False])
@pytest.mark.parametrize(
    ("status", "read_by_ai"), [(ReviewStatus.OK, True), (ReviewStatus.TIMEOUT, False)]
)
async def test_it_is_told_what_may_count_as_fixed(
    status: ReviewStatus, *, read_by_ai: bool, edited: bool
) -> None:
    store = FakeStore()
    mine = coach(store=store)
    again = asked(check_id="c2", parent="c1", edited=edited)

    await mine.record(again, mine.finish(again, Review(status)))

    assert (store.checks["c2"].edited, store.read_by_ai) == (edited, [read_by_ai])


async def test_what_ai_still_finds_under_a_rules_finding_is_not_fixed() -> None:
    store = FakeStore()
    mine = coach(store=store)
    again = asked(check_id="c2", parent="c1", reading=replace(READING, findings=(ATTACK,)))

    outcome = mine.finish(again, Review(ReviewStatus.OK, (HARSH,)))
    await mine.record(again, outcome)

    assert [finding.rule for finding in outcome.findings] == ["rival-attack"]
    assert [found.rule for found in store.checks["c2"].findings] == ["rival-attack"]
    assert store.followed == [("c2", "key-of-T1-U1", frozenset({"rival-attack", "hostile"}))]


async def test_the_deal_is_open_until_it_is_accepted() -> None:
    mine = coach()
    assert (await mine.author("T1", "U1")).accepted_at is None
    await mine.accept_deal("T1", "U1", ai_host="")
    assert (await mine.author("T1", "U1")).accepted_at == NOON


async def test_what_is_said_of_a_finding_is_stored_at_its_row() -> None:
    store = FakeStore()
    coached = coach(store=store)
    await coached.record(asked(), coached.finish(asked(), Review(ReviewStatus.OK)))

    await coached.contest("T1", "U1", "c1", "employee-disclosure#0", Action.KEPT)
    await coached.contest("T1", "U2", "c1", "employee-disclosure#0", Action.RULE_WRONG)

    assert [found.action for found in store.checks["c1"].findings] == ["kept"]


async def test_what_is_said_before_the_check_is_written_down_waits_for_it() -> None:
    store = FakeStore()
    coached = coach(store=store)

    await coached.contest("T1", "U1", "c1", "employee-disclosure#0", Action.KEPT)
    await coached.contest("T1", "U1", "c1", "employee-disclosure#0", Action.NOT_RELEVANT)
    await coached.record(asked(), coached.finish(asked(), Review(ReviewStatus.OK)))

    assert [found.action for found in store.checks["c1"].findings] == ["not_relevant"]


async def test_what_is_said_of_checks_that_never_come_is_forgotten() -> None:
    store = FakeStore()
    coached = coach(store=store)
    for number in range(1_001):
        await coached.contest("T1", "U1", f"c{number}", "employee-disclosure#0", Action.KEPT)
    first = asked(check_id="c0")

    await coached.record(first, coached.finish(first, Review(ReviewStatus.OK)))

    assert [found.action for found in store.checks["c0"].findings] == [None]
