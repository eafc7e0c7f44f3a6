"""When a rule speaks: scopes, dates, quiet periods, exceptions, skipped parts, statuses, guard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.messages import speaking
from bot.policy.loader import load
from bot.verdict import Draft, Platform, Purpose, Severity, Verdict
from tests.policy.writing import NOON, found, live, on, problems, read, rule, ruleset, write_folder

PHRASE = "kind: phrase\nany: [osprey]\n"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_rule_reads_only_the_platforms_of_its_scope(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live(PHRASE + "when: {platforms: [x, threads]}", "osprey"))
    assert found(rules, on(Platform.THREADS, "osprey")) == ["osprey"]
    assert found(rules, on(Platform.LINKEDIN, "osprey")) == []


def test_purpose_role_and_language_narrow_a_rule(tmp_path: Path) -> None:
    scope = "when: {purposes: [reply], roles: [Engineer], lang: [pt]}"
    rules = ruleset(tmp_path, live(PHRASE + scope, "osprey"))

    def draft(purpose: Purpose, role: str | None, lang: str | None) -> Draft:
        return Draft("osprey", purpose=purpose, role=role, lang=lang)

    assert found(rules, draft(Purpose.REPLY, "engineer", "pt-BR")) == ["osprey"]
    assert found(rules, draft(Purpose.POST, "engineer", "pt")) == []
    assert found(rules, draft(Purpose.REPLY, None, "pt")) == []
    assert found(rules, draft(Purpose.REPLY, "engineer", None)) == []
    assert found(rules, draft(Purpose.REPLY, "engineer", "ptx")) == []


def test_roles_that_the_organisation_does_not_have_are_a_mistake(tmp_path: Path) -> None:
    company = "version: 1\nname: X\nroles: [Engineer, Press]\n"
    body = rule(PHRASE + "when: {roles: [enginer]}")
    assert (
        "The roles in organization.yaml are engineer or press."
        in problems(tmp_path, body, company=company)[0]
    )


def test_a_window_is_half_open_in_the_packs_time(tmp_path: Path) -> None:
    body = PHRASE + 'active: {from: "2026-07-01", until: "2026-07-03T09:00"}'
    rules = ruleset(tmp_path, live(body, "osprey"))
    moments = ("2026-06-30T22:59:59", "2026-06-30T23:00", "2026-07-03T07:59:59", "2026-07-03T08:00")
    spoke = [bool(found(rules, "osprey", utc(moment))) for moment in moments]
    assert spoke == [False, True, True, False]


@pytest.mark.parametrize(
    ("end", "last_hour"),
    [
        ("2026-10-25T01:30", "2026-10-25T01:29:59"),  # comes twice: it ends the second time
        ("2026-03-29T01:30", "2026-03-29T01:29:59"),  # never comes: as if the clocks stood still
        ("2026-10-25T01:30+01:00", "2026-10-25T00:29:59"),
    ],
)
def test_an_embargo_never_ends_early_when_the_clocks_change(
    tmp_path: Path, end: str, last_hour: str
) -> None:
    rules = ruleset(tmp_path, live(f'{PHRASE}active: {{until: "{end}"}}', "osprey"))
    assert found(rules, "osprey", utc(last_hour)) == ["osprey"]
    assert found(rules, "osprey", utc(last_hour) + timedelta(seconds=1)) == []


def test_a_rule_may_sleep_and_wake_with_the_calendar(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live(PHRASE + "active: $quiet_period", "osprey"))
    assert found(rules, "osprey", utc("2027-01-15")) == ["osprey"]
    assert found(rules, "osprey", utc("2027-02-11")) == []


def test_a_window_in_the_past_is_no_error_and_its_tests_still_run(tmp_path: Path) -> None:
    body = PHRASE + 'active: {from: "2001-01-01", until: "2001-02-01"}'
    rules = ruleset(tmp_path, live(body, "osprey"))
    assert found(rules, "osprey", NOON) == []
    assert (
        "expects a match, and the rule finds nothing"
        in problems(tmp_path, live(body, "an eagle"))[0]
    )


def test_a_quiet_period_raises_the_severity(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live(PHRASE + "during: {$quiet_period: ask}", "osprey"))
    assert read(rules, "osprey").findings[0].severity is Severity.FIX
    assert read(rules, "osprey", utc("2027-01-01")).verdict is Verdict.ASK
    assert read(rules, "osprey", utc("2027-02-11")).verdict is Verdict.FIX


def test_a_longer_exception_covers_a_match_until_it_ends(tmp_path: Path) -> None:
    body = (
        PHRASE
        + """
    exceptions:
      - osprey nest*
      - {phrase: the osprey, reason: the pub, by: Ana, until: 2027-01-01}
    """
    )
    rules = ruleset(tmp_path, live(body.replace("\n    ", "\n"), "osprey"))
    draft = "Osprey nests. The osprey. Our osprey."
    assert found(rules, draft) == ["osprey"]
    assert found(rules, draft, utc("2027-01-01")) == ["osprey", "osprey"]
    assert found(rules, "Osprey nest") == []


@pytest.mark.parametrize(
    ("zone", "draft"),
    [
        ("quotes", 'They said “osprey” and »osprey«, "osprey"\n> osprey forever\nosprey'),
        ("urls", "https://osprey.example/osprey?osprey www.osprey.example osprey"),
        ("hashtags", "#osprey #Osprey osprey"),
        ("mentions", "@osprey osprey"),
        ("code", "`osprey` ```\nosprey\n``` osprey"),
    ],
)
def test_parts_of_a_draft_can_be_left_alone(tmp_path: Path, zone: str, draft: str) -> None:
    rules = ruleset(tmp_path, live(f"{PHRASE}skip: [{zone}]", "osprey"))
    assert found(rules, draft) == ["osprey"]


@pytest.mark.parametrize("status", ["off", "watch", "retired"])
def test_only_live_rules_speak(tmp_path: Path, status: str) -> None:
    rules = ruleset(tmp_path, rule(PHRASE, status=status))
    assert found(rules, "osprey") == []


def test_watch_rules_are_counted_and_not_shown(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, rule(PHRASE, status="watch"))
    assert rules.watched(Draft("osprey"), NOON) == ("the-rule",)
    assert rules.watched(Draft("eagle"), NOON) == ()


def test_overlapping_matches_of_one_rule_are_one_finding(tmp_path: Path) -> None:
    body = 'kind: phrase\nany: ["zero downtime", "downtime ever", never]'
    rules = ruleset(tmp_path, live(body, "zero downtime"))
    assert found(rules, "zero downtime ever, never") == ["zero downtime ever", "never"]


def test_one_rule_speaks_twenty_times_at_most(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live(PHRASE, "osprey"))
    assert len(found(rules, "osprey " * 500)) == 20


def test_findings_come_worst_first(tmp_path: Path) -> None:
    rules = ruleset(
        tmp_path,
        live("kind: phrase\nany: [a1]", "a1", rule_id="mild", severity="polish"),
        live("kind: phrase\nany: [b1]", "b1", rule_id="grave", severity="ask"),
    )
    assert [f.rule for f in read(rules, "a1 b1 a1").findings] == ["grave", "mild", "mild"]


def test_whom_to_ask_is_the_rules_the_topics_or_the_packs(tmp_path: Path) -> None:
    rules = ruleset(
        tmp_path,
        live("kind: phrase\nany: [a1]", "a1", rule_id="own", owner='"#own"', topic="security"),
        live("kind: phrase\nany: [a1]", "a1", rule_id="topical", topic="security", title="Other"),
        live("kind: phrase\nany: [a1]", "a1", rule_id="packed", message='"Ask {owner}."'),
    )
    findings = {f.rule: f for f in read(rules, "a1").findings}
    assert {name: f.owner for name, f in findings.items()} == {
        "own": "#own",
        "topical": "#security",
        "packed": "#comms-policy",
    }
    assert findings["packed"].message == "Ask #comms-policy."


def test_a_draft_cannot_fill_in_placeholders(tmp_path: Path) -> None:
    body = "kind: phrase\nregex: '\\{owner\\}'\nwhole_word: false"
    rules = ruleset(tmp_path, live(body, '"{owner}"'))
    assert read(rules, "{owner}").findings[0].message == "You say {owner}."


def test_a_long_match_is_shortened_in_the_message_only(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live("kind: phrase\nregex: 'start.*stop'", "start stop"))
    finding = read(rules, f"start {'word ' * 50}stop").findings[0]
    assert len(finding.message) < 90
    assert finding.text.endswith("stop")


def test_the_guard_silences_what_does_not_survive_it(tmp_path: Path) -> None:
    rules = ruleset(
        tmp_path,
        live("kind: phrase\nany: [leak]", "leak", rule_id="quiet"),
        live(
            "kind: phrase\nany: [leak]\nsurvives_guard: true",
            "leak",
            rule_id="survivor",
            topic="confidential",
        ),
    )
    reading = read(rules, "My boss cut our pay and here is the leak")
    assert [f.rule for f in reading.findings] == ["survivor"]
    assert reading.guarded
    assert not read(rules, "Here is the leak").guarded


def test_a_test_that_the_guard_covers_says_so(tmp_path: Path) -> None:
    said = problems(tmp_path, live(PHRASE, "My boss cut our pay over osprey"))
    assert "the rule finds nothing: the protected-speech guard covers this draft." in said[0]


def test_a_test_outside_the_scope_says_so(tmp_path: Path) -> None:
    body = live(PHRASE + "when: {platforms: [x]}", "osprey, platform: linkedin")
    assert "finds nothing: the draft is out of its scope (when)." in problems(tmp_path, body)[0]


def test_a_fix_must_clear_the_rule(tmp_path: Path) -> None:
    good = live("kind: replace\nswap: {a1: b1}", 'a1 x, fixed: "b1 x"')
    assert problems(tmp_path, good) == []
    wrong = live("kind: replace\nswap: {a1: b1}", 'a1 x, fixed: "c1 x"')
    assert (
        "expects its suggestion to make 'c1 x', and it makes 'b1 x'."
        in problems(tmp_path, wrong)[0]
    )
    still = live("kind: replace\nswap: {a1: a1}", 'a1 x, fixed: "a1 x"')
    assert (
        "is not clear once it is fixed: the rule still finds 'a1'." in problems(tmp_path, still)[0]
    )


def test_taking_a_match_out_leaves_no_double_space(tmp_path: Path) -> None:
    body = live(PHRASE + "suggest: {remove: true}", 'The osprey flies, fixed: "The flies"')
    rules = ruleset(tmp_path, body)
    (suggestion,) = read(rules, "Say osprey.").findings[0].suggestions
    assert suggestion.text == "Take out “osprey”"
    assert suggestion.edit is not None
    assert suggestion.edit.apply("Say osprey.") == "Say."
    with speaking("pt"):
        (told,) = read(rules, "Say osprey.").findings[0].suggestions
    assert (told.text, told.edit) == ("Retire “osprey”", suggestion.edit)


def test_an_approved_fact_is_offered_until_it_expires(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, live(PHRASE + "suggest: {fact: birds}", "osprey"))
    facts = (
        'version: 1\nfacts:\n  - {id: birds, statement: "It is a bird.", source: atlas, '
        'owner: "#birds", valid_from: 2026-01-01, valid_until: 2026-12-01}\n'
    )
    (folder / "facts.yaml").write_text(facts)
    rules = load(folder).ruleset
    assert rules is not None
    (suggestion,) = read(rules, "osprey").findings[0].suggestions
    assert suggestion.text == "Approved wording: “It is a bird.”"
    assert read(rules, "osprey", utc("2026-12-01")).findings[0].suggestions == ()
    (folder / "facts.yaml").write_text(facts.replace("id: birds", "id: bird"))
    assert "fact says 'birds'. facts.yaml has no such id. Did you mean bird?" in str(
        load(folder).problems[0]
    )


def test_a_moment_without_a_time_zone_is_refused(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live(PHRASE, "osprey"))
    with pytest.raises(ValueError, match="needs a time zone"):
        rules.read(Draft("osprey"), datetime(2026, 1, 1))  # noqa: DTZ001 -- the mistake itself


@pytest.mark.parametrize(
    ("draft", "left"),
    [
        ("Hello, osprey, there", "Hello, there"),
        ("See the bird (osprey) there", "See the bird there"),
        ("Osprey, hello", "hello"),
        ("Birds (osprey, heron)", "Birds (heron)"),
        ("“Osprey” it is", "it is"),
    ],
)
def test_what_is_taken_out_leaves_no_empty_brackets_and_no_doubled_comma(
    tmp_path: Path, draft: str, left: str
) -> None:
    rules = ruleset(tmp_path, live(PHRASE + "suggest: {remove: true}", "osprey"))
    (finding,) = read(rules, draft).findings
    (suggestion,) = finding.suggestions
    assert suggestion.edit is not None
    assert suggestion.edit.apply(draft) == left
