"""What is kept of one person, in the clear for their own eyes: in files, or page by page."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from bot.keeping.lending import draft_in
from bot.keeping.nominated import thanks_in
from bot.keys import Keys

Row = dict[str, object]
Opened = Callable[[str, Row], Row]

_FILE = 2_000_000
_SEALED = {"nominations": thanks_in, "lent": draft_in}


def opener(keys: Keys) -> Opened:
    """Return what opens what is sealed in a row of a table; None where another key sealed it."""

    def opened(table: str, row: Row) -> Row:
        look = _SEALED.get(table)
        return row if look is None else {**row, "sealed": look(str(row["sealed"]), keys)}

    return opened


async def exported(
    batches: AsyncIterator[tuple[str, Sequence[Row]]], opened: Opened, most: int = _FILE
) -> AsyncIterator[str]:
    """Yield all rows as JSON, each text whole by itself and hardly longer than `most` characters.

    `batches` are rows by table, of which only one and one text are in memory at a time.
    """
    held: dict[str, list[str]] = {}
    size = 0
    async for table, rows in batches:
        held.setdefault(table, [])
        for row in rows:
            text = json.dumps(opened(table, row), ensure_ascii=False, default=str)
            if size and size + len(text) > most:
                yield _together(held)
                held, size = {}, 0
            held.setdefault(table, []).append(text)
            size += len(text)
    yield _together(held)


async def page_of(texts: AsyncIterator[str], number: int, most: int) -> tuple[str, bool]:
    """Return one page of what `texts` hold together, and whether another one follows.

    `number` counts pages of `most` characters from 0.
    """
    begin, end, passed, page = number * most, (number + 1) * most, 0, ""
    async for text in texts:
        page += text[max(0, begin - passed) : max(0, end + 1 - passed)]
        passed += len(text)
        if len(page) > most:
            break
    return page[:most], len(page) > most


def _together(held: Mapping[str, Sequence[str]]) -> str:
    tables = []
    for table, rows in held.items():
        lines = ",".join(f"\n  {row}" for row in rows)
        tables.append(f'"{table}": [{lines}]')
    return "{\n " + ",\n ".join(tables) + "\n}\n"
