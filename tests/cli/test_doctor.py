"""`checkpost doctor`: what it sees on a machine in order, and on one that is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.cli.diagnoses import State, look_at_model, look_at_slack
from bot.settings import Settings

BOT_TOKEN = "xoxb-" + "1-made-up"


def doctor(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "bot", "doctor", *args],
        capture_output=True,
        text=True,
        cwd=folder,
        env=kept | {"PYTHONPATH": str(Path(__file__).parents[2])} | env,
        check=False,
        timeout=60,
    )


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


def test_a_failing_part_exits_1(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    assert doctor(tmp_path, CHECKPOST_RULES="rules").returncode == 1


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    async def auth(request: web.Request) -> web.Response:
        if request.headers["Authorization"] == f"Bearer {BOT_TOKEN}":
            return web.json_response({"ok": True, "team": "Brightwater", "user": "checkpost"})
        return web.json_response({"ok": False, "error": "invalid_auth"})

    async def models(request: web.Request) -> web.Response:
        if request.headers["Authorization"] == "Bearer right":
            return web.json_response({"data": []})
        return web.json_response({"error": {"message": "bad key"}}, status=401)

    app = web.Application()
    app.router.add_post("/api/auth.test", auth)
    app.router.add_get("/v1/models", models)
    running = TestServer(app)
    async with running:
        yield running


@pytest.mark.parametrize(("token", "state"), [(BOT_TOKEN, State.OK), ("xoxb-no", State.FAIL)])
async def test_slack_says_whether_it_knows_the_token(
    server: TestServer, token: str, state: State
) -> None:
    settings = Settings(slack_bot_token=token, slack_api_url=str(server.make_url("/api/")))
    assert (await look_at_slack(settings)).state is state


@pytest.mark.parametrize(("key", "state"), [("right", State.OK), ("wrong", State.FAIL)])
async def test_the_models_address_says_whether_it_takes_the_key(
    server: TestServer, key: str, state: State
) -> None:
    settings = Settings(openai_api_key=key, openai_base_url=str(server.make_url("/v1")))
    found = await look_at_model(settings)
    assert found.state is state
    assert key not in found.says


async def test_a_dead_address_is_named_without_its_password() -> None:
    settings = Settings(openai_base_url="http://ana:hunter@127.0.0.1:9/v1")
    found = await look_at_model(settings)
    assert found.state is State.FAIL
    assert "127.0.0.1:9" in found.says
    assert "hunter" not in found.says
