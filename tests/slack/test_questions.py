"""Questions about the policy, from every place they are asked in, and what they leave behind."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import structlog

from bot.logs import configure
from bot.review.answering import Grounded, Quote
from bot.vocabulary.clause import Clause
from storage.problem import StoreProblem
from storage.records import StepRecord
from tests.policy.writing import write
from tests.slack.conftest import Bench
from tests.slack_person import read

POLICY = """\
---
link: "https://intranet.example/social"
owner: "#comms-policy"
---
## Customers {#clients}

Name a customer only if they agreed to be named.

- Topics: client
- Like this: "A food company came by."
- Not like this: "Northgate Dairy came by."

## Your pay {#your-rights}

Yes, you may talk about your pay.

- Answers the guard: yes
"""
QUESTION = "May I name a customer?"
GUARDED = "May I complain about my overtime pay and the union?"


@pytest.fixture(autouse=True)
def _policy(bench: Bench) -> Iterator[None]:
    write(bench.live.folder / "policy" / "posting.md", POLICY)
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    configure("debug")
    yield
    root.handlers[:] = before
    structlog.reset_defaults()


def grounded(text: str = "Only if they agreed.") -> Grounded:
    clause = Clause("clients", "Customers", ("Name a customer only if they agreed to be named.",))
    return Grounded(text, (Quote(clause, "only if they agreed to be named"),))


def on_disk(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]


async def test_a_question_opens_a_page_with_the_clause_as_written(bench: Bench) -> None:
    await bench.marta.command(f"ask {QUESTION}")
    await bench.settled()

    shown = read(bench.view.blocks)
    assert "*Customers*  <https://intranet.example/social#clients|Read it there>" in shown
    assert "“Name a customer only if they agreed to be named.”" in shown
    assert "Like this: “A food company came by.”" in shown
    assert "Not like this: “Northgate Dairy came by.”" in shown
    assert "Ask #comms-policy" in shown
    assert bench.checks.started == []


async def test_a_clause_that_nearly_answers_is_named_with_its_link(bench: Bench) -> None:
    await bench.marta.command("ask The customer and a gardener, a cat, a piano?")
    await bench.settled()
    shown = read(bench.view.blocks)
    assert "I am not sure that the policy says this" in shown
    assert "*Customers*  <https://intranet.example/social#clients|Read it there>" in shown
    assert "“Name a customer" not in shown


async def test_without_a_question_mark_it_is_a_draft(bench: Bench) -> None:
    await bench.marta.command("ask May I name a client in a post")
    await bench.settled()
    assert bench.view.view["callback_id"] == "coach"
    assert "Ask the policy instead" in read(bench.view.blocks)


async def test_the_word_ask_alone_leads_to_an_empty_page(bench: Bench) -> None:
    await bench.marta.command("ask")
    await bench.settled()
    await bench.marta.press(bench.view, "policy_instead")
    await bench.settled()
    assert bench.view.view["callback_id"] == "question"
    assert not bench.view.values()["question"]["question"].get("value")


async def test_a_question_without_words_is_asked_for_and_not_counted(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command("ask ?")
    await bench.settled()
    assert "The policy does not say" not in read(bench.view.blocks)
    bench.marta.fill(bench.view, question="?!")
    reply = await bench.marta.submit(bench.view)
    assert reply.body["errors"] == {"question": "Write your question first."}
    assert bench.store.steps == []


async def test_a_draft_that_reads_like_a_question_can_become_one(bench: Bench) -> None:
    await bench.marta.command(QUESTION)
    await bench.settled()

    await bench.marta.press(bench.view, "policy_instead")
    await bench.settled()

    assert bench.view.view["callback_id"] == "question"
    assert "only if they agreed" in read(bench.view.blocks)


@pytest.mark.parametrize(
    "draft",
    ["We met the harbour team today. What would you have asked?", "Ask me anything: I am here"],
)
async def test_a_draft_that_is_none_has_no_such_button(bench: Bench, draft: str) -> None:
    await bench.marta.command(draft)
    await bench.settled()
    assert "Ask the policy instead" not in read(bench.view.blocks)


async def test_a_model_answers_in_the_same_page(bench: Bench) -> None:
    bench.accept()
    bench.policy_reader.enqueue(grounded())

    await bench.marta.command(f"ask {QUESTION}")
    await bench.settled()

    shown = read(bench.view.blocks)
    assert shown.startswith("Only if they agreed.\nanswer written by AI from these clauses")
    assert "“only if they agreed to be named”" in shown
    assert "AI is still reading" not in shown


async def test_a_model_may_find_what_words_alone_do_not(bench: Bench) -> None:
    bench.accept()
    bench.policy_reader.enqueue(grounded())
    await bench.marta.command("ask Where do our customers keep their zebras, and who may know?")
    await bench.settled()
    assert read(bench.view.blocks).startswith("Only if they agreed.")
    assert bench.store.steps == []


async def test_where_the_model_fails_the_clause_stands(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(f"ask {QUESTION}")
    await bench.settled()
    assert bench.policy_reader.asked == [QUESTION]
    assert "AI is still reading" not in read(bench.view.blocks)
    assert "only if they agreed" in read(bench.view.blocks)


async def test_no_model_is_asked_before_the_deal(bench: Bench) -> None:
    await bench.marta.command(f"ask {QUESTION}")
    await bench.settled()
    assert bench.policy_reader.asked == []


async def test_the_next_question_is_answered_in_the_same_page(bench: Bench) -> None:
    await bench.marta.command("ask What is the canteen menu?")
    await bench.settled()
    assert "The policy does not say. #comms-policy can help" in read(bench.view.blocks)

    bench.marta.fill(bench.view, question=QUESTION)
    await bench.marta.submit(bench.view)
    await bench.settled()

    assert "only if they agreed" in read(bench.view.blocks)


async def test_a_topic_without_an_answer_is_counted_for_those_who_accepted(bench: Bench) -> None:
    await bench.marta.command("ask What is the canteen menu?")
    await bench.settled()
    assert bench.store.steps == []

    bench.accept()
    await bench.marta.command("ask Which customer complained to the zoo about penguins?")
    await bench.settled()

    key = "T0BRIGHT/U0MARTA"
    assert [step.name for step in bench.store.steps] == ["client"]
    assert bench.store.steps[0] == StepRecord(
        bench.store.steps[0].author_key, "question", "client", "unanswered", date(2026, 11, 23)
    )
    assert bench.store.steps[0].author_key.endswith(key.rpartition("/")[2])


async def test_a_protected_question_without_an_answer_is_not_counted(bench: Bench) -> None:
    bench.accept()

    await bench.marta.command("ask Which customer told our union about penguins?")
    await bench.settled()

    assert bench.view.view
    assert bench.store.steps == []


async def test_in_a_direct_message_a_topic_is_counted_too(bench: Bench) -> None:
    bench.accept()
    await bench.written("ask Where do our customers keep their zebras?")
    assert [step.name for step in bench.store.steps] == ["client"]
    assert bench.policy_reader.asked == []


async def test_a_store_that_fails_keeps_no_answer_back(bench: Bench) -> None:
    bench.accept()
    bench.store.enqueue(None, StoreProblem("gone"))
    await bench.marta.command("ask What is the canteen menu?")
    await bench.settled()
    assert "The policy does not say." in read(bench.view.blocks)


async def test_a_protected_question_is_answered_yes_and_leaves_no_trace(
    bench: Bench, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    bench.accept()
    capfd.readouterr()

    await bench.marta.command(f"ask {GUARDED}")
    await bench.settled()

    assert "“Yes, you may talk about your pay.”" in read(bench.view.blocks)
    assert bench.policy_reader.asked == []
    assert bench.store.steps == []
    assert "overtime" not in capfd.readouterr().err + caplog.text


async def test_no_word_of_a_question_is_on_disk_or_in_the_debug_log(
    bench: Bench, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bench.accept()
    bench.policy_reader.enqueue(grounded())
    question = "May I name the customer with the zebra crossing?"

    await bench.marta.command(f"ask {question}")
    await bench.settled()
    await bench.marta.press(bench.view, "policy_person")
    await bench.settled()

    out, err = capfd.readouterr()
    assert [each for each in on_disk(tmp_path) if b"zebra" in each] == []
    assert "zebra" not in out + err
    assert not any("zebra" in repr(step) for step in bench.store.steps)


async def test_a_person_can_be_asked_with_what_one_chooses_to_share(bench: Bench) -> None:
    await bench.marta.command(f"ask {QUESTION}")
    await bench.settled()

    await bench.marta.press(bench.view, "policy_person")
    await bench.settled()
    assert bench.view.view["callback_id"] == "ask_form"
    await bench.marta.submit(bench.view)
    await bench.settled()

    asked = bench.asks.started[0]
    assert (asked.shared, asked.rule, asked.clause) == (QUESTION, "clients", "Customers")
    assert asked.asks == "What does our policy mean for this, and what may I do?"
    assert asked.channel == "#comms-policy"


async def test_where_no_page_opens_the_answer_is_whispered(bench: Bench) -> None:
    bench.double.enqueue("views.open", {"error": "fatal_error"})
    await bench.marta.command(f"ask {QUESTION}")
    await bench.settled()
    assert "only if they agreed" in read(bench.double.whispers[-1]["blocks"])


async def test_in_a_direct_message_it_is_answered_where_it_was_asked(bench: Bench) -> None:
    await bench.written(f"ask {QUESTION}")
    assert "only if they agreed" in read(bench.answers[-1]["blocks"])
    assert bench.answers[-1]["thread_ts"]
