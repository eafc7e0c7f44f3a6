"""What is kept of a person is handed to them whole, however much it is."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence

import pytest

from bot.keeping.exporting import Row, exported, page_of

CHECKS: list[Row] = [{"check_id": f"c{number}", "words": "é" * number} for number in range(60)]
BATCHES: list[tuple[str, list[Row]]] = [
    ("checks", CHECKS[:40]),
    ("checks", CHECKS[40:]),
    ("authors", [{"platform": "x"}]),
    ("steps", []),
]


async def given(batches: Sequence[tuple[str, list[Row]]]) -> AsyncIterator[tuple[str, list[Row]]]:
    for batch in batches:
        yield batch


def as_it_is(_table: str, row: Row) -> Row:
    return row


def texts(most: int = 10_000) -> AsyncIterator[str]:
    return exported(given(BATCHES), as_it_is, most)


async def test_what_fits_into_one_file_is_one_with_every_table() -> None:
    [text] = [each async for each in texts()]

    assert json.loads(text) == {"checks": CHECKS, "authors": [{"platform": "x"}], "steps": []}
    assert "é" in text


async def test_each_of_several_files_can_be_read_alone_and_together_they_are_all() -> None:
    files = [each async for each in texts(500)]

    read = [json.loads(each) for each in files]
    assert len(read) > 5
    assert [check for each in read for check in each.get("checks", [])] == CHECKS
    assert [author for each in read for author in each.get("authors", [])] == [{"platform": "x"}]
    assert max(map(len, files)) < 1_000


async def test_a_row_that_is_longer_than_a_file_is_left_whole() -> None:
    files = [each async for each in exported(given([("lent", CHECKS[50:])]), as_it_is, 10)]

    assert len(files) == 10


@pytest.mark.parametrize("most", [100, 997, 100_000])
async def test_pages_leave_nothing_out_between_them(most: int) -> None:
    pages: list[str] = []
    more = True
    while more:
        page, more = await page_of(texts(500), len(pages), most)
        pages.append(page)

    assert "".join(pages) == "".join([each async for each in texts(500)])
    assert {len(each) for each in pages[:-1]} <= {most}
    assert pages[-1]


async def test_behind_the_last_page_there_is_nothing() -> None:
    assert await page_of(texts(), 99, 1_000) == ("", False)
