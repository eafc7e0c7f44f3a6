"""The policy text: clauses as comms write them, and every mistake with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.files.policy_folder import PolicyText
from bot.policy.handbook import load_with_policy, read_policy_folder
from bot.vocabulary.clause import Clause
from tests.policy.writing import write, write_folder

CLAUSE = """\
## Customers {#clients}

Name a customer only if they agreed.

Say “a food company” instead.

- a list is text like any other
- Topics: client
- Like this: “A food company came by.”
- Not like this: "Northgate Dairy came by."
- Ask: #clients
"""
HEAD = '---\ntitle: Posting\nlink: "https://intranet.example/social"\nowner: "#comms"\n---\n'


def read(tmp_path: Path, text: str, name: str = "posting.md") -> tuple[PolicyText, list[str]]:
    write(tmp_path / "policy" / name, text)
    found, problems = read_policy_folder(tmp_path)
    return found, [str(problem).partition("/")[2] for problem in problems]


def test_a_clause_is_its_heading_its_paragraphs_and_its_examples(tmp_path: Path) -> None:
    found, problems = read(tmp_path, HEAD + "\n# Posting\n\nHello.\n\n" + CLAUSE)

    assert problems == []
    assert found.clauses == (
        Clause(
            id="clients",
            title="Customers",
            passages=(
                "Name a customer only if they agreed.",
                "Say “a food company” instead.",
                "- a list is text like any other",
            ),
            link="https://intranet.example/social#clients",
            owner="#clients",
            topics=("client",),
            fine="A food company came by.",
            not_fine="Northgate Dairy came by.",
        ),
    )


def test_a_text_without_a_head_has_no_links(tmp_path: Path) -> None:
    found, problems = read(tmp_path, CLAUSE)
    assert (problems, found.clauses[0].link) == ([], "")


def test_without_the_folder_nothing_is_wrong(tmp_path: Path) -> None:
    assert read_policy_folder(tmp_path) == (PolicyText(), ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("## No name\n\nText.\n", "posting.md:1:1 ‘No name’ has no name. Write {#its-name}"),
        ("\n## Odd {#Not OK}\n\nText.\n", "posting.md:2:1 the name 'Not OK' needs small letters"),
        ("## Empty {#empty}\n\n- Topics: none\n", "posting.md:1:1 says nothing yet."),
        (f"{CLAUSE}\n{CLAUSE}", "posting.md:13:1 the name clients is taken."),
        (
            CLAUSE.replace("Topics: client", "Topics: clint"),
            "posting.md:8:1 Topics says 'clint'. Did you mean client?",
        ),
        (
            CLAUSE.replace("- Like this", "- Like thus"),
            "posting.md:9:1 a clause knows no 'Like thus'. Did you mean Like this?",
        ),
        (
            CLAUSE + "- Also asked as: buyer,, client\n",
            "posting.md:12:1 Also asked as has a comma too many. Write: pay, night shift",
        ),
        (
            CLAUSE + "- Also asked in pt: cliente, cliente\n",
            "posting.md:12:1 Also asked in pt says 'cliente' twice. Keep one.",
        ),
        (
            CLAUSE + "- Also asked in xx: cliente\n",
            "posting.md:12:1 a clause knows no 'Also asked in xx'.",
        ),
        (
            CLAUSE + "- Answers the guard: perhaps\n",
            "posting.md:12:1 Answers the guard says 'perhaps'. Write yes, or leave the line out.",
        ),
        (CLAUSE + "- Ask: #other\n", "posting.md:12:1 says Ask twice."),
        (CLAUSE.replace("Ask: #", "Ask: "), "posting.md:11:1 Ask says 'clients'. Use a channel"),
        ("---\nownr: x\n---\n" + CLAUSE, "posting.md:2:1 the head of a policy text knows no"),
        (
            "---\nlink: http://intranet.example\n---\n" + CLAUSE,
            "posting.md:2:7 link says 'http://intranet.example'. Use an https address",
        ),
        ("---\nowner: x\n" + CLAUSE, "posting.md:1:1 opens a head with --- and does not close"),
        ("Nothing here.\n", "posting.md:1:1 holds no clause"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_remedy(tmp_path: Path, text: str, says: str) -> None:
    _, problems = read(tmp_path, text)
    assert problems[0].removeprefix("policy/").startswith(says)


@pytest.mark.parametrize(("said", "protects"), [("yes", True), ("Yes", True), ("no", False)])
def test_a_clause_answers_the_guard_where_it_says_yes(
    tmp_path: Path, said: str, *, protects: bool
) -> None:
    found, problems = read(tmp_path, CLAUSE + f"- Answers the guard: {said}\n")
    assert (problems, found.clauses[0].protects) == ([], protects)


def test_the_words_that_people_ask_with_are_read_and_are_no_text(tmp_path: Path) -> None:
    asked = "- Also asked as: buyer, account  we won\n- Also asked in pt: freguês\n"
    found, problems = read(tmp_path, CLAUSE + asked)

    assert problems == []
    assert found.clauses[0].asked == (("en", "buyer"), ("en", "account we won"), ("pt", "freguês"))
    assert "freguês" not in " ".join(found.clauses[0].passages)


def test_words_that_lead_nowhere_stand_beside_the_synonyms(tmp_path: Path) -> None:
    text = "version: 1\nwords: {pay: [wage]}\nelsewhere: {en: [parking], pt: [cantina]}\n"
    write(tmp_path / "policy" / "synonyms.yaml", text)
    found, problems = read(tmp_path, CLAUSE)
    assert problems == []
    assert found.elsewhere == (("en", "parking"), ("pt", "cantina"))


def test_two_files_share_their_names(tmp_path: Path) -> None:
    write(tmp_path / "policy" / "also.md", CLAUSE)
    found, problems = read(tmp_path, CLAUSE)
    assert len(found.clauses) == 1
    assert problems[0].startswith("policy/posting.md:1:1 the name clients is taken")


def test_a_mistake_in_the_synonyms_leaves_the_clauses(tmp_path: Path) -> None:
    write(tmp_path / "policy" / "synonyms.yaml", "version: 1\nword: {pay: [wage]}\n")
    found, problems = read(tmp_path, CLAUSE)
    assert len(found.clauses) == 1
    assert (
        "policy/synonyms.yaml:2:1 synonyms.yaml knows no 'word'. Did you mean words?"
        in (problems[0])
    )


def test_rules_check_reads_the_policy_too(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    write(folder / "policy" / "posting.md", "## No name\n\nText.\n")
    assert load_with_policy(folder).ruleset is None

    shipped = load_with_policy(Path(__file__).parents[2] / "rules")
    assert [str(problem) for problem in shipped.problems] == []
