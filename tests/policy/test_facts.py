"""facts.yaml: every mistake has its place and remedy, and costs no other fact."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.policy.files.desk import Desk
from bot.policy.files.facts import Facts, read_facts, stale
from bot.policy.files.source import compose
from bot.policy.loader import load

SHIPPED = Path(__file__).parents[2] / "rules"

GOOD = """version: 1
facts:
  - id: halden-leaks
    statement: "Halden Water found leaks 31 % faster."
    source: "https://press.brightwater.example/halden"
    owner: "#client-stories"
    valid_from: "2026-09-14"
"""


def read(text: str, timezone: str = "Europe/Lisbon") -> tuple[Facts, list[str]]:
    desk = Desk(timezone=timezone)
    root = compose(text.encode(), "rules/facts.yaml")
    assert root is not None
    return read_facts(root, desk), [str(problem) for problem in desk.problems]


def test_the_shipped_facts_have_no_mistake_and_reach_the_rule_set() -> None:
    loaded = load(SHIPPED)

    assert [problem for problem in loaded.problems if "facts" in problem.path] == []
    assert loaded.ruleset is not None
    assert loaded.ruleset.facts.keys() >= {"halden-leaks", "tidewatch-uptime"}


def test_what_is_left_out_has_its_plain_default() -> None:
    facts, problems = read(GOOD)

    found = facts.by_id["halden-leaks"]
    assert problems == []
    assert found.wording == found.statement
    assert found.platforms == frozenset()
    assert not found.expired(datetime(2099, 1, 1, tzinfo=UTC))
    assert found.valid_from == datetime(2026, 9, 13, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("statement:", "statment:"), "rules/facts.yaml:4:5 a fact knows no 'statment'."),
        (("statement:", "statment:"), "Did you mean statement?"),
        (("valid_from:", "valid_form:"), "Did you mean valid_from?"),
        (("    owner", "    source: x\n    owner"), "rules/facts.yaml:6:5 says source twice"),
        (('    owner: "#client-stories"\n', ""), "rules/facts.yaml:3:5 a fact needs owner"),
        (("2026-09-14", "14 September"), "rules/facts.yaml:7:17 valid_from says '14 September'."),
        (('"2026-09-14"', '"2026-09-14"\n    valid_until: "2026-01-01"'), "it never holds"),
        (('"2026-09-14"', '"2026-09-14"\n    platforms: [linkedn]'), "Use x, linkedin,"),
        (("facts:\n", "facts:\n  - word\n"), "rules/facts.yaml:3:5 a fact should be a mapping"),
        (("version: 1", "version: 2"), "rules/facts.yaml:1:10 version says '2'. Use 1."),
        (("facts:", "fact:"), "Did you mean facts?"),
    ],
)
def test_a_mistake_has_its_place_and_its_remedy(change: tuple[str, str], says: str) -> None:
    _, problems = read(GOOD.replace(*change, 1))

    assert any(says in problem for problem in problems), problems


def test_one_mistake_does_not_cost_the_other_facts() -> None:
    again = GOOD.partition("facts:\n")[2]
    broken = again.replace("halden-leaks", "three").replace("valid_from", "valid")

    facts, problems = read(GOOD + again + again.replace("halden-leaks", "two") + broken)

    assert list(facts.by_id) == ["halden-leaks", "two"]
    assert "three" in facts.places
    assert "the id halden-leaks is taken: it stands in rules/facts.yaml:3:5." in problems[0]


@pytest.mark.parametrize(
    ("today", "says"),
    [
        ("2026-10-01", []),
        ("2026-11-01", ["expires in 30 days."]),
        ("2026-11-30", ["expires in 1 day."]),
        ("2026-12-01", ["has expired: it backs nothing and no rule offers it."]),
    ],
)
def test_a_fact_warns_before_it_ends_and_says_whom_to_ask(today: str, says: list[str]) -> None:
    facts, _ = read(f'{GOOD}    valid_until: "2026-12-01"\n', "UTC")

    warned = list(stale(facts, datetime.fromisoformat(today).replace(tzinfo=UTC)))

    remedy = "Ask #client-stories, then renew valid_until or take the fact out."
    assert [str(w) for w in warned] == [
        f"rules/facts.yaml:3:5 halden-leaks {line} {remedy}" for line in says
    ]
