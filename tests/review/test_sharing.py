from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from bot.review.labels import SourcePassage
from bot.review.sharing import is_share, share_questions
from bot.review.verify import SourcePage
from bot.verdict import Draft, Purpose
from tests.model_server import claim, review
from tests.reviewing import FakeEndpoint, parts, reviewer_on


@dataclass(frozen=True)
class Read:
    url: str = "https://press.example/leaks"
    text: str = "Leaks are found faster."
    dated: date | None = date(2019, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "https://press.example/leaks",
        "Wow! https://press.example/leaks #water #maps @ana",
        "www.press.example worth a read over coffee today",
        "This! http://press.example",
    ],
)
def test_a_draft_that_is_little_more_than_a_link_shares(text: str) -> None:
    assert is_share(Draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Wow!",
        "Write to ana@www.example",
        "We spent two winters mapping every valve in Lindmark, here is how: https://press.example",
    ],
)
def test_a_draft_with_a_thought_of_its_own_or_no_link_does_not(text: str) -> None:
    assert not is_share(Draft(text))
    assert share_questions(Draft(text)) == ()


def test_the_four_questions_name_the_host_and_the_day() -> None:
    draft = Draft("So good: https://www.Press.example/leaks?x=1.")

    items = share_questions(draft, [Read(dated=None), Read()])

    assert [item.message.split(":")[0] for item in items] == [
        "Stop",
        "Investigate the source",
        "Find better coverage",
        "Trace it to the original",
    ]
    assert "who is behind press.example, and can they know?" in items[1].message
    assert items[1].message.endswith("The page is dated 2019-03-04.")
    assert {draft.text[item.start : item.end] for item in items} == {
        "https://www.Press.example/leaks?x=1"
    }


def test_sharing_without_a_link_is_asked_about_too() -> None:
    items = share_questions(Draft("My neighbour says the dam is leaking", purpose=Purpose.SHARE))

    assert "who is behind it" in items[1].message


@pytest.mark.parametrize(
    "link", ["https://[::1", "https://\u202egnp.example", "https://" + "a" * 999]
)
def test_an_odd_link_breaks_nothing(link: str) -> None:
    messages = [item.message for item in share_questions(Draft(link))]

    assert len(messages) == 4
    assert all("\u202e" not in message and len(message) < 300 for message in messages)


class FakePages:
    def __init__(self) -> None:
        self.read = 0
        self.given: list[Sequence[SourcePage] | None] = []

    async def pages(self, draft: Draft) -> Sequence[SourcePage]:
        del draft
        self.read += 1
        return [Read()]

    async def find(
        self, draft: Draft, stated: Sequence[str], pages: Sequence[SourcePage] | None = None
    ) -> Sequence[Sequence[SourcePassage]]:
        del draft
        self.given.append(pages)
        return [() for _ in stated]


async def test_the_page_of_a_shared_link_is_read_once_for_its_date_and_for_claims() -> None:
    endpoint, sources = FakeEndpoint(), FakePages()
    endpoint.enqueue(json.dumps(review(claims=[claim("leaks down 47 %")])))
    draft = Draft("Wow, leaks down 47 %: https://press.example/leaks")

    said = await reviewer_on(endpoint, of=parts(sources=sources)).review(draft)

    assert [page.dated for page in said.pages] == [date(2019, 3, 4)]
    assert sources.read == 1
    assert sources.given == [[Read()]]


async def test_a_draft_that_shares_nothing_has_no_page_read_for_it() -> None:
    endpoint, sources = FakeEndpoint(), FakePages()
    endpoint.enqueue(json.dumps(review()))

    said = await reviewer_on(endpoint, of=parts(sources=sources)).review(Draft("Good morning!"))

    assert (said.pages, sources.read) == ((), 0)
