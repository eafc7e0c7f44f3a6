"""What the environment may say, and how mistakes in it are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli.diagnoses import look_at_settings
from bot.cli.diagnosis import State
from bot.folders import prompts_folder, rules_folder
from bot.misspelt import Unknown
from bot.settings import Settings, SettingsProblem, load_settings, require_slack, unknown_variables
from bot.values import MOST_LENT_DAYS
from bot.workflows.retention import KEEP_ROWS

ROOT = Path(__file__).parent.parent
BOT_TOKEN = "xoxb-" + "1-made-up"
APP_TOKEN = "xapp-" + "1-made-up"


@pytest.fixture(autouse=True)
def _an_empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_is_needed_to_start_the_demo() -> None:
    settings = load_settings()
    assert not settings.has_slack
    assert not settings.has_ai
    assert settings.database_url == "sqlite:///checkpost.db"


def test_the_env_file_is_read_and_empty_lines_in_it_mean_unset(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={BOT_TOKEN}\nPORT=\nOPENAI_API_KEY=\n")
    settings = load_settings()
    assert settings.has_slack
    assert settings.port is None
    assert not settings.has_ai


def test_every_malformed_variable_is_named_in_one_message_without_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {
        "SLACK_BOT_TOKEN": "pasted-by-mistake",
        "SLACK_APP_TOKEN": BOT_TOKEN,
        "PORT": "three-thousand",
        "CHECKPOST_DATABASE_URL": "mysql://root:hunter@db/checkpost",
        "CHECKPOST_PROFILE": "private-please",
        "OPENAI_BASE_URL": "localhost:11434",
        "CHECKPOST_KEEP_DRAFTS": "forever",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem) as caught:
        load_settings()
    message = str(caught.value)
    assert [name for name in given if name not in message] == []
    assert "xoxb-" in message
    assert [value for value in given.values() if value in message] == []


@pytest.mark.parametrize("days", ["181d", "999d", "1000d", "0d", "30"])
def test_a_draft_is_lent_for_no_longer_than_verdicts_are_kept(
    monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setenv("CHECKPOST_KEEP_DRAFTS", days)

    with pytest.raises(SettingsProblem, match=r"CHECKPOST_KEEP_DRAFTS should be .* 180d at most"):
        load_settings()


def test_a_draft_may_be_lent_for_as_long_as_verdicts_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHECKPOST_KEEP_DRAFTS", f"{MOST_LENT_DAYS}d")

    assert load_settings().lend_days == KEEP_ROWS.days == MOST_LENT_DAYS


def test_secrets_do_not_show_in_a_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("CHECKPOST_DATABASE_URL", "postgresql://ana:hunter@db/checkpost")
    shown = repr(load_settings())
    assert "made-up" not in shown
    assert "hunter" not in shown


def test_a_bot_token_alone_is_told_what_else_slack_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    with pytest.raises(SettingsProblem, match="SLACK_APP_TOKEN") as caught:
        require_slack(load_settings())
    assert "SLACK_SIGNING_SECRET" in str(caught.value)


def test_an_app_token_alone_misses_the_bot_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    settings = load_settings()
    assert settings.has_slack
    with pytest.raises(SettingsProblem, match="SLACK_BOT_TOKEN"):
        require_slack(settings)


@pytest.mark.parametrize("second", ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_a_bot_token_with_either_second_half_connects(
    monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv(second, APP_TOKEN)
    require_slack(load_settings())


def test_postgresql_needs_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    monkeypatch.setenv("CHECKPOST_DATABASE_URL", "postgres://db/checkpost")
    with pytest.raises(SettingsProblem, match="CHECKPOST_SECRET_KEY"):
        require_slack(load_settings())


@pytest.mark.parametrize(
    ("env", "starts"),
    [
        ({"SLACK_APP_TOKEN": APP_TOKEN}, False),
        ({"SLACK_APP_TOKEN": APP_TOKEN, "PORT": "9464"}, True),
        ({"SLACK_SIGNING_SECRET": "s"}, True),
    ],
)
async def test_figures_that_nobody_could_read_are_refused_with_the_remedy(
    env: dict[str, str], *, starts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("CHECKPOST_METRICS", "true")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    seen = await look_at_settings(load_settings())
    assert (seen.state is State.OK) is starts
    if starts:
        require_slack(load_settings())
        return
    assert "nothing listens without a port" in seen.says
    with pytest.raises(SettingsProblem, match=r"such as PORT=3000"):
        require_slack(load_settings())


def test_a_misspelled_variable_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKPOST_DIGEST_CHANEL", "#digest")
    [unknown] = unknown_variables()
    assert str(unknown) == "CHECKPOST_DIGEST_CHANEL (did you mean CHECKPOST_DIGEST_CHANNEL?)"


def test_a_misspelled_entry_of_the_env_file_is_noticed_too(tmp_path: Path) -> None:
    entries = "checkpost_profil=anonymous\nSLACK_BOT_TOKN=xoxb-1\nCOMPOSE_PROJECT_NAME=ours\n"
    (tmp_path / ".env").write_text(entries)
    assert [unknown.meant for unknown in unknown_variables()] == [
        "CHECKPOST_PROFILE",
        "SLACK_BOT_TOKEN",
    ]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("CHECKPOST_DATABSE_URL", "CHECKPOST_DATABASE_URL"),
        ("CHECKPOST_DB_URL", "CHECKPOST_DATABASE_URL"),
        ("CHECKPOST_PORT", "PORT"),
        ("CHECKPOST_OPENAI_API_KEY", "OPENAI_API_KEY"),
        ("CHEKPOST_MODEL", "CHECKPOST_MODEL"),
        ("OPENAI_BASEURL", "OPENAI_BASE_URL"),
        ("CHECKPOST_COLOUR", ""),
    ],
)
def test_what_was_likely_meant_is_named(
    given: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(given, "1")
    assert unknown_variables() == (Unknown(given, meant),)


@pytest.mark.parametrize("others", ["SLACK_WEBHOOK_URL", "OPENAI_ORG_ID", "PORTS", "DATABASE_URL"])
def test_what_other_programs_read_is_no_slip(others: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(others, "1")
    assert unknown_variables() == ()


def test_a_name_beside_the_one_it_comes_near_is_somebody_elses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "1")
    monkeypatch.setenv("OPENAI_API_KEYS", "1,2")
    assert unknown_variables() == ()


def test_rules_come_from_the_variable_then_the_working_folder_then_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert (rules_folder() / "organization.yaml").is_file()
    assert not rules_folder().is_relative_to(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "organization.yaml").write_text("name: Elsewhere\n")
    assert rules_folder() == Path("rules")
    monkeypatch.setenv("CHECKPOST_RULES", "/srv/policy")
    assert rules_folder() == Path("/srv/policy")


def test_prompts_are_found_like_rules(tmp_path: Path) -> None:
    assert (prompts_folder() / "review.md").is_file()
    assert not prompts_folder().is_relative_to(tmp_path)


@pytest.mark.parametrize("document", ["README.md", ".env.example"])
def test_every_variable_is_documented_and_no_other(document: str) -> None:
    text = (ROOT / document).read_text()
    pattern = r"^\| `([A-Z_]+)`" if document == "README.md" else r"^([A-Z_]+)="
    assert set(re.findall(pattern, text, re.MULTILINE)) == {
        n.upper() for n in Settings.model_fields
    }


def test_nothing_else_reads_the_environment() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for folder in ("bot", "storage")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"os\.(environ|getenv)|from os import (environ|getenv)", path.read_text())
    ]
    assert readers == ["bot/settings.py"]


def test_what_is_wrong_and_what_is_missing_are_told_in_one_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "pasted-by-mistake")
    monkeypatch.setenv("PORT", "0")
    with pytest.raises(SettingsProblem) as caught:
        load_settings()
    named = ("SLACK_BOT_TOKEN", "PORT", "SLACK_APP_TOKEN is missing")
    assert [name for name in named if name not in str(caught.value)] == []


def test_an_env_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SLACK_BOT_TOKEN=xoxb-\xe9\n")
    with pytest.raises(SettingsProblem, match=r"\.env"):
        load_settings()


@pytest.mark.parametrize("address", ["http://[::1", "ftp://host/", "https://", "https://a b/", "x"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    with pytest.raises(SettingsProblem, match="OPENAI_BASE_URL"):
        load_settings()


@pytest.mark.parametrize("name", ["OPENAI_BASE_URL", "SLACK_API_URL"])
@pytest.mark.parametrize(
    ("address", "as_it_is", "where_allowed"),
    [
        ("https://models.example/v1", True, True),
        ("http://127.0.0.1:11434/v1", True, True),
        ("http://[::1]:11434/v1", True, True),
        ("HTTP://localhost:11434/v1", True, True),
        ("http://10.1.2.3:8000/v1", False, True),
        ("http://[fd00::2]:8000/v1", False, True),
        ("http://ollama:11434/v1", False, True),
        ("http://gpu.brightwater.internal/v1", False, True),
        ("http://vllm.models.svc.cluster.local/v1", False, True),
        ("http://models.example/v1", False, False),
        ("HTTP://models.example/v1", False, False),
        ("http://93.184.216.34/v1", False, False),
        ("http://localhost.models.example/v1", False, False),
        ("http://0.0.0.0:11434/v1", False, False),
        ("http://localhost@models.example/v1", False, False),
    ],
)
def test_nobody_can_read_on_the_way_what_is_sent_to_a_model_or_to_slack(
    name: str,
    address: str,
    *,
    as_it_is: bool,
    where_allowed: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, address)
    for allowed, expected in (("false", as_it_is), ("true", where_allowed)):
        monkeypatch.setenv("CHECKPOST_PLAIN_HTTP", allowed)
        if expected:
            load_settings()
            continue
        with pytest.raises(SettingsProblem, match=f"{name} should begin with https://") as caught:
            load_settings()
        assert ("CHECKPOST_PLAIN_HTTP=true" in str(caught.value)) is where_allowed
        assert "models.example" not in str(caught.value)


def test_the_anonymous_profile_is_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not load_settings().is_anonymous
    monkeypatch.setenv("CHECKPOST_PROFILE", "anonymous")
    assert load_settings().is_anonymous
