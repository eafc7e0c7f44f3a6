"""`checkpost rules …` as people and scripts run it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.rules import rules_app
from tests.policy.writing import live, pack_file, rule, write, write_folder

PROMISES = live("kind: phrase\nany: [guarantee*, promise*]", "we guarantee it", rule_id="promises")
BAD = rule("kind: phrase\nany: [x]", rule_id="bad", severity="hgih")


def run(folder: Path, *args: str, given: str | None = None) -> Result:
    return CliRunner().invoke(
        rules_app, args, input=given, env={"CHECKPOST_RULES": str(folder), "COLUMNS": "200"}
    )


def as_json(folder: Path, *args: str) -> Any:  # noqa: ANN401 -- whatever the command prints
    return json.loads(run(folder, *args, "--json").stdout)


def test_check_names_its_folder_and_says_that_all_is_well(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES)
    done = run(folder, "check")
    assert done.exit_code == 0
    assert done.stdout == f"Rules from {folder}\n1 rule at work in 1 pack, 2 tests, no errors.\n"


def test_check_says_every_mistake_and_exits_2(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES, BAD)
    done = run(folder, "check")
    assert done.exit_code == 2
    assert "rules.yaml:19:15 severity says 'hgih'. Use polish, fix or ask." in done.stdout
    assert done.stdout.endswith("1 rule at work in 1 pack, 2 tests, 1 error to mend.\n")
    said = as_json(folder, "check")
    assert said["problems"][0] | {"message": ""} == {
        "path": "rules/packs/core/rules.yaml",
        "line": 19,
        "column": 15,
        "severity": "error",
        "message": "",
    }


def test_a_warning_alone_is_no_failure(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES)
    write(folder / "packs" / "forgotten" / "a.yaml", pack_file())
    done = run(folder, "check")
    assert done.exit_code == 0
    assert "rules/packs.yaml:2:8 warning: does not name packs/forgotten" in done.stdout


def test_check_and_lint_advise_on_what_is_not_translated(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES)
    text = 'version: 1\ntexts: {"A clause": "Uma cláusula", "It matters.": "Importa.", b: c}\n'
    write(folder / "packs" / "core" / "languages" / "pt.yaml", text)

    checked, linted = run(folder, "check"), run(folder, "lint")

    missing = "warning: 'You say {match}.' is not in languages/pt.yaml, so it is read"
    stale = "warning: no rule says 'b' any more. Take it out."
    assert (checked.exit_code, linted.exit_code) == (0, 0)
    assert missing in checked.stdout
    assert stale in checked.stdout
    assert "'You say {match}.' is not in languages/pt.yaml" in linted.stderr


def test_lint_exits_2_where_a_rule_could_not_be_loaded(tmp_path: Path) -> None:
    done = run(write_folder(tmp_path, PROMISES, BAD), "lint")
    assert done.exit_code == 2
    assert "severity says 'hgih'" in done.stderr


def test_check_without_a_folder_says_where_it_looked(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", "check")
    assert done.exit_code == 2
    assert "is no folder. Set CHECKPOST_RULES to a rule folder." in done.stdout
    assert "No rule works." in done.stdout


def test_test_runs_all_rules_or_one(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES, PROMISES.replace("promises", "others"))
    assert run(folder, "test").stdout == "4 tests passed, 0 failed, in 2 rules.\n"
    assert run(folder, "test", "promises").stdout == "2 tests passed, 0 failed, in 1 rule.\n"
    missing = run(folder, "test", "promise")
    assert missing.exit_code == 2
    assert "No rule with tests is called promise. Did you mean promises?" in missing.stderr


def test_a_failing_test_is_shown_with_its_draft(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES.replace("we guarantee it", "we hope so, name: hope"))
    done = run(folder, "test")
    assert done.exit_code == 1
    assert "promises 'hope' expects a match, and the rule finds nothing" in done.stdout
    assert "    we hope so\n" in done.stdout
    assert done.stdout.endswith("1 test passed, 1 failed, in 1 rule.\n")
    assert [row["passed"] for row in as_json(folder, "test")["tests"]] == [True, False]


def test_coverage_names_the_words_that_no_test_uses(tmp_path: Path) -> None:
    listed = live("kind: phrase\nany: [$codenames, $products]", "Osprey", rule_id="listed")
    folder = write_folder(tmp_path, PROMISES, listed)
    rows = {row["rule"]: row for row in as_json(folder, "test", "--coverage")["coverage"]}
    assert rows["promises"] == {
        "rule": "promises",
        "match": 1,
        "no_match": 1,
        "parts": 2,
        "unused": ["promise*"],
    }
    assert rows["listed"]["unused"] == ["$products"]
    shown = run(folder, "test", "--coverage").stdout
    assert "promise*" in shown
    assert "Osprey" not in shown


def test_try_shows_a_draft_as_its_author_would_see_it(tmp_path: Path) -> None:
    watching = rule("kind: phrase\nany: [maybe]", rule_id="watching")
    folder = write_folder(tmp_path, PROMISES, watching)
    done = run(folder, "try", "Maybe we guarantee it")
    assert done.exit_code == 0
    assert done.stdout.startswith("Fix first")
    assert "You say guarantee." in done.stdout
    assert "Watch rules that would have spoken: watching" in done.stdout
    tried = as_json(folder, "try", "Maybe we guarantee it")
    assert (tried["verdict"], tried["watch"], tried["guarded"]) == ("fix", ["watching"], False)
    assert tried["findings"][0]["start"] == 9


def test_try_takes_place_and_time(tmp_path: Path) -> None:
    body = "kind: phrase\nany: [soon]\nactive: {until: 2026-12-01}\nwhen: {platforms: [x]}"
    folder = write_folder(tmp_path, PROMISES, live(body, "soon", rule_id="soon"))

    def verdict(*options: str) -> object:
        return as_json(folder, "try", "soon", *options)["verdict"]

    assert verdict("--platform", "x", "--at", "2026-11-30T23:59") == "fix"
    assert verdict("--platform", "x", "--at", "2026-12-01") == "clear"
    assert verdict("--at", "2026-11-30") == "clear"
    wrong = run(folder, "try", "soon", "--at", "tomorrow")
    assert wrong.exit_code == 2
    assert "--at: 'tomorrow' is no ISO date" in wrong.stderr


def test_explain_says_why_and_hides_what_has_nothing_to_say(tmp_path: Path) -> None:
    quiet = live("kind: phrase\nany: [other]", "other", rule_id="quiet")
    held = rule("kind: phrase\nany: [guarantee*]\nnear: {any: [returns]}", rule_id="held")
    folder = write_folder(tmp_path, PROMISES, quiet, held)
    done = run(folder, "explain", "-", given="We guarantee it")
    assert "promises  matched    ‘guarantee’" in done.stdout
    assert "held      held back  nothing of near stands close to ‘guarantee’" in done.stdout
    assert "1 more found nothing (--all lists them)." in done.stdout
    assert "quiet" not in done.stdout
    assert "quiet" in run(folder, "explain", "--all", "We guarantee it").stdout
    rows = as_json(folder, "explain", "We guarantee it")
    assert [(row["rule"], row["outcome"], row["spans"]) for row in rows] == [
        ("promises", "matched", [[3, 12]]),
        ("quiet", "nothing found", []),
        ("held", "held back", []),
    ]


def test_lint_warns_and_fails_only_when_asked(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES)
    done = run(folder, "lint")
    assert done.exit_code == 0
    assert "promises: it has no review date." in done.stdout
    assert done.stdout.endswith("1 warning over 1 rule.\n")
    assert run(folder, "lint", "--strict").exit_code == 1


def test_lint_reads_the_corpus_for_false_alarms(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES)
    lines = [json.dumps({"draft": "we promise", "verdict": "clear"})] * 50
    write(folder / "corpus.jsonl", "\n".join(lines))
    assert "it speaks on 50 of 50 drafts" in run(folder, "lint").stdout


def write_corpus(file: Path, *texts: str) -> None:
    lines = [json.dumps({"id": str(n), "draft": text}) for n, text in enumerate(texts, start=1)]
    write(file, "\n".join(lines))


def test_backtest_compares_with_a_folder(tmp_path: Path) -> None:
    old = write_folder(tmp_path / "old", PROMISES)
    new = write_folder(tmp_path / "new", PROMISES.replace("promise*", "ensure*"))
    write_corpus(tmp_path / "drafts.jsonl", "we promise", "we ensure", "we hope")
    args = ("backtest", "--against", str(old), "--corpus", str(tmp_path / "drafts.jsonl"))
    shown = run(new, *args).stdout
    assert "newly caught: 1\n    2: we ensure" in shown
    assert "no longer caught: 1\n    1: we promise" in shown
    assert "3 drafts against" in shown
    told = as_json(new, *args)
    assert told["rules"] == [
        {
            "rule": "promises",
            "newly_caught": ["2"],
            "no_longer_caught": ["1"],
            "severity_changed": [],
        }
    ]
    assert len(told["flips"]) == 2


def git(folder: Path, *args: str) -> None:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


def test_backtest_compares_with_a_git_revision(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES)
    write_corpus(folder / "corpus.jsonl", "we promise")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "First rules")
    write_folder(tmp_path, PROMISES.replace("promise*", "ensure*"))
    told = as_json(folder, "backtest", "--against", "HEAD")
    assert told["flips"] == [{"draft": "1", "before": "fix", "after": "clear"}]
    wrong = run(folder, "backtest", "--against", "v9")
    assert wrong.exit_code == 2
    assert "--against is no folder, and git says:" in wrong.stderr


def test_backtest_outside_git_or_without_drafts_says_so(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES)
    nothing = run(folder, "backtest", "--against", str(folder))
    assert (nothing.exit_code, nothing.stderr) == (
        2,
        "There is nothing to compare on. Give --corpus a file with one draft a line.\n",
    )
    write_corpus(folder / "corpus.jsonl", "x")
    outside = run(folder, "backtest", "--against", "HEAD")
    assert outside.exit_code == 2
    assert "git says" in outside.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "1 This line is no JSON object"),
        (
            '{"draft": "x", "verdict": "bad"}',
            "1 `verdict` should be one of clear, polish, fix, ask.",
        ),
    ],
)
def test_a_bad_corpus_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    folder = write_folder(tmp_path, PROMISES)
    write(tmp_path / "drafts.jsonl", line)
    done = run(folder, "lint", "--corpus", str(tmp_path / "drafts.jsonl"))
    assert done.exit_code == 2
    assert f"drafts.jsonl:{says}" in done.stderr


def test_schema_is_printed_or_written(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISES)
    printed = run(folder, "schema").stdout
    assert json.loads(printed)["title"] == "A Checkpost rule file"
    assert run(folder, "schema", "--write").stdout == f"Wrote {folder / 'schema.json'}\n"
    assert (folder / "schema.json").read_text() == printed
