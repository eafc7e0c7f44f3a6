from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import httpx

from bot.evidence.links import LinkReader
from bot.evidence.search import FactSearch
from bot.evidence.sources import MOST_LINKS, Evidence
from bot.review.verify import Sources
from bot.verdict import Draft
from bot.vocabulary.facts import Fact

BODY = (
    "<p>Cookies help us to bake.</p><p>Halden Water found leaks 31 % faster with Tidewatch.</p>"
    "<p>Leaks are bad.</p><time datetime='2026-09-14'></time>"
)
FACT = Fact(
    "halden-leaks",
    "Halden Water found leaks 31 % faster.",
    "Halden Water found leaks 31 % faster.",
    "https://press.brightwater.example",
    "#client-stories",
    datetime(2026, 1, 1, tzinfo=UTC),
)


async def somewhere(host: str) -> Sequence[str]:
    del host
    return ["93.184.216.34"]


class Site:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def reader(self) -> LinkReader:
        return LinkReader(resolve=somewhere, transport=lambda: httpx.MockTransport(self._answer))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.headers["host"])
        return httpx.Response(
            200,
            headers={"content-type": "text/html"},
            stream=httpx.ByteStream(BODY.encode()),
        )


def facts() -> FactSearch:
    return FactSearch([FACT], lambda: datetime(2026, 11, 23, tzinfo=UTC))


async def test_approved_statements_come_before_paragraphs_of_the_linked_page() -> None:
    evidence: Sources = Evidence(facts(), Site().reader())

    (found,) = await evidence.find(
        Draft("Leaks? See https://press.example/halden."), ["Halden Water finds leaks faster"]
    )

    assert [passage.id for passage in found] == ["halden-leaks", "page-1-2"]
    assert [passage.approved for passage in found] == [True, False]
    assert found[1].text == "Halden Water found leaks 31 % faster with Tidewatch."
    assert found[1].dated == date(2026, 9, 14)
    assert found[1].source == "https://press.example/halden"


async def test_without_a_link_reader_no_link_is_read() -> None:
    (found,) = await Evidence(facts()).find(
        Draft("See https://press.example/halden"), ["Halden Water"]
    )

    assert [passage.id for passage in found] == ["halden-leaks"]


async def test_pages_that_were_read_already_are_not_read_again() -> None:
    site = Site()
    evidence = Evidence(facts(), site.reader())
    draft = Draft("https://press.example/halden")

    pages = await evidence.pages(draft)
    (found,) = await evidence.find(draft, ["Halden Water finds leaks faster"], pages)

    assert [page.dated for page in pages] == [date(2026, 9, 14)]
    assert [passage.id for passage in found] == ["halden-leaks", "page-1-2"]
    assert site.asked == ["press.example"]


async def test_a_draft_full_of_links_has_only_a_few_of_them_read_once() -> None:
    site = Site()
    links = " ".join(
        f"https://p{number}.example/ https://p{number}.example/" for number in range(9)
    )

    await Evidence(facts(), site.reader()).find(Draft(links), ["Halden Water leaks"])

    assert sorted(site.asked) == [f"p{number}.example" for number in range(MOST_LINKS)]
