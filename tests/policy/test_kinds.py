"""What each kind of rule finds, with spans into the draft as given."""

from __future__ import annotations

from pathlib import Path

from bot.verdict import Draft, Edit, Platform, Severity, Verdict
from tests.policy.writing import exact, found, live, on, read, ruleset

DISCLOSURE = live(
    """
    kind: require
    if: {any: [$products], near: {any: ["love", "best", "try", "recommend*"], within: 12}}
    need: {any: ["I work at Brightwater", "#BrightwaterTeam"], first_chars: 60}
    suggest: {insert_first: "I work at {organization}. "}
    """,
    "Try Tidewatch",
    rule_id="employee-disclosure",
    topic="disclosure",
    message='"You recommend {match}. Open with “I work at {organization}”, or ask {owner}."',
)


def test_a_phrase_is_found_as_a_whole_word_in_any_case(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live('kind: phrase\nany: ["zero downtime"]', "Zero downtime"))
    assert found(rules, "We promise ZERO  Downtime!") == ["ZERO  Downtime"]
    assert found(rules, "zero\n\ndowntime") == ["zero\n\ndowntime"]
    assert found(rules, "nonzero downtimes") == []


def test_an_asterisk_ends_a_word_stem_anywhere_in_a_phrase(tmp_path: Path) -> None:
    rules = ruleset(
        tmp_path, live('kind: phrase\nany: ["guarantee* return*"]', "guarantee returns")
    )
    assert found(rules, "We guaranteed returning customers.") == ["guaranteed returning"]
    assert found(rules, "We guarantee many returns.") == []


def test_inside_words_only_when_asked(tmp_path: Path) -> None:
    body = "kind: phrase\nany: [water]\nwhole_word: false"
    rules = ruleset(tmp_path, live(body, "underwater"))
    assert found(rules, "underwaters water") == ["water", "water"]


def test_capitals_matter_only_when_asked(tmp_path: Path) -> None:
    body = "kind: phrase\nany: [Osprey]\ncase: exact"
    rules = ruleset(tmp_path, live(body, "Osprey"))
    assert found(rules, "An osprey dives; Osprey ships; OSPREY!") == ["Osprey"]


def test_a_hashtag_is_a_whole_word_and_an_address_is_not(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live('kind: phrase\nany: ["#osprey", "@acme"]', '"#Osprey"'))
    assert found(rules, "#Osprey ana@acme.example @acme") == ["#Osprey", "@acme"]


def test_names_in_scripts_without_spaces_are_found(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live("kind: phrase\nany: [Tidewatch, 潮汐]", "Tidewatch"))
    assert found(rules, "我们喜欢Tidewatch很多潮汐项目") == ["Tidewatch", "潮汐"]


def test_a_trademark_sign_or_a_footnote_figure_does_not_hide_a_name(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live("kind: phrase\nany: [Tidewatch]", "Tidewatch"))
    assert found(rules, "Tidewatch™ Tidewatch¹ Tidewatch® Tidewatch's") == ["Tidewatch"] * 4


def test_all_phrases_must_stand_in_the_draft(tmp_path: Path) -> None:
    body = 'kind: phrase\nall: [patient, "room 12"]'
    rules = ruleset(tmp_path, live(body, "the patient in room 12"))
    assert found(rules, "Our patient waits in Room 12.") == ["patient"]
    assert found(rules, "Our patient waits.") == []


def test_one_phrase_of_none_keeps_the_rule_silent(tmp_path: Path) -> None:
    body = "kind: phrase\nany: [osprey]\nnone: [nest*, bird*]"
    rules = ruleset(tmp_path, live(body, "osprey"))
    assert found(rules, "The osprey left its nests.") == []
    assert found(rules, "Osprey is coming.") == ["Osprey"]


def test_near_counts_words_both_ways(tmp_path: Path) -> None:
    body = "kind: phrase\nany: [Tidewatch]\nnear: {any: [best], within: 2}"
    rules = ruleset(tmp_path, live(body, "best Tidewatch"))
    assert found(rules, "The best of Tidewatch") == ["Tidewatch"]
    assert found(rules, "Tidewatch, simply best") == ["Tidewatch"]
    assert found(rules, "best one of all Tidewatch") == []


def test_unless_near_is_the_opposite(tmp_path: Path) -> None:
    body = 'kind: phrase\nany: ["#osprey"]\nunless_near: {any: [nest*], within: 3}'
    rules = ruleset(tmp_path, live(body, '"#osprey"'))
    assert found(rules, "A nest of #Osprey, and far away from all that: #osprey") == ["#osprey"]


def test_a_word_in_a_name_that_is_near_is_no_word_of_unless_near(tmp_path: Path) -> None:
    body = """
    kind: phrase
    any: [green]
    near: {any: [City Card, city], within: 5}
    unless_near: {any: [city, goal], within: 5}
    """
    rules = ruleset(tmp_path, live(body, "City Card is green"))
    assert found(rules, "The City Card is green") == ["green"]
    assert found(rules, "City Card in a green city") == []
    assert found(rules, "The City Card has a green goal") == []
    assert found(rules, "A green city") == []


def test_a_regex_is_found_at_whole_words_of_any_alphabet(tmp_path: Path) -> None:
    body = r"""
    kind: phrase
    regex: ['\bcafé\b', '(grow|growth) of \d+ ?%']
    """
    rules = ruleset(tmp_path, live(body, "café"))
    assert found(rules, "Café cafés growth of 12 % now") == ["Café", "growth of 12 %"]


def test_a_regex_may_end_inside_a_word_when_asked(tmp_path: Path) -> None:
    body = "kind: phrase\nregex: 'guarant\\w'\nwhole_word: false"
    rules = ruleset(tmp_path, live(body, "guarantees"))
    assert found(rules, "We guarantee it") == ["guarante"]


def test_a_regex_with_capitals_reads_capitals(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live("kind: phrase\nregex: '[A-Z]{4}'\ncase: exact", "BRTW"))
    assert found(rules, "“BRTW” brtw Brtw") == ["BRTW"]


def test_replace_offers_words_with_the_capitals_of_those_they_replace(tmp_path: Path) -> None:
    body = "kind: replace\nswap: {whitelist: [allowlist, safe list], white: pale, iphone: iPhone}"
    rules = ruleset(tmp_path, live(body, "whitelist"))
    reading = read(rules, "Whitelist the iphone, WHITELIST!")
    assert [[s.text for s in f.suggestions] for f in reading.findings] == [
        ["Say “Allowlist”", "Say “Safe list”"],
        ["Say “iPhone”"],
        ["Say “ALLOWLIST”", "Say “SAFE LIST”"],
    ]
    assert reading.findings[0].suggestions[0].edit == Edit(0, 9, "Allowlist")


def test_a_replacement_may_hold_a_placeholder_and_a_list_gives_the_words(tmp_path: Path) -> None:
    body = 'kind: replace\nswap: {$products: "{match} by {organization}", folks: "{owner}"}'
    rules = ruleset(tmp_path, live(body, "tidewatch"))
    edits = [
        suggestion.edit.replacement
        for finding in read(rules, "TIDEWATCH, sluice cloud, FOLKS").findings
        for suggestion in finding.suggestions
        if suggestion.edit
    ]
    assert edits == ["TIDEWATCH by Brightwater", "sluice cloud by Brightwater", "#comms-policy"]


def test_of_overlapping_replacements_the_longest_is_offered(tmp_path: Path) -> None:
    body = 'kind: replace\nswap: {black: dark, "black list": blocklist}'
    rules = ruleset(tmp_path, live(body, "black list"))
    finding = read(rules, "a black list").findings[0]
    assert (finding.text, finding.suggestions[0].text) == ("black list", "Say “blocklist”")


def test_praise_without_a_connection_is_found_and_an_opening_offered(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, DISCLOSURE)
    draft = Draft("Try Tidewatch, it is the best")
    reading = read(rules, draft)
    finding = exact(draft, reading.findings[0])
    assert reading.verdict is Verdict.FIX
    assert (finding.rule, finding.severity, finding.text) == (
        "employee-disclosure",
        Severity.FIX,
        "Tidewatch",
    )
    assert finding.message == (
        "You recommend Tidewatch. Open with “I work at Brightwater”, or ask #comms-policy."
    )
    edit = finding.suggestions[0].edit
    assert edit is not None
    assert read(rules, edit.apply(draft.text)).verdict is Verdict.CLEAR


def test_what_is_needed_counts_only_early_and_outside_a_run_of_hashtags(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, DISCLOSURE)
    assert found(rules, "Try Tidewatch #BrightwaterTeam") == []
    assert found(rules, "Try Tidewatch #water #BrightwaterTeam #ad") == ["Tidewatch"]
    assert found(rules, "Try Tidewatch. " + "It helps. " * 9 + "I work at Brightwater") == [
        "Tidewatch"
    ]


def test_a_requirement_without_if_is_for_every_draft(tmp_path: Path) -> None:
    body = 'kind: require\nneed: {any: ["#ad"]}\nwhen: {platforms: [instagram]}'
    rules = ruleset(
        tmp_path,
        live(body, "Look", rule_id="tagged").replace("nothing of the kind", "nothing #ad"),
    )
    assert found(rules, on(Platform.INSTAGRAM, "New shoes")) == ["New shoes"]
    assert found(rules, on(Platform.INSTAGRAM, "New shoes #ad")) == []
    assert found(rules, on(Platform.INSTAGRAM, "   ")) == []


def test_a_limit_counts_as_the_platform_counts_and_points_at_what_is_too_much(
    tmp_path: Path,
) -> None:
    rules = ruleset(
        tmp_path,
        live(
            "kind: limit\nat_most: {characters: platform}\nwhen: {platforms: [x, instagram]}",
            f'"{"long " * 60}"',
            message='"{count} of {limit} on {platform}"',
        ),
    )
    finding = read(rules, on(Platform.X, "語" * 139 + "ab" + "cd")).findings[0]
    assert (finding.text, finding.message) == ("cd", "282 of 280 on x")
    assert found(rules, on(Platform.X, "https://example.com/" + "a" * 400)) == []
    assert found(rules, on(Platform.INSTAGRAM, "a" * 2200)) == []
    assert found(rules, on(Platform.OTHER, "a" * 9000)) == []


def test_a_limit_counts_hashtags_for_some_platforms(tmp_path: Path) -> None:
    body = "kind: limit\nat_most: {hashtags: {x: 2, instagram: 3}}"
    rules = ruleset(tmp_path, live(body, '"#a #b #c", platform: x', rule_id="few-hashtags"))
    assert found(rules, on(Platform.X, "#one #two #three #four")) == ["#three", "#four"]
    assert found(rules, on(Platform.INSTAGRAM, "#one #two #three #four")) == ["#four"]
    assert found(rules, on(Platform.LINKEDIN, "#one #two #three #four")) == []


def test_detect_finds_entities_but_not_the_allowed_ones(tmp_path: Path) -> None:
    body = """
    kind: detect
    entities: [email, phone]
    allow: ["+351 917 654 321", "@friends.example", partner.example]
    """
    rules = ruleset(tmp_path, live(body, '"call +351 912 345 678"', topic="personal-data"))
    assert found(rules, "Call my colleague on +351 912 345 678") == ["+351 912 345 678"]
    assert found(rules, "Call +351 917-654-321") == []
    assert found(rules, "ana@friends.example joao@mail.partner.example") == []
    assert found(rules, "ana@nofriends.example eva@notpartner.example") == [
        "ana@nofriends.example",
        "eva@notpartner.example",
    ]


def test_a_credential_is_said_on_the_reading(tmp_path: Path) -> None:
    secret = "xox" + "b-" + "123456789012-123456789012-" + "aBcDeFgHiJkLmNoPqRsTuVwX"
    body = "kind: detect\nentities: [credential]\nsurvives_guard: true"
    rules = ruleset(tmp_path, live(body, f'"token {secret}"', topic="credential"))
    assert read(rules, f"our token is {secret}").holds_credential
    assert not read(rules, "our token is safe").holds_credential
