"""When digests are posted, and where: the company's file, and what the environment overrides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.policy.company import DigestChannel, DigestPlan, Organisation
from bot.policy.loader import load
from bot.settings import Settings
from bot.weekly import Weekly
from bot.wiring.press import plan_of
from tests.policy.writing import live, write, write_folder

COMPANY = Organisation(
    "Brightwater",
    timezone="Europe/Lisbon",
    language="en",
    channels={"digest": "#social-learning"},
    digest=DigestPlan(
        "30 8 * * tue",
        (DigestChannel("#vendas", "pt"), DigestChannel("#sales", off=True)),
    ),
)


def settings(**given: str) -> Settings:
    return Settings(_env_file=None).model_copy(update=given)


def test_the_company_says_when_where_and_in_which_language() -> None:
    plan = plan_of(settings(), COMPANY)

    assert (plan.weekly, plan.timezone) == (Weekly(1, 8, 30), "Europe/Lisbon")
    assert plan.channels == (
        DigestChannel("#social-learning", "en"),
        DigestChannel("#vendas", "pt"),
    )


def test_the_environment_names_the_one_channel_and_the_time() -> None:
    given = settings(checkpost_digest_channel="#vendas", checkpost_digest_cron="0 9 * * fri")

    plan = plan_of(given, COMPANY)

    assert plan.weekly == Weekly(4, 9, 0)
    assert plan.channels == (DigestChannel("#vendas", "pt"),)


def test_a_channel_that_opted_out_is_left_alone_whoever_names_it() -> None:
    assert plan_of(settings(checkpost_digest_channel="#sales"), COMPANY).channels == ()
    out = replace(COMPANY.digest, channels=(DigestChannel("#social-learning", off=True),))
    assert plan_of(settings(), replace(COMPANY, digest=out)).channels == ()


def test_a_company_without_a_word_about_it_posts_nowhere() -> None:
    assert plan_of(settings(), Organisation("Brightwater")).channels == ()


def organisation(root: Path, digest: str) -> tuple[Organisation | None, list[str]]:
    folder = write_folder(root, live("kind: phrase\nany: [soon]", "soon", rule_id="soon"))
    write(folder / "organization.yaml", f"version: 1\nname: Brightwater\ndigest:\n{digest}")
    loaded = load(folder)
    return loaded.ruleset.organisation if loaded.ruleset else None, [str(p) for p in loaded.errors]


def test_the_file_takes_names_and_mappings(tmp_path: Path) -> None:
    text = '  cron: "0 9 * * fri"\n  channels: ["#a", {channel: "#b", language: pt, off: true}]\n'

    read, problems = organisation(tmp_path, text)

    assert problems == []
    assert read
    channels = (DigestChannel("#a"), DigestChannel("#b", "pt", off=True))
    assert read.digest == DigestPlan("0 9 * * fri", channels)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('  cron: "*/5 * * * *"\n', "such as 0 9 * * mon"),
        ("  channels: [{language: pt}]\n", "channel"),
        ("  colour: blue\n", "colour"),
    ],
)
def test_a_mistake_in_it_is_told_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    _, problems = organisation(tmp_path, text)

    assert any("organization.yaml:" in problem and says in problem for problem in problems)
