"""The pack that ships is sound: every rule proves itself, and the promises of the pack hold."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.policy.loader import Loaded
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Platform, Reading, Verdict

ANY_DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
QUIET_DAY = datetime(2027, 1, 15, 12, tzinfo=UTC)
CHILLING = (
    *("inappropriate", "unprofessional", "negative", "disparage", "bad light", "respectful"),
    *("friendly", "embarrassing", "get approval", "do not discuss", "legal matters", "media"),
    *("completely accurate", "politics", "religion", "salary", "overtime", "violat"),
)


def read(ruleset: RuleSet, draft: str, at: datetime = ANY_DAY) -> Reading:
    return ruleset.read(Draft(draft, Platform.LINKEDIN), at)


def topics(reading: Reading) -> set[str]:
    return {finding.topic for finding in reading.findings}


def test_nothing_is_wrong_with_the_shipped_rules(loaded: Loaded) -> None:
    assert [str(problem) for problem in loaded.problems] == []
    assert [trial.says for trial in loaded.trials if not trial.passed] == []


def test_every_rule_proves_itself_three_times_each_way_and_by_a_near_miss(
    ruleset: RuleSet,
) -> None:
    for rule in ruleset.rules:
        counts = Counter(test.expect for test in rule.tests)
        assert counts["match"] >= 3, rule.id
        assert counts["no_match"] >= 3, rule.id
        assert any(test.expect == "no_match" and test.name for test in rule.tests), rule.id


def test_every_clause_of_the_starter_pack_is_there(ruleset: RuleSet) -> None:
    assert {rule.topic for rule in ruleset.rules} >= {
        *("confidential", "financial", "client", "legal", "personal-data", "credential"),
        *("internal-link", "link-safety", "security", "location", "oversharing", "claim"),
        *("disclosure", "spokesperson", "competitor", "respect", "inclusive", "recruiting"),
        *("misinformation", "copyright", "integrity", "platform", "accessibility"),
    }


def test_what_a_campaign_asks_for_is_clear_under_every_rule(ruleset: RuleSet) -> None:
    for campaign in ruleset.campaigns:
        begun = campaign.embargo or ANY_DAY
        for partner in campaign.partners:
            draft = f"{partner.disclosure}. A day with {partner.name}."
            assert read(ruleset, draft, begun).findings == (), draft


def test_messages_are_short_and_say_no_word_that_chills(ruleset: RuleSet) -> None:
    for rule in ruleset.rules:
        assert len(rule.message) <= 200, rule.id
        said = f"{rule.message} {rule.title}".lower()
        assert [word for word in CHILLING if word in said] == [], rule.id


def test_every_finding_offers_a_way_out_or_somebody_to_ask(ruleset: RuleSet) -> None:
    assert [rule.id for rule in ruleset.rules if not rule.owner or not rule.why] == []


def test_praise_without_a_connection_is_the_first_thing_to_learn(ruleset: RuleSet) -> None:
    assert "disclosure" in topics(read(ruleset, "Try Tidewatch, it is the best"))
    assert read(ruleset, "Try Tidewatch, it is the best").verdict is Verdict.FIX
    assert read(ruleset, "You should try Tidewatch").verdict is Verdict.FIX
    opened = "I work at Brightwater. You should try Tidewatch"
    assert read(ruleset, opened).verdict is Verdict.CLEAR


def test_a_phone_number_is_found_to_the_letter(ruleset: RuleSet) -> None:
    [finding] = read(ruleset, "Call my colleague on +351 912 345 678").findings
    assert (finding.rule, finding.start, finding.end) == ("personal-phone", 21, 37)
    assert finding.text == "+351 912 345 678"


def test_figures_are_graver_in_a_quiet_period(ruleset: RuleSet) -> None:
    draft = "Our revenue grew 40% last quarter"
    assert read(ruleset, draft).verdict is Verdict.FIX
    assert read(ruleset, draft, QUIET_DAY).verdict is Verdict.ASK
    assert read(ruleset, draft, datetime(2027, 2, 11, tzinfo=UTC)).verdict is Verdict.FIX


def test_an_embargo_ends_to_the_minute(ruleset: RuleSet) -> None:
    draft = "Osprey is here, and it listens to pipes"
    assert read(ruleset, draft, datetime(2027, 3, 3, 8, 59, tzinfo=UTC)).verdict is Verdict.ASK
    assert read(ruleset, draft, datetime(2027, 3, 3, 9, 0, tzinfo=UTC)).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    "draft",
    [
        "An osprey caught a trout right in front of our kayak",
        "#Osprey nest on the old chimney, three chicks",
        "Ospreys are back at the reservoir",
        "A heron at the pond, wings wide open",
    ],
)
def test_bird_watching_is_no_leak(ruleset: RuleSet, draft: str) -> None:
    assert read(ruleset, draft).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    "disguise",
    ["Ｏｓｐｒｅｙ", "𝗢𝘀𝗽𝗿𝗲𝘆", "Os\u200bprey", "Osp\u0433ey".replace("\u0433", "r"), "#OSPREY"],
)
def test_a_disguised_codename_is_the_same_name(ruleset: RuleSet, disguise: str) -> None:
    assert read(ruleset, f"Can't wait to launch {disguise} in March").verdict is Verdict.ASK


def test_no_word_tells_a_listed_client_from_any_other(ruleset: RuleSet) -> None:
    listed, other = (
        read(ruleset, f"Great workshop with our client {name} today").findings
        for name in ("Meridian Foods", "Northgate Dairy")
    )
    assert [(f.severity, f.message, f.why, f.clause, f.owner) for f in listed] == [
        (
            f.severity,
            f.message.replace("Northgate Dairy", "Meridian Foods"),
            f.why,
            f.clause,
            f.owner,
        )
        for f in other
    ]
    assert "confidential" not in listed[0].message


def test_secret_names_stand_in_no_text_that_authors_read(ruleset: RuleSet) -> None:
    lists = ruleset.organisation.lists.values()
    secret = {term.lower() for words in lists if words.secret for term in words.terms}
    for rule in ruleset.rules:
        said = f"{rule.id} {rule.title} {rule.message} {rule.why} {rule.suggest}".lower()
        assert [term for term in secret if term in said] == [], rule.id


MIXED = [
    ("Another weekend of unpaid overtime so that Osprey can ship in March", {"confidential"}),
    ("My manager bullies everyone. Call him: +351 912 345 678", {"personal-data"}),
    ("Laid off today, so I can say it: Corvane Bank was the worst account", {"client"}),
    ("Our union meets in room 4, the wifi password is Picket-Line-77", {"credential"}),
    ("My boss cut our hours. I'm going to kill him.", {"respect"}),
    ("No money for raises while our profit grew by 3 million last quarter", {"financial"}),
    ("OUR PAY IS A JOKE, TIDEWATCH IS THE BEST AND KESTREL METRICS IS A SCAM", set()),
    ("My salary is low, and our sensors are 100% accurate, guaranteed", set()),
    ("They fired me for joining the union. Share this before it is deleted!", set()),
    ("O patrão não paga horas extras. O Osprey sai em março.", {"confidential"}),
    ("Huelga el viernes. Llama a mi jefe: +34 612 345 678", {"personal-data"}),
    ("Grève lundi ! Notre client Meridian Foods paie, lui.", {"client"}),
    ("Unser Betriebsrat kämpft. Das Passwort lautet Moewe22", {"credential"}),
]


@pytest.mark.parametrize(("draft", "expected"), MIXED)
def test_protected_speech_shows_the_leak_alone(
    ruleset: RuleSet, draft: str, expected: set[str]
) -> None:
    reading = read(ruleset, draft)
    assert reading.guarded
    assert topics(reading) == expected


@pytest.mark.parametrize(
    "draft",
    [
        "#payday vibes! Tidewatch is the best",
        "Union Square meetup: Kestrel Metrics is a scam",
        "We're hiring, great salary! Our sensors are 100% accurate",
        "Pay attention: Project Heron ships in May",
        "Lightning strikes twice, our sensors never fail",
    ],
)
def test_words_that_only_sound_protected_hide_nothing(ruleset: RuleSet, draft: str) -> None:
    reading = read(ruleset, draft)
    assert not reading.guarded
    assert reading.verdict.rank >= Verdict.FIX.rank
