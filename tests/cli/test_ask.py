"""`checkpost ask`: the contract, with and without a model."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.command import build
from tests import forked
from tests.model_server import ModelServer, answers

ROOT = Path(__file__).parents[2]


def run(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(build(), ["ask", *args])
    return done.exit_code, done.stdout


def test_an_answer_is_the_clause_with_its_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, said = run("Can I name a client in a post?", "--json")
    answer = json.loads(said)
    assert code == 0
    assert answer["found"] is True
    assert answer["clauses"][0]["id"] == "clients"
    assert answer["clauses"][0]["link"] == "https://intranet.example/social#clients"
    assert answer["clauses"][0]["quote"] in (ROOT / "rules/policy/posting.md").read_text("utf-8")
    assert "Not like this: “Great workshop" in answer["answer"]
    assert answer["answer"].endswith("Not sure? Ask #client-stories.")


def test_the_policy_does_not_say_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, said = run("What is the canteen menu?", "--json")
    assert code == 0
    assert json.loads(said) == {
        "answer": "The policy does not say. #comms-policy can help: ask there.",
        "clauses": [],
        "found": False,
    }


def test_clauses_that_nearly_answer_are_named_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    said = json.loads(run("A journalist and a gardener and a cat with a violin", "--json")[1])
    assert (said["clauses"], said["found"]) == ([], False)
    assert said["answer"].startswith("I am not sure that the policy says this.")
    assert "Speak about us, not for us [spokesperson] https://intranet" in said["answer"]
    assert "You speak for yourself" not in said["answer"]


def test_a_question_without_words_exits_2() -> None:
    assert run(" ?!")[0] == 2


def test_people_read_the_clause_an_example_and_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    _, said = run("May I post my salary?")
    assert said.startswith("Your pay, your hours, your conditions: talk about them [your-rights]")
    assert "Not sure? Ask #people-team." in said


async def asked(server: ModelServer, question: str) -> dict[str, Any]:
    env = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "none"}
    done = await asyncio.to_thread(
        forked.checkpost, "ask", question, "--json", folder=ROOT, env=env
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


async def test_a_model_answers_from_the_clauses() -> None:
    quote = "Name a customer only if they agreed to be named"
    reply = {
        "answered": True,
        "answer": "Only if they agreed.",
        "quotes": [{"clause_id": "clients", "quote": quote}],
    }
    async with ModelServer(usually=answers(reply)) as server:
        answer = await asked(server, "Can I name a client in a post?")
    assert answer["answer"].startswith("Only if they agreed.\nLike this")
    assert answer["clauses"][0]["quote"].startswith(f"{quote}; the list")


async def test_a_protected_question_goes_to_no_model() -> None:
    async with ModelServer(usually=answers({})) as server:
        answer = await asked(server, "May I complain about my boss and my overtime pay?")
        assert server.requests == []
    assert answer["clauses"][0]["id"] == "your-rights"
