"""A question put to a model: only what stands in a clause comes back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answering import Answers
from bot.review.answering import Grounded, PolicyAnswerer
from bot.review.asking import Asker
from bot.review.endpoint import EndpointProblem
from bot.review.outcome import ReviewStatus
from bot.review.reader import Parts
from bot.vocabulary.clause import Clause
from tests.reviewing import FakeEndpoint, FakeTime, parts
from tests.shipped import shipped

CLIENTS = Clause(
    id="clients",
    title="Customers",
    passages=("Name a customer only if they agreed to be named.", "Else say what they do."),
    owner="#clients",
)

RULES = Path(__file__).parents[2] / "rules"
QUESTION = "May I name our customer Meridian Foods? Call +351 912 345 678."
QUOTE = {"clause_id": "clients", "quote": "only if they agreed to be named"}


def said(answer: str = "Only if they agreed.", *quotes: object, answered: bool = True) -> str:
    return json.dumps({"answered": answered, "answer": answer, "quotes": quotes or [QUOTE]})


async def asked(
    *script: str | Exception, of: Parts | None = None, about: Clause = CLIENTS
) -> tuple[FakeEndpoint, Grounded | None]:
    endpoint = FakeEndpoint()
    endpoint.enqueue(*script)
    asker = Asker(endpoint, "test", FakeTime().pace())
    parts_ = of or parts(secret_terms=("Meridian Foods",))
    return endpoint, await PolicyAnswerer(asker, parts_).answer(QUESTION, [about])


async def test_an_answer_stands_on_words_of_a_clause() -> None:
    _, heard = await asked(said())
    assert heard is not None
    assert heard.text == "Only if they agreed."
    assert [(one.clause.id, one.text) for one in heard.quotes] == [
        ("clients", "Name a customer only if they agreed to be named.")
    ]


async def test_names_and_numbers_are_hidden_before_anything_is_sent() -> None:
    endpoint, _ = await asked(said())
    sent = json.dumps(endpoint.asked)
    assert "Meridian" not in sent
    assert "912 345" not in sent
    assert "only if they agreed" in sent


async def test_a_quote_that_is_nowhere_is_dropped_and_with_the_last_one_the_answer() -> None:
    invented = {"clause_id": "clients", "quote": "never name any customer at all"}
    elsewhere = {"clause_id": "respect", "quote": "only if they agreed to be named"}

    _, partly = await asked(said("Only if they agreed.", invented, QUOTE))
    _, not_at_all = await asked(said("Never.", invented, elsewhere))

    assert partly is not None
    assert len(partly.quotes) == 1
    assert not_at_all is None


FORBIDS = Clause(
    id="clients",
    title="Disputes",
    passages=("Do not comment on\nlawsuits, e.g. with a customer. Ask us, and\nnever lawyers.",),
)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("comment on lawsuits", "Do not comment on\nlawsuits, e.g. with a customer."),
        ("with a customer.", "Do not comment on\nlawsuits, e.g. with a customer."),
        ("Ask us, and never lawyers", "Ask us, and\nnever lawyers."),
        ("customer. Ask us", FORBIDS.passages[0]),
    ],
)
async def test_part_of_a_sentence_is_quoted_as_all_of_it(part: str, whole: str) -> None:
    quote = {"clause_id": "clients", "quote": part}
    _, heard = await asked(said("No.", quote), about=FORBIDS)
    assert heard is not None
    assert [one.text for one in heard.quotes] == [whole]


async def test_words_that_turn_a_clause_round_are_left_out() -> None:
    part = {"clause_id": "clients", "quote": "comment on lawsuits"}
    for answer, stays in (
        ("Yes, comment on lawsuits.", False),
        ("Sim, pode comentar.", False),
        ("No, do not comment on lawsuits.", True),
        ("Não comente.", True),
    ):
        _, heard = await asked(said(answer, part), about=FORBIDS)
        assert heard is not None
        assert heard.text == (answer if stays else "")
    _, refused = await asked(said("No, never."))
    assert refused is not None
    assert refused.text == ""


async def test_of_an_endless_clause_only_the_beginning_is_sent() -> None:
    endless = Clause("clients", "Customers", ("Name only who agreed. " * 2_000,))
    endpoint, _ = await asked(said(), about=endless)
    assert 3_900 < len(json.dumps(endpoint.asked)) < 9_000


async def test_words_that_bring_a_link_or_a_number_are_left_out_and_the_quote_stays() -> None:
    for more in ("See https://evil.example for it.", "Only 3 of them agreed.", "Ask [NAME_9]."):
        _, heard = await asked(said(more))
        assert heard is not None
        assert heard.text == ""
        assert len(heard.quotes) == 1


async def test_a_model_that_does_not_know_answers_nothing() -> None:
    _, heard = await asked(said("", answered=False))
    assert heard is None


async def test_whatever_an_endpoint_does_the_plain_answer_stands() -> None:
    for trouble in (
        EndpointProblem(ReviewStatus.AUTH_ERROR),
        RuntimeError("boom"),
    ):
        _, heard = await asked(trouble)
        assert heard is None
    _, garbled = await asked("no json", "still none")
    assert garbled is None


async def test_a_used_up_budget_asks_nothing() -> None:
    endpoint, heard = await asked(said(), of=parts(daily_tokens=0))
    assert (endpoint.asked, heard) == ([], None)


async def test_a_model_chooses_among_more_clauses_than_are_shown() -> None:
    endpoint = FakeEndpoint()
    chosen = {"clause_id": "location", "quote": "Post about a trip or a holiday when you are back"}
    endpoint.enqueue(said("Once you are back.", chosen))
    reader = PolicyAnswerer(Asker(endpoint, "test", FakeTime().pace()), parts())
    answers = Answers(shipped, RULES, lambda: datetime(2026, 11, 25, tzinfo=UTC), reader)
    question = "May I post a photo of a customer whose logo is green, with music, on a trip?"

    plain = answers.plain(question)
    answer = await answers.grounded(question, plain)

    assert "location" not in [one.clause.id for one in plain.clauses]
    assert len(plain.near) == 8
    assert "Trips, holidays and empty homes" in json.dumps(endpoint.asked)
    assert [(one.clause.id, one.quote) for one in answer.clauses] == [
        ("location", "Post about a trip or a holiday when you are back.")
    ]
