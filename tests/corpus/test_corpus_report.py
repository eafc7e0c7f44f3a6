"""The report behind `make corpus`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.policy.ruleset import RuleSet
from tests.corpus.__main__ import RULES, main
from tests.corpus.measure import labelled, ordinary
from tests.policy.writing import live, write, write_folder
from tests.policy.writing import ruleset as rules_of


@pytest.fixture
def rules(tmp_path: Path) -> RuleSet:
    return rules_of(tmp_path, live("kind: phrase\nany: [best]", "the best"))


def test_each_topic_has_its_precision_and_recall(rules: RuleSet) -> None:
    rows = [
        {"draft": "the best", "platform": "x", "verdict": "fix", "topics": ["claim"]},
        {"draft": "the finest", "platform": "x", "verdict": "fix", "topics": ["claim"]},
        {"draft": "best wishes", "platform": "x", "verdict": "clear", "topics": []},
        {"draft": "good morning", "platform": "x", "verdict": "clear", "topics": []},
    ]
    report = labelled(rules, rows)
    [scale] = report.topics
    assert (scale.topic, scale.precision, scale.recall) == ("claim", 0.5, 0.5)
    assert (report.caught, report.broken, report.left_alone, report.good) == (1, 2, 1, 2)


def test_a_finding_that_is_too_mild_is_not_caught(rules: RuleSet) -> None:
    row = {"draft": "the best", "platform": "x", "verdict": "ask", "topics": ["claim"]}
    assert labelled(rules, [row]).caught == 0


def test_ordinary_posts_are_shown_as_short_excerpts_only(rules: RuleSet) -> None:
    post = "word " * 200 + "best" + " word" * 200
    report = ordinary(rules, [{"draft": post}, {"draft": "nothing"}])
    assert (report.posts, report.fix_or_above, report.any) == (2, 0.5, 0.5)
    [firing] = report.firings
    assert "best" in firing.examples[0]
    assert len(firing.examples[0]) < 80


def test_without_ordinary_posts_it_says_so_loudly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [best]", "the best"))
    row = {"draft": "the best", "verdict": "fix", "topics": ["claim"]}
    write(folder / "corpus.jsonl", json.dumps(row))
    assert main(["--rules", str(folder), "--ordinary", str(tmp_path / "none")]) == 0
    assert "Skipped: no ordinary posts" in capsys.readouterr().out


def test_a_missed_goal_fails_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_folder(tmp_path, live("kind: phrase\nany: [best]", "the best"))
    row = {"draft": "the finest", "verdict": "fix", "topics": ["claim"]}
    write(folder / "corpus.jsonl", json.dumps(row))
    nowhere = str(tmp_path / "none")
    assert main(["--rules", str(folder), "--ordinary", nowhere, "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["missed"] == ["0 of 1 drafts that break a clause are caught."]
    assert "Goal missed" in printed.err


def test_the_shipped_corpus_meets_the_goals() -> None:
    assert main(["--rules", str(RULES), "--ordinary", "nowhere"]) == 0
