"""Changes without YAML: the file they become is read back by the real loader, letter for letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.backtest import Sample
from bot.policy.body import PhraseBody
from bot.policy.changes.change import Change, Kind, Signed, next_statuses, softer, takes_words
from bot.policy.changes.propose import Proposal, propose
from bot.policy.changes.quoting import note, quoted
from bot.policy.files.source import compose
from bot.policy.loader import load
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, Status
from bot.verdict import Draft
from tests.policy.writing import found, live, rule, write, write_folder

NOW = datetime(2026, 11, 23, 9, 41, 5, tzinfo=UTC)
HANNE = Signed("Hanne Vestergaard", NOW)

PROMISES = live("kind: phrase\nany: [guarantee*]", "guaranteed returns", rule_id="promises")
PRAISE = live(
    "kind: require\nif: {any: [$products]}\nneed: {any: ['I work at Brightwater']}",
    "Try Tidewatch",
    rule_id="praise",
)
BETTER = live("kind: replace\nswap: {guys: everyone}", "Hi guys", rule_id="better", severity="ask")
QUIET = rule("kind: limit\nat_most: {emoji: 3}", rule_id="quiet")
KEYS = live("kind: phrase\nany: [hunter22]", "hunter22", rule_id="keys", topic="credential")
ALL = rule("kind: phrase\nall: [deal, signed]", rule_id="both")

CORPUS = (
    Sample(Draft("We assure you"), "line 1"),
    Sample(Draft("Guaranteed returns"), "line 2"),
    Sample(Draft("The tide is in"), "line 3"),
)
HOSTILE = [
    "#ad",
    "no",
    "12:30",
    "1.10",
    "~",
    "null",
    "- dash",
    "a: b",
    "{braces}",
    "[list]",
    "& anchor",
    "it's",
    'say "now"',
    "back\\slash",
    "two\nlines",
    "tab\tbed",
    "🌊 👩‍👩‍👧‍👦",
    "عربي",
    "nel\x85and\u2028 \u2029breaks",
    "bell\x07",
    "\ufeffmark",
    "%percent",
    "@acme",
    "!tag",
    "| pipe > fold",
    "x" * 10_000,
    "[{" * 3_000 + "x",
    "- ? : " * 1_500 + "x",
]


def folder(root: Path) -> Path:
    made = write_folder(root, PROMISES, PRAISE, BETTER, QUIET, KEYS, ALL)
    assert load(made).problems == ()
    return made


def word(value: str, target: str = "promises", **more: str) -> Change:
    return Change(Kind.WORD, target, value, "Legal asked for it", **more)


def exception(value: str, target: str = "promises", **more: str) -> Change:
    return Change(Kind.EXCEPTION, target, value, "It is a product's name", **more)


def proposed(root: Path, change: Change) -> Proposal:
    return propose(folder(root), change, CORPUS, signed=HANNE)


def saved(root: Path, change: Change) -> RuleSet:
    """Write what was proposed, as the edge does, and load it from the disk."""
    proposal = proposed(root, change)
    assert proposal.problems == ()
    for name, text in proposal.edits.items():
        write(root / "rules" / name, text)
    loaded = load(root / "rules")
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset
    assert proposal.ruleset
    assert loaded.ruleset.hash == proposal.ruleset.hash
    return loaded.ruleset


def named(ruleset: RuleSet, rule_id: str) -> Rule:
    return next(each for each in ruleset.rules if each.id == rule_id)


def test_a_word_becomes_an_ordinary_rule_file_that_says_who_when_and_why(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, word("assure", example="We assure you"))

    assert proposal.path == "packs/slack/2026-11-23-094105-word-promises.yaml"
    assert proposal.yaml == (
        "# Hanne Vestergaard, 2026-11-23 09:41 (Europe/Lisbon), from Slack.\n"
        "# Why: Legal asked for it\n"
        "version: 1\n"
        "rules:\n"
        '  - extends: "core/promises"\n'
        '    any+: ["assure"]\n'
        "    tests+:\n"
        '      - draft: "We assure you"\n'
        "        expect: match\n"
        "        name: the example given in Slack\n"
    )
    assert [trial.passed for trial in proposal.trials] == [True, True, True]


def test_what_flips_in_the_corpus_is_named_by_rule(tmp_path: Path) -> None:
    flips = proposed(tmp_path, word("assure")).flips

    assert flips.drafts == 3
    [change] = flips.changes
    assert change.rule == "promises"
    assert [sample.draft.text for sample in change.caught] == ["We assure you"]
    assert [(flip.before, flip.after) for flip in flips.flips] == [("clear", "fix")]


def test_nothing_is_written_while_a_change_is_proposed(tmp_path: Path) -> None:
    made = folder(tmp_path)
    before = sorted(made.rglob("*"))

    propose(made, word("assure"), CORPUS, signed=HANNE)

    assert sorted(made.rglob("*")) == before


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_words_arrive_letter_for_letter(tmp_path: Path, hostile: str) -> None:
    body = named(saved(tmp_path, word(hostile)), "promises").body

    assert isinstance(body, PhraseBody)
    assert body.terms.any_ == ("guarantee*", hostile)


@pytest.mark.parametrize(
    "hostile", [text[:150] for text in HOSTILE], ids=lambda text: ascii(text)[:20]
)
def test_hostile_words_arrive_in_lists_swaps_exceptions_and_notes(
    tmp_path: Path, hostile: str
) -> None:
    grown = saved(tmp_path / "list", Change(Kind.LIST, "products", hostile, hostile))
    assert grown.organisation.lists["products"].terms[-1] == hostile

    swapped = saved(tmp_path / "swap", word(hostile, "better", instead=f"{hostile}!"))
    assert named(swapped, "better").body.swaps[-1].old == hostile  # type: ignore[union-attr]  # a replace rule
    assert named(swapped, "better").body.swaps[-1].new == (f"{hostile}!",)  # type: ignore[union-attr]  # as above

    excepted = saved(tmp_path / "exception", exception(hostile))
    assert named(excepted, "promises").exceptions[-1].phrase == hostile


def test_a_name_with_line_breaks_cannot_leave_its_note(tmp_path: Path) -> None:
    name = "Eve\nrules: []\r\u2028status: off\x85x"
    proposal = propose(folder(tmp_path), word("assure"), (), signed=Signed(name, NOW))

    assert proposal.problems == ()
    assert proposal.yaml.startswith("# Eve rules: [] status: off x, 2026-11-23")


@given(st.text(min_size=1, max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    root = compose(f"k: {quoted(text)}  # {note(text)}\n".encode(), "a.yaml")

    assert root is not None
    [(_, value)] = root.value
    assert value.value == text


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert quoted("a\ud800b") == '"a\ufffdb"'


def test_an_exception_holds_until_its_day(tmp_path: Path) -> None:
    change = exception(
        "Guaranteed Tide Report", until="2027-03-01", example="Our Guaranteed Tide Report"
    )
    rules = saved(tmp_path, change)

    [kept] = named(rules, "promises").exceptions
    assert (kept.reason, kept.by) == ("It is a product's name", "Hanne Vestergaard")
    draft = "Our Guaranteed Tide Report"
    assert found(rules, draft, NOW) == []
    assert found(rules, draft, datetime(2027, 3, 1, tzinfo=UTC)) == ["Guaranteed"]


def test_a_word_reaches_a_require_rule_through_its_condition(tmp_path: Path) -> None:
    rules = saved(tmp_path, word("Weirgate", "praise", example="Try Weirgate"))

    assert found(rules, "Weirgate and Tidewatch") == ["Weirgate", "Tidewatch"]


def test_a_list_word_reaches_every_rule_that_uses_the_list(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, Change(Kind.LIST, "products", "Weirgate", "New product"))

    assert proposal.edits[proposal.path].endswith('lists:\n  products+: ["Weirgate"]\n')
    assert {trial.rule.id for trial in proposal.trials} == {"praise"}
    assert proposal.ruleset
    assert found(proposal.ruleset, "Try Weirgate") == ["Weirgate"]


def test_a_rule_is_moved_to_watch_and_back(tmp_path: Path) -> None:
    made = folder(tmp_path)
    watching = propose(made, _status("promises", "watch"), CORPUS, signed=HANNE)
    assert [len(change.missed) for change in watching.flips.changes] == [1]
    for name, text in watching.edits.items():
        write(made / name, text)

    later = Signed("Rashid", NOW.replace(hour=10))
    back = propose(made, _status("promises", "live"), CORPUS, signed=later)

    assert back.problems == ()
    assert [len(change.caught) for change in back.flips.changes] == [1]
    assert list(back.edits) == [back.path]  # the pack is there by now


def test_a_severity_is_softened(tmp_path: Path) -> None:
    change = Change(Kind.SEVERITY, "better", "polish", "Too grave for a word")

    rules = saved(tmp_path, change)

    assert named(rules, "better").severity == "polish"


def test_two_changes_to_one_rule_both_hold(tmp_path: Path) -> None:
    made = folder(tmp_path)
    for minute, value in enumerate(["assure", "promise*"]):
        signed = Signed("Hanne", NOW.replace(minute=minute))
        for name, text in propose(made, word(value), (), signed=signed).edits.items():
            write(made / name, text)

    rules = load(made).ruleset

    assert rules
    assert found(rules, "we assure and promise and guarantee") == ["assure", "promise", "guarantee"]


REFUSED = {
    "its own example is not found": (
        word("assure", example="We vow"),
        "Your example expects a match, and the rule finds nothing: “We vow”",
    ),
    "a test of the rule turns red": (
        word("nothing"),
        "A test of promises expects no_match, and the rule finds 'nothing': “nothing of the kind”",
    ),
    "no reason": (replace(word("assure"), why=" "), "Say why"),
    "a list's name": (word("$products"), "Leave it out"),
    "no rule": (word("assure", "gone"), "There is no rule called gone any more."),
    "no list": (Change(Kind.LIST, "zebra", "x", "why"), "no list called zebra"),
    "a list that is derived": (Change(Kind.LIST, "organization", "x", "why"), "no list called"),
    "on the list": (Change(Kind.LIST, "products", "Tidewatch", "why"), "on that list already"),
    "a star in front": (word("*ing"), "A * stands at the end of a word"),
    "blank": (word("  "), "is blank"),
    "no better word": (word("folks", "better"), "Say which."),
    "swapped already": (word("guys", "better", instead="all"), "in that rule already"),
    "a limit has no words": (word("x", "quiet"), "does not look for words"),
    "a limit has no exceptions": (exception("x", "quiet"), "knows no exceptions"),
    "one of all": (word("x", "both"), "does not look for words"),
    "a day that is over": (exception("x", until="2026-11-23"), "That day is over."),
    "no day": (exception("x", until="soon"), "Write the day"),
    "an example that is still found": (
        exception("Tide", example="guaranteed Tide"),
        "expects no_match",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_change_that_cannot_be_made_is_refused_with_the_reason(tmp_path: Path, case: str) -> None:
    change, says = REFUSED[case]

    problems = proposed(tmp_path, change).problems

    assert any(says in problem for problem in problems), problems
    assert "left out" not in "".join(problems)


def _status(target: str, value: str) -> Change:
    return Change(Kind.STATUS, target, value, "See how often it speaks")


def test_a_rule_that_keeps_secrets_from_ai_cannot_only_watch(tmp_path: Path) -> None:
    [problem] = proposed(tmp_path, _status("keys", "watch")).problems

    assert "keys stays live" in problem


def test_a_rule_without_tests_cannot_go_live(tmp_path: Path) -> None:
    [problem] = proposed(tmp_path, _status("quiet", "live")).problems

    assert "has no test that expects match or no_match" in problem


def test_a_severity_cannot_be_made_graver(tmp_path: Path) -> None:
    change = Change(Kind.SEVERITY, "promises", "ask", "why")

    assert proposed(tmp_path, change).problems == (
        "promises says fix now; ask would not be softer.",
    )


def test_a_folder_with_a_mistake_is_mended_first(tmp_path: Path) -> None:
    made = folder(tmp_path)
    write(made / "packs" / "core" / "broken.yaml", "version: 1\nrules: [{id: x}]\n")

    problems = propose(made, word("assure"), (), signed=HANNE).problems

    assert problems[0].startswith("The rule files have a mistake already.")
    assert "rules/packs/core/broken.yaml:2:" in problems[1]


def test_what_a_rule_offers_to_change(tmp_path: Path) -> None:
    rules = load(folder(tmp_path)).ruleset

    assert rules
    assert [r.id for r in rules.rules if takes_words(r)] == ["promises", "praise", "better", "keys"]
    assert softer(named(rules, "better")) == ("polish", "fix")
    assert next_statuses(named(rules, "promises")) == (Status.WATCH,)
    assert next_statuses(named(rules, "quiet")) == (Status.LIVE,)
    assert next_statuses(named(rules, "keys")) == ()


def test_wording_that_can_chill_protected_speech_is_pointed_out(tmp_path: Path) -> None:
    thoughts = proposed(tmp_path, word("talk about salary")).thoughts

    assert len(thoughts) == 1
    assert thoughts[0].startswith("promises:")
    assert "salary" in thoughts[0]
    assert proposed(tmp_path, word("assure")).thoughts == ()
