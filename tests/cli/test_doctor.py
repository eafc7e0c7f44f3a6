"""`checkpost doctor`: what it sees on a machine in order, and on one that is not."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.cli.diagnose_model import look_at_model
from bot.cli.diagnoses import SCOPES, look_at_settings, look_at_slack
from bot.cli.diagnosis import Diagnosis, State
from bot.settings import Settings
from tests import forked
from tests.model_server import ModelServer, Respond, answers, fails, sends, takes_no

BOT_TOKEN = "xoxb-" + "1-made-up"


def doctor(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return forked.checkpost("doctor", *args, folder=folder, env=env)


def seen(folder: Path, **env: str) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in json.loads(doctor(folder, "--json", **env).stdout)}


def test_a_newcomers_machine_is_in_order(tmp_path: Path) -> None:
    done = doctor(tmp_path)
    assert done.returncode == 0
    assert "AI review" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_each_fault_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_text("this is no database, it is a shopping list")
    (tmp_path / "rules").mkdir()
    rows = seen(
        tmp_path,
        CHECKPOST_DATABASE_URL="sqlite:///broken.db",
        CHECKPOST_RULES="rules",
        CHECKPOST_DIGEST_CHANEL="#digest",
    )
    assert rows["Database"]["state"] == "fail"
    assert "broken.db" in rows["Database"]["says"]
    assert rows["Rules"]["state"] == "fail"
    assert "rules check" in rows["Rules"]["remedy"]
    assert rows["Settings"]["state"] == "warn"
    assert "CHECKPOST_DIGEST_CHANEL" in rows["Settings"]["says"]
    assert (tmp_path / "broken.db").read_text().startswith("this is no database")


@pytest.mark.parametrize(("mode", "state"), [(0o600, "ok"), (0o640, "warn"), (0o644, "warn")])
async def test_tokens_that_other_users_can_read_are_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, state: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").touch()
    (tmp_path / ".env").chmod(mode)

    seen = await look_at_settings(Settings())

    assert seen.state == state
    assert seen.remedy == ("" if state == "ok" else "Run: chmod 600 .env")


def test_a_failing_part_exits_1(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    assert doctor(tmp_path, CHECKPOST_RULES="rules").returncode == 1


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    async def auth(request: web.Request) -> web.Response:
        if request.headers["Authorization"] == f"Bearer {BOT_TOKEN}":
            team = {"ok": True, "team": "Brightwater", "user": "checkpost"}
            scopes = request.query.get("scopes", ",".join(SCOPES))
            return web.json_response(team, headers={"x-oauth-scopes": scopes})
        return web.json_response({"ok": False, "error": "invalid_auth"})

    app = web.Application()
    app.router.add_post("/api/auth.test", auth)
    running = TestServer(app)
    async with running:
        yield running


@pytest.mark.parametrize(("token", "state"), [(BOT_TOKEN, State.OK), ("xoxb-no", State.FAIL)])
async def test_slack_says_whether_it_knows_the_token(
    server: TestServer, token: str, state: State
) -> None:
    settings = Settings(slack_bot_token=token, slack_api_url=str(server.make_url("/api/")))
    assert (await look_at_slack(settings)).state is state


async def seen_with(scopes: str) -> Diagnosis:
    async def auth(request: web.Request) -> web.Response:
        return web.json_response({"ok": True}, headers={"x-oauth-scopes": scopes})

    app = web.Application()
    app.router.add_post("/api/auth.test", auth)
    async with TestServer(app) as running:
        settings = Settings(slack_bot_token=BOT_TOKEN, slack_api_url=str(running.make_url("/api/")))
        return await look_at_slack(settings)


async def test_slack_says_what_the_token_may_not_do() -> None:
    found = await seen_with("commands, im:write")
    assert found.state is State.FAIL
    lacking = ", ".join(sorted(SCOPES - {"commands", "im:write"}))
    assert found.says == f"the token lacks {lacking}"
    assert "manifest.json" in found.remedy


async def test_what_only_keeps_a_digest_from_coming_twice_is_no_failure() -> None:
    without = SCOPES - {"channels:history", "channels:read", "groups:history"}
    found = await seen_with(",".join(without))
    assert found.state is State.WARN
    assert "a weekly digest may come twice" in found.says


def test_the_scopes_are_those_that_the_manifest_asks_for() -> None:
    manifest = json.loads((Path(__file__).parents[2] / "manifest.json").read_text())
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES


def model_at(server: ModelServer, key: str = "right") -> Settings:
    return Settings(
        openai_api_key=SecretStr(key), openai_base_url=server.base_url, checkpost_model="test"
    )


@pytest.mark.parametrize(
    ("usually", "state", "says"),
    [
        (answers({"bird": "heron"}), State.OK, "shape asked for as strict, enforced"),
        (answers({"bird": "gull"}), State.OK, "asked for as strict, taken but not enforced"),
        (takes_no("response_format", answers("{}")), State.OK, "asked for as text, not enforced"),
        (fails(401), State.FAIL, "refuses the key"),
        (fails(404, code="model_not_found"), State.FAIL, "does not know the model"),
        (fails(429, code="insufficient_quota"), State.FAIL, "the quota is used up"),
        (fails(429, retry_after="99"), State.WARN, "is busy just now"),
        (sends("<html>"), State.FAIL, "gave no usable answer"),
    ],
)
async def test_the_model_is_asked_one_question_about_nobody(
    usually: Respond, state: State, says: str
) -> None:
    async with ModelServer(usually) as server:
        found = await look_at_model(model_at(server))
        asked = [request.body["messages"] for request in server.requests if request.body]
    assert found.state is state
    assert says in found.says
    assert bool(found.remedy) == (state is not State.OK)
    assert {len(messages) for messages in asked} == {1}


async def test_a_prompt_that_no_review_could_start_with_is_told(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "prompts", tmp_path, dirs_exist_ok=True)
    (tmp_path / "verify.md").write_text("Say what you like.\n")
    async with ModelServer(answers({"bird": "heron"})) as server:
        settings = model_at(server).model_copy(update={"checkpost_prompts": tmp_path})
        found = await look_at_model(settings)
    assert found.state is State.FAIL
    assert "verify.md:1 should begin with id, version and changelog" in found.says
    assert "prompts/README.md" in found.remedy


async def test_a_refused_key_is_told_without_it() -> None:
    async with ModelServer(usually=fails(401)) as server:
        found = await look_at_model(model_at(server, "very-wrong"))
    assert found.state is State.FAIL
    assert "very-wrong" not in f"{found.says}{found.remedy}"


async def test_a_dead_address_is_named_without_its_password() -> None:
    settings = Settings(openai_base_url="http://ana:hunter@127.0.0.1:9/v1")
    found = await look_at_model(settings)
    assert found.state is State.FAIL
    assert "127.0.0.1:9" in found.says
    assert "hunter" not in found.says
