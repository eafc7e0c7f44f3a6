"""`checkpost check` as people and scripts run it: a process of its own, from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forked
from tests.few_rules import few_rules

TIDEWATCH = "Try Tidewatch, it is the best"
HARMLESS = "Forty of us met in Porto to talk about water. I came home with a page of notes."


def checkpost(
    *args: str, given: str | bytes = "", folder: Path, **env: str
) -> subprocess.CompletedProcess[str]:
    return forked.checkpost(*args, given=given, folder=folder, env=env)


def test_a_person_reads_the_verdict_in_words_and_the_fix(tmp_path: Path) -> None:
    done = checkpost("check", "--no-ai", given=TIDEWATCH, folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("Fix first")
    assert "I work at Brightwater" in done.stdout
    assert "\x1b[" not in done.stdout


def test_clear_is_no_approval(tmp_path: Path) -> None:
    done = checkpost("check", "--no-ai", given=HARMLESS, folder=tmp_path)
    assert done.returncode == 0
    assert "Nothing stands out. Your post, your call." in done.stdout


def test_nothing_is_stored(tmp_path: Path) -> None:
    checkpost("check", given=TIDEWATCH, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_a_model_the_checklist_helps(tmp_path: Path) -> None:
    claim = "Our pumps are the fastest in Europe, 40 % faster than any other pump on the market."
    done = checkpost("check", given=claim, folder=tmp_path)
    assert "AI review is off here" in done.stdout
    assert "Quick checklist, made without AI" in done.stdout
    shown = json.loads(checkpost("check", "--json", given=claim, folder=tmp_path).stdout)
    assert shown["review"] == {"status": "disabled"}
    assert shown["checklist"]
    quiet = json.loads(checkpost("check", "--json", "--no-ai", given=claim, folder=tmp_path).stdout)
    assert quiet["review"] == {"status": "none"}
    assert quiet["checklist"] == []


def test_a_file_gives_the_same_answer_as_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(TIDEWATCH + "\n")
    by_file = checkpost("check", "--json", "--no-ai", "draft.txt", folder=tmp_path)
    by_pipe = checkpost("check", "--json", "--no-ai", "-", given=TIDEWATCH, folder=tmp_path)
    assert json.loads(by_file.stdout) == json.loads(by_pipe.stdout)


@pytest.mark.parametrize(("bar", "code"), [("polish", 1), ("fix", 1), ("ask", 0)])
def test_fail_on_sets_the_bar(tmp_path: Path, bar: str, code: int) -> None:
    done = checkpost("check", "--no-ai", "--fail-on", bar, given=TIDEWATCH, folder=tmp_path)
    assert done.returncode == code


@pytest.mark.parametrize(
    ("args", "given", "says"),
    [
        (["--platform", "myspace"], TIDEWATCH, "linkedin"),
        (["--at", "tomorrow"], TIDEWATCH, "ISO"),
        (["--fail-on", "never"], TIDEWATCH, "polish"),
        (["missing.txt"], "", "missing.txt"),
        (["."], "", "cannot be read"),
        ([], "", "empty"),
        ([], "  \n ", "empty"),
        ([], b"\xff\xfe\x00", "UTF-8"),
        (["--nonsense"], TIDEWATCH, "--nonsense"),
    ],
)
def test_bad_usage_exits_2_and_says_what_to_do(
    tmp_path: Path, args: list[str], given: str | bytes, says: str
) -> None:
    few = str(few_rules())
    done = checkpost("check", "--no-ai", *args, given=given, folder=tmp_path, CHECKPOST_RULES=few)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_no_rules_at_all_exits_2(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = checkpost("check", given=TIDEWATCH, folder=tmp_path, CHECKPOST_RULES="empty")
    assert done.returncode == 2
    assert "empty" in done.stderr


def test_malformed_settings_are_named_and_exit_2(tmp_path: Path) -> None:
    done = checkpost("check", given=TIDEWATCH, folder=tmp_path, PORT="many", OPENAI_BASE_URL="x")
    assert done.returncode == 2
    assert "PORT" in done.stderr
    assert "OPENAI_BASE_URL" in done.stderr


@pytest.mark.parametrize(
    "draft",
    [
        "🌊" * 500,
        "مرحبا بالعالم، أعمل في مجال المياه",
        "a" * 100_000,
        "\u202eevil\u202c \u200b\u200d zero width",
        "<script>alert(1)</script> [bold]not markup[/bold]",
        "line\r\nline\x00null",
    ],
    ids=["emoji", "arabic", "huge", "bidi", "markup", "control"],
)
def test_unusual_drafts_are_read_like_any_other(tmp_path: Path, draft: str) -> None:
    done = checkpost("check", "--json", "--no-ai", given=draft, folder=tmp_path)
    assert done.returncode in {0, 1}
    shown = json.loads(done.stdout)
    for finding in shown["findings"]:
        assert draft[finding["start"] : finding["end"]] == finding["text"]


def test_a_check_without_ai_loads_no_heavy_library(tmp_path: Path) -> None:
    probe = (
        "import sys; sys.argv = ['checkpost', 'check', '--no-ai']\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = ('dbos', 'openai', 'sqlalchemy', 'slack_sdk', 'storage', 'bot.replies.lists',"
        " 'PIL', 'bot.pictures')\n"
        "print([n for n in heavy if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        input=TIDEWATCH,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        timeout=60,
    )
    assert done.stdout.startswith("Fix first")
    assert done.stderr.strip().endswith("[]")


def test_help_names_every_command(tmp_path: Path) -> None:
    shown = checkpost("--help", folder=tmp_path).stdout
    for command in ("check", "rules", "run", "demo", "doctor", "db"):
        assert f" {command} " in shown
    assert checkpost(folder=tmp_path).returncode in {0, 2}


def test_version(tmp_path: Path) -> None:
    assert checkpost("--version", folder=tmp_path).stdout.startswith("checkpost 0.1.0")


def test_a_reply_is_coached_at_a_terminal(tmp_path: Path) -> None:
    arguments = ("check", "--no-ai", "--purpose", "reply", "--comment", "I slipped in your shop")
    done = checkpost(*arguments, given="Sorry you feel that way.", folder=tmp_path)
    assert "No rule has anything to say." in done.stdout
    assert "The safety team should know of it now" in done.stdout
    assert "Not yet: say who does what by when" in done.stdout
    assert "“Sorry you feel” puts it on them." in done.stdout


def test_a_guarded_reply_is_not_weighed(tmp_path: Path) -> None:
    arguments = ("check", "--no-ai", "--purpose", "reply", "--comment", "They pay peanuts there")
    done = checkpost(*arguments, given="True, so I joined the union.", folder=tmp_path)
    assert done.stdout.splitlines() == ["Clear", "Nothing stands out. Your post, your call."]


def test_a_comment_belongs_to_a_reply(tmp_path: Path) -> None:
    done = checkpost("check", "--no-ai", "--comment", "hi", given=HARMLESS, folder=tmp_path)
    assert done.returncode == 2
    assert "--purpose reply" in done.stderr
