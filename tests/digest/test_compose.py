"""What a digest says of a week, and when it says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.digest.compose import Around, compose
from bot.digest.digest import Lead, LeadKind
from bot.digest.endings import endings
from bot.digest.teaching import drills
from bot.messages import speaking
from bot.policy.loader import load
from storage.week_records import ChangeRecord
from tests.digest.made import NOW, RULE, WEEK, digest, frozen, shipped
from tests.policy.test_campaigns import CAMPAIGN
from tests.policy.writing import live, write, write_folder

CHANGED = ChangeRecord("p", "statistic", "exception", NOW)


def test_a_week_with_too_little_has_no_digest() -> None:
    assert compose(WEEK, [frozen(checks=None)], shipped(), NOW) is None
    assert compose(WEEK, [frozen(WEEK.before())], shipped(), NOW) is None


def test_the_fix_that_was_made_most_comes_first() -> None:
    other = replace(RULE, name="alt-text", fixed=10)

    made = digest(frozen(WEEK, other, RULE))

    words = "I work at Brightwater. "
    assert made.lead == Lead(LeadKind.INSERT, "disclosure", "employee-disclosure", words)
    assert made.lesson is not None
    assert made.lesson.after == f"{words}{made.lesson.before}"
    assert made.topics == (("disclosure", 25), ("accessibility", 10), ("other", 15))


def test_a_rule_that_gathered_for_weeks_says_nothing_of_this_one() -> None:
    made = digest(frozen(WEEK, replace(RULE, since="2026-W40")))

    assert made.lead.kind is LeadKind.TIP


def test_a_week_without_topics_tells_its_totals() -> None:
    assert digest(frozen(WEEK, RULE, topics=())).lead == Lead(LeadKind.BETTER)


def test_a_rule_that_changed_because_people_said_so_is_told_by_its_title() -> None:
    assert digest(around=Around(changed=(CHANGED,))).changed == "Figures come with their source"
    assert digest(around=Around(changed=(replace(CHANGED, rule="gone"),))).changed == ""


def test_rules_are_named_in_the_language_of_the_channel() -> None:
    most = replace(RULE, name="statistic", fixed=30)
    claims = frozen(WEEK, most, topics=(("claim", 30),))

    with speaking("pt"):
        made = digest(claims, around=Around(changed=(CHANGED,)))

    assert made.changed == made.lead.words == "Os números levam a fonte"


def test_no_drill_comes_back_within_a_quarter_of_a_year() -> None:
    used: list[str] = []
    for number in range(16):
        week = WEEK.before(-number)
        made = digest(week=week, around=Around(used=used[-13:]))
        key = made.drill.key if made.drill else f"question {made.question}"
        assert key not in used[-13:]
        assert (made.drill is None) == (made.question is not None)
        used.append(key)

    assert sum(1 for key in used if key.startswith("question")) == 4


def test_a_digest_that_is_made_again_keeps_its_drill() -> None:
    first = drills(shipped(), NOW)[7]

    assert digest(around=Around(drill=first.key)).drill == first


def test_the_trend_is_of_four_weeks_at_most() -> None:
    made = digest(*(frozen(WEEK.before(back)) for back in range(6)))

    assert [str(past.week) for past in made.trend] == [
        "2026-W44",
        "2026-W45",
        "2026-W46",
        "2026-W47",
    ]


def test_what_ends_within_two_weeks_is_told_and_no_secret_with_it(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path, live("kind: phrase\nany: [guarantee*]", "guaranteed", rule_id="promises")
    )
    write(
        folder / "organization.yaml",
        "version: 1\nname: Brightwater\nlists:\n  birds: {secret: true, terms: [osprey]}\n"
        'calendar:\n  summer_party: {until: "2026-12-01"}\n  osprey_launch: {until: "2026-12-02"}\n'
        '  far_away: {until: "2027-12-01"}\n',
    )
    ruleset = load(folder).ruleset
    assert ruleset

    told = endings(ruleset, datetime(2026, 11, 23, tzinfo=UTC))

    assert [(each.kind, each.name) for each in told] == [("calendar", "summer party")]
    assert endings(ruleset, NOW - timedelta(days=30)) == ()


def test_a_campaign_ends_by_its_name_and_its_rules_end_unsaid(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [zzz]", "zzz", rule_id="zzz"))
    write(folder / "campaigns" / "river.yaml", CAMPAIGN)
    later = CAMPAIGN.replace("river-week", "later").replace("2026-11-02T09:00", "2027-06-08T09:00")
    write(folder / "campaigns" / "later.yaml", later.replace("2027-05-31", "2027-06-20"))
    found = load(folder).ruleset
    assert found is not None

    [ending] = endings(found, datetime(2027, 5, 25, tzinfo=UTC))

    assert (ending.kind, ending.name) == ("campaign", "River Week")
    assert endings(found, datetime(2027, 6, 2, tzinfo=UTC)) == (), "no embargo is announced"
