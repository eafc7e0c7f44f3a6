"""`checkpost eval`: replays without asking anybody, asks with --live, and gates a change."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests import forked
from tests.few_rules import few_rules
from tests.model_server import ModelServer, answers, fails, review, tone

ROOT = Path(__file__).parents[2]
DRAFTS = [
    {"draft": f"Morning walk number {n} along the weir, all quiet.", "tone": []} for n in range(12)
]


def few() -> dict[str, str]:
    return {"CHECKPOST_RULES": str(few_rules())}


async def evaluate(folder: Path, *args: str, **env: str) -> tuple[int, str, str]:
    given = {"COLUMNS": "120", **env}
    done = await asyncio.to_thread(forked.checkpost, "eval", *args, folder=folder, env=given)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(map(json.dumps, DRAFTS)))
    return file


def endpoint(server: ModelServer) -> dict[str, str]:
    return {"OPENAI_BASE_URL": server.base_url, "CHECKPOST_MODEL": "test", **few()}


async def test_the_shipped_drafts_are_measured_without_asking_anybody(tmp_path: Path) -> None:
    code, out, _ = await evaluate(tmp_path, "--json")

    report: dict[str, Any] = json.loads(out)
    assert code == 0
    assert report["recorded"] == "scripted"
    assert report["cases"] >= 100
    assert report["errors"] == {}
    assert report["claims"]["confusion"]["refuted"] == {"refuted": 5}
    assert report["claims"]["confusion"]["supported"] == {"supported": 5}
    assert "supported" not in report["claims"]["confusion"]["not_enough_evidence"]
    assert report["quotes_that_stand"]["hits"] < report["quotes_that_stand"]["of"]


async def test_the_readable_report_says_that_no_model_said_it(tmp_path: Path) -> None:
    code, out, _ = await evaluate(tmp_path)

    assert code == 0
    assert "Nobody's model said this" in out
    assert "too few for a rate" in out
    assert "ms at p50" not in out


async def test_a_live_run_asks_the_endpoint_records_and_replays(
    tmp_path: Path, corpus: Path
) -> None:
    kept = tmp_path / "kept.jsonl"
    async with ModelServer() as server:
        code, out, _ = await evaluate(
            tmp_path,
            *("--live", "--repeats", "2", "--json"),
            *("--corpus", str(corpus), "--record", str(kept)),
            **endpoint(server),
        )
        asked = len(server.requests)
    report = json.loads(out)
    again, replayed, _ = await evaluate(
        tmp_path, "--json", "--corpus", str(corpus), "--answers", str(kept), **few()
    )

    assert (code, asked, report["reviews"]) == (0, 24, 24)
    assert report["flips"] == {"hits": 0, "of": 12, "value": 0.0, "low": 0.0, "high": 0.2425}
    assert report["tokens"] == {"asked": 24 * 100, "written": 24 * 20}
    assert again == 0
    assert json.loads(replayed)["results"] == report["results"]
    assert json.loads(replayed)["recorded"] == "live"
    hashed = report["prompts"]
    assert hashed.startswith("sha256:")
    assert json.loads(replayed)["prompts"] == hashed
    kept.write_text(kept.read_text().replace(hashed, "sha256:another"))
    _, older, _ = await evaluate(
        tmp_path, "--json", "--corpus", str(corpus), "--answers", str(kept), **few()
    )
    assert json.loads(older)["prompts"] == "sha256:another"


async def test_a_change_that_makes_it_worse_exits_1(tmp_path: Path, corpus: Path) -> None:
    before = tmp_path / "before.json"
    args = ("--live", "--corpus", str(corpus))
    async with ModelServer() as server:
        _, out, _ = await evaluate(tmp_path, *args, "--json", **endpoint(server))
        before.write_text(out)
        server.usually = answers(review(tone_findings=[tone("Morning walk", "overly_formal")]))
        code, shown, _ = await evaluate(
            tmp_path, *args, "--baseline", str(before), **endpoint(server)
        )

    assert code == 1
    assert "WORSE than the baseline" in shown


async def test_a_provider_that_always_fails_exits_3(tmp_path: Path, corpus: Path) -> None:
    async with ModelServer(usually=fails(401)) as server:
        code, shown, _ = await evaluate(
            tmp_path, "--live", "--corpus", str(corpus), **endpoint(server)
        )

    assert code == 3
    assert "12 ERROR (auth error 12)" in shown


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--live"], "--live needs an endpoint"),
        (["--corpus", "nowhere.jsonl"], "nowhere.jsonl cannot be read"),
        (["--answers", "nowhere.jsonl"], "recorded answers cannot be used"),
        (["--baseline", "nowhere.json"], "is no earlier `checkpost eval --json`"),
        (["--at", "Tuesday"], "is no ISO date"),
    ],
)
async def test_a_call_that_cannot_work_exits_2(
    tmp_path: Path, corpus: Path, args: list[str], says: str
) -> None:
    code, _, err = await evaluate(tmp_path, "--corpus", str(corpus), *args, **few())

    assert code == 2
    assert says in err
