"""`checkpost check --jsonl`: one draft a line in, one result a line out, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import isfinite
from typing import IO, Any, NoReturn, TypeVar

from bot.cli.judge import Judge
from bot.cli.result import as_json
from bot.cli.ruleset import moment
from bot.limits import TEXT_BYTES
from bot.verdict import Draft, Platform, Purpose

_AT_ONCE = 8
Choice = TypeVar("Choice", bound=StrEnum)
_OPTIONAL_TEXT = ("at", "role", "lang", "comment")


class BadLine(ValueError):
    """A line that is no draft. The message says what to change; `id` is the line's, if known."""

    def __init__(self, message: str, line_id: Any = None) -> None:  # noqa: ANN401 -- any JSON
        """`line_id` is whatever the line gave as its id."""
        super().__init__(message)
        self.line_id = line_id


@dataclass(frozen=True, slots=True)
class Line:
    """One line, understood."""

    line_id: Any
    draft: Draft
    at: datetime | None
    comment: str | None = None


def check_lines(lines: Iterable[bytes | None], out: IO[bytes], judge: Judge) -> None:
    """Answer every line with one line, in order. A bad line becomes an error and the rest go on.

    None stands for a line that is too long to be read.
    """
    if judge.reviewer is None:
        for line in lines:
            if line is None or line.strip():
                out.write(_dump(_rules_only(line, judge)))
        return
    import asyncio

    asyncio.run(_reviewed(lines, out, judge))


async def _reviewed(lines: Iterable[bytes | None], out: IO[bytes], judge: Judge) -> None:
    batch: list[bytes | None] = []
    for line in lines:
        if line is None or line.strip():
            batch.append(line)
        if len(batch) == _AT_ONCE:
            await _answer(batch, out, judge)
            batch = []
    await _answer(batch, out, judge)


async def _answer(batch: list[bytes | None], out: IO[bytes], judge: Judge) -> None:
    import asyncio

    for answer in await asyncio.gather(*(_with_review(line, judge) for line in batch)):
        out.write(_dump(answer))
    out.flush()


def _rules_only(raw: bytes | None, judge: Judge) -> dict[str, Any]:
    try:
        line = parse(raw, judge)
    except BadLine as bad:
        return {"id": bad.line_id, "error": str(bad)}
    return {"id": line.line_id} | as_json(judge.by_rules(line.draft, line.at, line.comment))


async def _with_review(raw: bytes | None, judge: Judge) -> dict[str, Any]:
    try:
        line = parse(raw, judge)
    except BadLine as bad:
        return {"id": bad.line_id, "error": str(bad)}
    return {"id": line.line_id} | as_json(await judge.judge(line.draft, line.at, line.comment))


def parse(raw: bytes | None, judge: Judge) -> Line:
    """Return the line's draft. Raises BadLine with a sentence that names the field."""
    if raw is None:
        raise BadLine(f"This line is longer than {TEXT_BYTES // 2**20} MB.")
    try:
        fields = json.loads(raw, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise BadLine("This line is no JSON object in UTF-8.") from None
    if not isinstance(fields, dict):
        raise BadLine('A line is one JSON object: {"id": "1", "draft": "…"}.')
    line_id = fields.get("id")
    text = fields.get("draft")
    if not isinstance(text, str):
        raise BadLine("`draft` is missing, or is no text.", line_id)
    for name in _OPTIONAL_TEXT:
        if not isinstance(fields.get(name), str | None):
            raise BadLine(f"`{name}` should be text.", line_id)
    usual = judge.setting
    draft = Draft(
        text=text,
        platform=_choice(Platform, "platform", fields, usual.platform),
        purpose=_choice(Purpose, "purpose", fields, usual.purpose),
        lang=fields.get("lang", usual.lang),
        role=fields.get("role", usual.role),
    )
    return Line(line_id, draft, _at(fields, judge), fields.get("comment"))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError("a number no float can hold")
    return number


def _choice(kinds: type[Choice], name: str, fields: dict[str, Any], default: Choice) -> Choice:
    value = fields.get(name)
    if value is None:
        return default
    try:
        return kinds(value)
    except ValueError:
        legal = ", ".join(kinds)
        raise BadLine(f"`{name}` should be one of {legal}.", fields.get("id")) from None


def _at(fields: dict[str, Any], judge: Judge) -> datetime | None:
    value = fields.get("at")
    if value is None:
        return None
    try:
        return moment(value, judge.ruleset)
    except ValueError as error:
        raise BadLine(f"`at`: {error}.", fields.get("id")) from None


def _dump(answer: dict[str, Any]) -> bytes:
    line = json.dumps(answer, ensure_ascii=False)
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair in the draft: JSON can still escape it
        return json.dumps(answer).encode() + b"\n"
