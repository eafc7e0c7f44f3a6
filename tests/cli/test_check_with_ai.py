"""`checkpost check` with a reviewer: a real process and a real server that speaks the protocol."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from tests import forked
from tests.model_server import ModelServer, answers, claim, review, tone

ROOT = Path(__file__).parents[2]


async def checked(server: ModelServer, draft: str, folder: Path, *args: str) -> dict[str, Any]:
    """Return the JSON that the command printed, and nothing but it."""
    done = await asyncio.to_thread(
        forked.checkpost,
        *("check", "--json", *args),
        given=draft,
        folder=folder,
        env={"OPENAI_BASE_URL": server.base_url, "CHECKPOST_MODEL": "scripted"},
    )
    shown = json.loads(done.stdout)
    assert isinstance(shown, dict)
    return shown


async def test_tone_is_only_ever_a_polish_and_stands_behind_the_rules(tmp_path: Path) -> None:
    draft = "Meetings like this one are a complete waste of everybody's time."
    async with ModelServer() as server:
        server.enqueue(answers(review(tone_findings=[tone("a complete waste", "hostile")])))
        shown = await checked(server, draft, tmp_path)
    assert shown["review"] == {"status": "ok"}
    assert shown["verdict"] == "polish"
    [finding] = shown["findings"]
    assert (finding["source"], finding["topic"], finding["rule"]) == ("tone", "tone", "hostile")
    assert draft[finding["start"] : finding["end"]] == "a complete waste"


async def test_a_claim_without_a_source_is_told_what_would_settle_it(tmp_path: Path) -> None:
    draft = "The river was cleaner in 2025 than in any year before."
    async with ModelServer(usually=answers(review())) as server:
        server.enqueue(answers(review(claims=[claim("cleaner in 2025 than in any year before")])))
        shown = await checked(server, draft, tmp_path)
    assert [(f["source"], f["rule"]) for f in shown["findings"]] == [("claim", "unsupported")]


async def test_a_credential_never_reaches_the_model(tmp_path: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    async with ModelServer(usually=answers(review())) as server:
        shown = await checked(server, f"Our deploy key is {token}", tmp_path)
        assert server.requests == []
    assert shown["review"] == {"status": "skipped_credential"}
    assert shown["verdict"] == "fix"


async def test_no_ai_asks_no_model(tmp_path: Path) -> None:
    async with ModelServer(usually=answers(review())) as server:
        shown = await checked(server, "Good morning from Porto", tmp_path, "--no-ai")
        assert server.requests == []
    assert shown["review"] == {"status": "none"}


async def test_a_dead_endpoint_leaves_the_rules_verdict(tmp_path: Path) -> None:
    async with ModelServer() as server:
        gone = server
    shown = await checked(gone, "Try Tidewatch, it is the best", tmp_path)
    assert shown["verdict"] == "fix"
    assert shown["review"] == {"status": "provider_error"}
