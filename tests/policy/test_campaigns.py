"""Campaigns: read strictly, and made into rules that prove themselves."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.messages import speaking
from bot.policy.explain import Outcome, explain
from bot.policy.loader import Loaded, load
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Severity
from tests import shipped
from tests.policy.writing import live, write, write_folder

CAMPAIGN = """\
version: 1
id: river-week
title: River Week
initiative: "One week in which towns open their pumping stations and show how water gets to people."
owner: "#comms-policy"
languages: [en, pt]
names: [River Week, "#RiverWeek"]
embargo: 2026-11-02T09:00
expires: 2027-05-31
angles:
  - {id: one, title: One, hint: "Think of the first time you stood at a pump. What surprised you?"}
  - {id: two, title: Two, hint: "Pick one litre of water and tell where it goes in your own town."}
  - {id: three, title: Three, hint: "Answer a question that a neighbour asked you about water."}
links: [{title: Doors, url: "https://press.brightwater.example/river", tag: river-week}]
hashtags: ["#RiverWeek"]
partners:
  - name: Lindmark River Trust
    why: They count fish.
    checked_on: 2026-10-12
    disclosure: Brightwater supports the Lindmark River Trust
"""
MORE_ANGLES = "".join(f"  - {{id: more-{n}, title: M, hint: Think.}}\n" for n in range(3))
MORE_PARTNERS = "".join(
    f"  - {{name: P{n}, why: Y, checked_on: 2026-10-12, disclosure: D}}\n" for n in range(10)
)
BEFORE, DURING, AFTER = (
    datetime(2026, 10, 20, tzinfo=UTC),
    datetime(2026, 11, 25, tzinfo=UTC),
    datetime(2027, 6, 1, tzinfo=UTC),
)


def loaded(tmp_path: Path, campaign: str = CAMPAIGN) -> Loaded:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [zzz]", "zzz", rule_id="zzz"))
    write(folder / "campaigns" / "river.yaml", campaign)
    return load(folder)


def ruleset(tmp_path: Path) -> RuleSet:
    found = loaded(tmp_path)
    assert [str(problem) for problem in found.problems] == []
    assert found.ruleset is not None
    return found.ruleset


def rules(found: RuleSet, draft: str, at: datetime = DURING) -> list[str]:
    return [finding.rule for finding in found.read(Draft(draft), at).findings]


@pytest.mark.parametrize(
    "draft",
    [
        "I work at Brightwater and we support the Lindmark River Trust. They count fish.",
        "I work at Brightwater, a sponsor of the Lindmark River Trust.",
        "My employer Brightwater partners with the Lindmark River Trust",
        "As a Brightwater engineer I love the Lindmark River Trust, our partner.",
        "The Lindmark River Trust counted 412 salmon. (I work at Brightwater, which funds them.)",
        "Trabalho na Brightwater, que patrocina o Lindmark River Trust.",
        "O Lindmark River Trust conta peixes. A Brightwater é parceira deles.",
        "Trabajo en Brightwater, que apoya al Lindmark River Trust.",
        "Je travaille chez Brightwater, partenaire du Lindmark River Trust.",
        "Ich arbeite bei Brightwater, und wir unterstützen den Lindmark River Trust.",
    ],
)
def test_what_connects_us_may_be_said_in_ones_own_words(tmp_path: Path, draft: str) -> None:
    assert rules(ruleset(tmp_path), draft) == []


@pytest.mark.parametrize(
    "draft",
    [
        "I work at Brightwater. A day with the Lindmark River Trust!",
        "We support the Lindmark River Trust with all our hearts",
        "The Lindmark River Trust is a partner that anybody would wish for",
        "I work at Brightwater.\nThe Lindmark River Trust needs your support today",
        "Supporters love the Lindmark River Trust. I work at Brightwater.",
    ],
)
def test_a_connection_that_is_not_said_is_asked_for(tmp_path: Path, draft: str) -> None:
    assert rules(ruleset(tmp_path), draft) == ["campaign-river-week-disclosure-1"]


def test_a_partner_that_is_called_like_a_connection_is_still_disclosed(tmp_path: Path) -> None:
    named = CAMPAIGN.replace("Lindmark River Trust", "Brightwater Support Fund")
    found = loaded(tmp_path, named)
    assert found.problems == ()
    assert found.ruleset is not None
    draft = "A day with the Brightwater Support Fund"
    assert rules(found.ruleset, draft) == ["campaign-river-week-disclosure-1"]


def test_until_its_embargo_a_campaign_is_not_named(tmp_path: Path) -> None:
    found = ruleset(tmp_path)
    assert rules(found, "River Week is coming", BEFORE) == ["campaign-river-week-embargo"]
    assert found.read(Draft("#RiverWeek!"), BEFORE).findings[0].severity is Severity.ASK
    for spelled in ("RiverWeek soon", "river-week soon", "#riverweek", "RIVER WEEK"):
        assert rules(found, spelled, BEFORE) == ["campaign-river-week-embargo"], spelled
    assert rules(found, "The river was high all week", BEFORE) == []
    assert rules(found, "River Week is here", datetime(2026, 11, 2, 9, tzinfo=UTC)) == []


def test_a_partner_is_named_with_what_connects_us_while_the_campaign_lasts(tmp_path: Path) -> None:
    found = ruleset(tmp_path)
    draft = "A day with the Lindmark River Trust"
    assert rules(found, draft) == ["campaign-river-week-disclosure-1"]
    assert rules(found, f"Brightwater supports the Lindmark River Trust. {draft}") == []
    assert rules(found, draft, AFTER) == []
    fixed = found.read(Draft(draft), DURING).findings[0].suggestions[0]
    assert "Brightwater supports the Lindmark River Trust" in fixed.text


def test_the_shelfs_own_words_are_a_small_polish(tmp_path: Path) -> None:
    found = ruleset(tmp_path)
    copied = "Think of the first time you stood at a pump. What surprised you?"
    own = (
        "The first time I stood beside a pump I was nine, and my uncle would not let go of my hood."
    )
    assert rules(found, copied) == ["campaign-copied"]
    assert found.read(Draft(copied), DURING).findings[0].severity is Severity.POLISH
    link = "https://press.brightwater.example/river?utm_campaign=river-week"
    for beside in (f"{copied} {link} #RiverWeek #OpenData @lindmark", f"{link}\n{copied}"):
        assert rules(found, beside) == ["campaign-copied"], "what is no word makes it nobody's own"
    assert rules(found, f"{link} #RiverWeek #Pump #Gauge #Town #Fish #Weir #Doors #Week") == []
    assert rules(found, own) == []
    assert rules(found, "Think of the pump") == []


def test_the_shelfs_rule_asks_whoever_all_campaigns_have_in_common(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [zzz]", "zzz", rule_id="zzz"))

    def owner(*owners: str) -> str:
        for number, name in enumerate(owners):
            text = CAMPAIGN.replace("#comms-policy", name).replace("id: river", f"id: w{number}")
            write(folder / "campaigns" / f"{number}.yaml", text)
        found = load(folder).ruleset
        assert found is not None
        return next(rule.owner for rule in found.rules if rule.id == "campaign-copied")

    assert owner("#people", "#people") == "#people"
    assert owner("#people", "#harbour") == "#comms-policy", "the company's own contact"


def test_explain_knows_the_rules_of_a_campaign_and_its_line(tmp_path: Path) -> None:
    found = ruleset(tmp_path)
    rows = {row.rule.id: row for row in explain(found, Draft("River Week is here"), DURING)}
    row = rows["campaign-river-week-embargo"]
    assert row.outcome is Outcome.NOT_ACTIVE
    assert str(row.rule.place).endswith("campaigns/river.yaml:8:1")


def test_what_stands_on_the_shelf_depends_on_the_day(tmp_path: Path) -> None:
    [campaign] = ruleset(tmp_path).campaigns
    shelf = [campaign.is_on_the_shelf(at) for at in (BEFORE, DURING, AFTER)]
    assert shelf == [False, True, False]
    assert campaign.links[0].tagged == (
        "https://press.brightwater.example/river?utm_campaign=river-week"
    )


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("hashtags:", "hashtag:", ":15:1 a campaign knows no 'hashtag'. Did you mean hashtags?"),
        ("tag: river-week", 'tag: "@ana"', "tag says '@ana'. Use small letters"),
        ("https://press", "http://press", "url says 'http://press.brightwater.example/river'"),
        ('["#RiverWeek"]\npart', '["#riverweekopen"]\npart', "Begin each word with a capital"),
        ("  - {id: three", "  # {id: three", "it has 2 of 3 angles. One alone makes equal posts."),
        ("id: two", "id: one", "two angles are called one. Give each its own id."),
        ("expires: 2027", "expires: 2025", ":9:10 it is over before it may be named."),
        ('names: [River Week, "#RiverWeek"]\n', "", "an embargo needs names"),
        ('[River Week, "#RiverWeek"]', '["*"]', "names says '*'. Write it in letters"),
        ('owner: "#', 'owner: "@', "Use a channel, such as"),
        ("[en, pt]", "[klingon]", "languages says 'klingon'. Use a code like en or pt-BR."),
        ("[en, pt]", "[en, xx]", "languages says 'xx'. No language has that code."),
        ("title: River", "title: " + "x" * 146, "title has 151 characters. Say it in 150"),
        ("title: One", "title: " + "x" * 76, "title has 76 characters. Say it in 75 characters."),
        ("open their", "x" * 1_000, "initiative has 1,"),
        ("They count", "x" * 501, "why has 507 characters. Say it in 500"),
        ("supports the", "x" * 200, "disclosure has"),
        ("links:", MORE_ANGLES + "links:", "it has 6 angles. Keep the best 5."),
        ("  - name: Lindmark", MORE_PARTNERS + "  - name: Lindmark", "it has 11 partners."),
        ("hashtags: [", "hashtags: [" + '"#Aa", ' * 10, "it has 11 hashtags. There is room for 10"),
        (
            "links: [",
            "links: [" + '{title: T, url: "https://x.example"}, ' * 10,
            "it has 11 links.",
        ),
        ('/river"', '/river?employee_id=7"', "Leave out whose it is: clicks are counted by"),
        ('/river"', '/river?from=ana%40brightwater.example"', "Leave out whose it is"),
        ("angles:", "facts: [rain]\nangles:", "facts names rain, which is no approved fact."),
    ],
)
def test_a_mistake_leaves_the_campaign_out_and_is_told(
    tmp_path: Path, was: str, now: str, says: str
) -> None:
    assert was in CAMPAIGN
    found = loaded(tmp_path, CAMPAIGN.replace(was, now, 1))
    told = [str(problem) for problem in found.errors]
    assert len(told) == 1, told
    assert says in told[0]
    assert re.match(r"rules/campaigns/river\.yaml:\d+:\d+ ", told[0])
    assert found.ruleset is not None
    assert found.ruleset.campaigns == ()


def test_two_campaigns_have_two_ids(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [zzz]", "zzz", rule_id="zzz"))
    for name in ("a.yaml", "b.yaml"):
        write(folder / "campaigns" / name, CAMPAIGN)
    assert "the id river-week is taken" in str(load(folder).errors[0])


def test_the_shipped_campaigns_are_two_and_sound() -> None:
    assert [str(problem) for problem in shipped.loaded().problems] == []
    assert len(shipped.shipped().campaigns) == 2


def test_what_a_campaign_asks_for_is_read_in_ones_own_language(tmp_path: Path) -> None:
    plain = ruleset(tmp_path)
    found = load(tmp_path / "rules", languages=True)
    assert found.problems == ()
    assert found.ruleset is not None

    with speaking("pt-PT"):
        titles = [found.ruleset.title_of(rule.id) for rule in found.ruleset.rules]
        [finding] = found.ruleset.read(Draft("River Week is coming"), BEFORE).findings
        again = load(tmp_path / "rules").ruleset

    assert "Um parceiro é mencionado com o que nos liga" in titles
    assert finding.clause == "Uma campanha tem nome quando começa"
    assert finding.message.startswith("“River Week” ainda não começou. Guarde isto até lá,")
    assert again is not None
    assert again.hash == plain.hash == found.ruleset.hash  # whoever loads them speaks


def test_the_example_of_a_copy_tells_of_no_campaign_before_its_time(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [zzz]", "zzz", rule_id="zzz"))
    write(folder / "campaigns" / "river.yaml", CAMPAIGN)
    later = CAMPAIGN.replace("river-week", "a-later").replace(
        "2026-11-02T09:00", "2027-02-01T09:00"
    )
    write(folder / "campaigns" / "a-later.yaml", later.replace("Think of", "Whisper long about"))
    found = load(folder).ruleset
    assert found is not None

    copied = next(rule for rule in found.rules if rule.id == "campaign-copied")

    shown = [test for test in copied.tests if test.expect == "match"]
    assert not any("Whisper" in test.draft for test in shown)
    assert {test.at for test in shown} == {datetime(2026, 11, 2, 9, tzinfo=UTC)}
