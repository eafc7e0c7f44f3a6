"""What is taught: the rules' own examples, with nobody's name and no secret in them."""

from __future__ import annotations

from pathlib import Path

from bot.digest.teaching import drills, is_public, lessons
from bot.policy.loader import load
from bot.verdict import Draft, Verdict
from tests.digest.made import NOW, shipped
from tests.policy.writing import live, write_folder


def test_every_lesson_has_twelve_to_twenty_five_words() -> None:
    found = [lesson for _, lesson in lessons(shipped(), NOW)]

    assert len(found) >= 5
    assert all(12 <= len(f"{each.before} {each.after}".split()) <= 25 for each in found)
    assert all(shipped().read(Draft(each.after), NOW).verdict is Verdict.CLEAR for each in found)


def test_of_every_drill_one_draft_is_fine_and_the_other_is_not() -> None:
    found = drills(shipped(), NOW)

    assert len(found) >= 26, "two quarters of drills, so that rules may come and go"
    assert len({drill.key for drill in found}) == len(found)
    for drill in found:
        fine, wrong = drill.drafts[drill.fine], drill.drafts[1 - drill.fine]
        assert shipped().read(Draft(fine), NOW).verdict is Verdict.CLEAR
        assert wrong != fine
    assert {drill.fine for drill in found} == {0, 1}


def test_no_name_of_a_client_a_competitor_or_a_secret_is_taught() -> None:
    texts = [text for drill in drills(shipped(), NOW) for text in drill.drafts]
    texts += [text for _, each in lessons(shipped(), NOW) for text in (each.before, each.after)]
    lists = shipped().organisation.lists

    named = [
        term.lower()
        for name in ("competitors", "reference_clients", "confidential_clients", "codenames")
        for term in lists[name].terms
    ]
    assert not [text for text in texts for term in named if term in text.lower()]


def test_a_rule_with_one_example_about_a_secret_teaches_nothing(tmp_path: Path) -> None:
    rule = live("kind: phrase\nany: [soon]", "something new comes soon", rule_id="soon")
    folder = write_folder(tmp_path, rule.replace("something new", "Osprey"))
    (folder / "organization.yaml").write_text(
        "version: 1\nname: Brightwater\nlists:\n  birds: {secret: true, terms: [Osprey]}\n", "utf-8"
    )
    ruleset = load(folder).ruleset
    assert ruleset

    assert not is_public("the osprey flies", ruleset)
    assert drills(ruleset, NOW) == []
