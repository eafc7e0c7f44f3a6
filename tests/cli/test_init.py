"""`checkpost init`: a company's own rule folder that works at once, whatever its name."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.answering import Answers
from bot.cli.command import build
from bot.cli.starter import Profile, files
from bot.cli.starter_drills import drills
from bot.policy.handbook import load_with_policy, read_habits_folder
from bot.policy.lint.lint import lint
from bot.policy.loader import Loaded, load
from bot.verdict import Draft, Verdict
from tests.shipped import RULES

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
RUNNER = CliRunner()
NAMES = (
    *("O'Reilly, Inc.", "C# + F (Labs)", "{braces} [and] more", "Вода", "شركة المياه", "🌊"),
    *("🚀 Rocket's", "- dash", "yes", "null", "12:30", "@acme", "back\\slash", "100%", "A" * 80),
    *("core", "$cash", "~tilde", "|pipe|", "水の会社"),
)
TYPED = ('Müller & "Söhne": #1', "*star* F*", "tab\tbed")


def run(folder: Path, *arguments: str, answers: str | None = None) -> tuple[int, str]:
    done = RUNNER.invoke(build(), ["init", "--folder", str(folder), *arguments], input=answers)
    return done.exit_code, done.output


def written(folder: Path, name: str, *, region: str = "GB", about: str = "") -> Loaded:
    """Load what is written for a company; of the core pack the files that speak of `about`."""
    core = (RULES / "packs" / "core").glob("*.yaml")
    spoken = [file for file in core if about in file.read_text("utf-8")]
    for file in (RULES / "platforms.yaml", *spoken):
        (folder / file.relative_to(RULES)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / file.relative_to(RULES))
    profile = Profile(name, "Europe/London", region, "en", "#comms")
    for path, text in files(profile, AT.date()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a company that said no more than its name. Nobody writes into it."""
    folder = tmp_path_factory.mktemp("acme") / "rules"
    code, said = run(folder, "Acme", "--yes")
    assert code == 0, said
    return folder


@pytest.fixture(scope="module")
def loaded(acme: Path) -> Loaded:
    return load_with_policy(acme)


def made(folder: Path, *arguments: str) -> Loaded:
    name, *options = arguments
    code, said = run(folder, *options, "--yes", "--", name)
    assert code == 0, said
    return load(folder)


def test_a_company_has_rules_that_work_at_once(loaded: Loaded) -> None:
    assert [str(problem) for problem in loaded.problems] == []
    assert [trial.says for trial in loaded.trials if not trial.passed] == []
    assert loaded.ruleset is not None
    assert loaded.ruleset.organisation.name == "Acme"
    assert "pt" in loaded.ruleset.translations.languages, "as in the shipped rules"
    assert [str(warning) for warning in lint(loaded.ruleset, AT)] == []


@pytest.mark.parametrize("name", TYPED)
def test_a_name_is_taken_as_it_is_typed(tmp_path: Path, name: str) -> None:
    loaded = made(tmp_path / "rules", name)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset is not None
    assert loaded.ruleset.organisation.name == " ".join(name.replace("*", " ").split())


@pytest.mark.parametrize("name", NAMES)
def test_a_company_of_any_name_has_files_that_load(tmp_path: Path, name: str) -> None:
    # In these files stands a company's name, or the words that tell who works there.
    loaded = written(tmp_path / "rules", name, about="organization")
    assert [str(problem) for problem in loaded.problems] == []
    assert [trial.says for trial in loaded.trials if not trial.passed] == []
    assert loaded.trials
    assert loaded.ruleset is not None
    assert loaded.ruleset.organisation.name == name


def test_questions_find_the_policy_that_a_company_begins_with(acme: Path, loaded: Loaded) -> None:
    ruleset = loaded.ruleset
    assert ruleset is not None
    answers = Answers(lambda: ruleset, acme, lambda: AT)

    def first(question: str) -> str:
        return answers.plain(question).clauses[0].clause.id

    assert first("May I moan about my workload?") == "your-rights"
    assert first("Do I have to disclose my employer?") == "disclosure"
    assert first("May I mention who buys from us?") == "clients"
    assert first("Can I post a teaser of the prototype?") == "projects"
    assert "`checkpost ask" in (acme / "policy" / "posting.md").read_text("utf-8")


def test_a_company_begins_with_the_drills_in_every_language(acme: Path, loaded: Loaded) -> None:
    habits, problems = read_habits_folder(acme)
    assert problems == ()
    assert [habit.id for habit in habits] == [habit.id for habit in read_habits_folder(RULES)[0]]
    assert all(habit.how is None for habit in habits), "how it is done stands on one's own pages"
    said = "\n".join(text for each in habits for text in (*each.texts, *each.others["pt"].texts))
    assert "brightwater" not in said.casefold()
    assert "links to your-company.example.sign-in.example" in said
    assert not [problem for problem in loaded.problems if "drills" in str(problem)]


@pytest.mark.parametrize(
    ("domain", "says"), [("acme.com", "acme.com.sign"), ('a"b: {', "your-company.example.sign")]
)
def test_a_drill_speaks_of_the_companys_own_address(domain: str, says: str) -> None:
    name = "drills/04-lookalike-links.yaml"
    text = drills({name: (RULES / name).read_text("utf-8")}, (domain,))[name]
    assert says in text
    assert "how:" not in text


@pytest.mark.parametrize("region", ["US", "DE", "BR", "JP", "GB"])
def test_it_works_in_other_countries(tmp_path: Path, region: str) -> None:
    loaded = written(tmp_path / "rules", "Acme", region=region)
    assert loaded.ruleset is not None
    assert loaded.ruleset.organisation.region == region
    assert [str(problem) for problem in loaded.problems] == []


def test_what_the_company_says_is_what_the_rules_look_for(tmp_path: Path) -> None:
    options = {
        "--product": "Gear Box",
        "--codename": "Project Falcon",
        "--client": "North Bakery",
        "--secret-client": "Quiet Bank",
        "--competitor": "Rival Ltd",
        "--domain": "acme.com",
        "--internal-domain": "corp.acme.com",
        "--ticker": "ACME",
        "--comms": "#brand",
    }
    given = [word for pair in options.items() for word in pair]
    ruleset = made(tmp_path / "rules", "Acme", *given).ruleset
    assert ruleset is not None
    topics = {
        draft: {(f.topic, f.owner) for f in ruleset.read(Draft(draft), AT).findings}
        for draft in (
            "You should try Gear Box",
            "Project Falcon is green",
            "Lunch with Quiet Bank",
            "Rival Ltd is a scam",
            "See https://corp.acme.com/wiki",
            "ACME will have a great quarter 🚀",
            "Our client North Bakery is on stage",
            "I work at Acme and like Gear Box",
        )
    }
    assert [sorted(found) for found in topics.values()] == [
        [("disclosure", "#brand")],
        [("confidential", "#brand")],
        [("client", "#brand")],
        [("competitor", "#brand")],
        [("internal-link", "#brand")],
        [("financial", "#brand")],
        [],
        [],
    ]


def test_it_asks_step_by_step_what_no_option_says(tmp_path: Path) -> None:
    answers = "Acme\nEurope/Paris\nfr\nfr\n#com\n\nacme.fr, shop.acme.fr\n\nGear, Box\n\n\n\n\n"
    code, said = run(tmp_path / "rules", "--ask", answers=answers)
    assert code == 0, said
    ruleset = load(tmp_path / "rules").ruleset
    assert ruleset is not None
    company = ruleset.organisation
    assert (company.timezone, company.region, company.public_domains) == (
        "Europe/Paris",
        "FR",
        ("acme.fr", "shop.acme.fr"),
    )
    assert company.lists["products"].terms == ("Gear", "Box")


def test_it_never_overwrites(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "mine.yaml").write_text("precious")
    code, said = run(folder, "Acme", "--yes")
    assert (code, "nothing is overwritten" in said) == (2, True)
    assert [file.name for file in folder.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize(
    ("option", "value"), [("--timezone", "Mars/Base"), ("--region", "Europe"), ("--domain", "acme")]
)
def test_a_wrong_answer_is_said_and_leaves_nothing(tmp_path: Path, option: str, value: str) -> None:
    code, said = run(tmp_path / "rules", "Acme", "--yes", option, value)
    assert code == 2
    assert "organization.yaml:" in said
    assert list(tmp_path.iterdir()) == []


def test_a_company_without_a_name_is_asked_for_one(tmp_path: Path) -> None:
    for nothing in ((), ("***",), ("A" * 81,)):
        code, said = run(tmp_path / "rules", "--yes", *nothing)
        assert code == 2
        assert "checkpost init Acme" in said


def test_an_overlay_rule_of_ones_own_changes_a_core_rule(tmp_path: Path, acme: Path) -> None:
    folder = shutil.copytree(acme, tmp_path / "rules")
    file = folder / "organization.yaml"
    text = file.read_text("utf-8").replace("terms: []", "terms: [Gear Box]", 1)
    file.write_text(text, "utf-8")
    own = "version: 1\nrules:\n  - extends: core/employee-disclosure\n    severity: polish\n"
    (folder / "packs" / "acme" / "ours.yaml").write_text(own)
    ruleset = load(folder).ruleset
    assert ruleset is not None
    assert ruleset.read(Draft("Try Gear Box"), AT).verdict is Verdict.POLISH


def test_what_is_noted_as_an_example_works_once_its_sign_is_taken_away(
    tmp_path: Path, acme: Path
) -> None:
    file = shutil.copytree(acme, tmp_path / "rules") / "organization.yaml"
    text = file.read_text("utf-8")
    examples = r"# ((?:story_prompts|crisis_words|digest):\n|  +\S.*\n)"
    file.write_text(re.sub(examples, r"\1", text), "utf-8")

    loaded = load(tmp_path / "rules")

    assert loaded.problems == ()
    assert loaded.ruleset is not None
    organisation = loaded.ruleset.organisation
    assert "data breach" in organisation.lists["crisis_words"].terms
    assert len(organisation.lists["story_prompts"].terms) == 2
    assert organisation.digest.cron == "0 9 * * mon"
    assert [(each.channel, each.language, each.off) for each in organisation.digest.channels] == [
        ("#vendas", "pt", False),
        ("#sales", "", True),
    ]
