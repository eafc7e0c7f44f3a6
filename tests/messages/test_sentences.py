"""No sentence stands in code, and none in the message files is said by nobody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import bot
from bot.messages.catalog import read_catalog

BOT = Path(bot.__file__).parent
FOLDER = BOT / "messages"
ENGLISH = read_catalog(FOLDER / "en.yaml")
_REVIEW = "checklist claims conclude followup mismatch notes off picturing sharing tone"
_PICTURES = "alt judging looking marking sizes words"
_WORKFLOWS = "ask check digest nominate report"
SPEAKING = (
    *BOT.glob("slack/**/*.py"),
    *(BOT / "review" / f"{name}.py" for name in _REVIEW.split()),
    *BOT.glob("digest/*.py"),
    *(BOT / "pictures" / f"{name}.py" for name in _PICTURES.split()),
    *(BOT / "workflows" / f"{name}.py" for name in _WORKFLOWS.split()),
    BOT / "answering.py",
    BOT / "cli" / "show.py",
    BOT / "policy" / "changes" / "propose.py",
    BOT / "policy" / "matching" / "findings.py",
    BOT / "policy" / "matching" / "ways.py",
    BOT / "policy" / "precision.py",
)
AT_THE_TERMINAL = {"http.py", "problem.py", "tokens.py"}
"""What keeps the bot from starting is told to whoever starts it, in English as all of the CLI."""
ALLOWED = {"Checkpost", "DejaVu Sans", "Bearer "}
"""Our name is the same in every language, and so is a font's, and what machines say."""
SILENT_CALLS = {"compile", "debug", "error", "getLogger", "info", "split", "TypeVar", "warning"}
"""What is handed to these is read by no author: regexes, log events, lists of words, types."""

_LETTERS = re.compile(r"[^\W\d_]{2}")
_SENTENCE = re.compile(r"\s.*[^\W\d_]|^[A-Z][a-z]+\b")
_REGEX = "(?:"


@cache
def nodes_of(file: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(file.read_text("utf-8"))))


def called(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def silent(file: Path) -> Iterator[ast.AST]:
    """What says nothing to an author: docstrings, errors, logs, regexes, types, `__all__`."""
    for node in nodes_of(file):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Raise():
                yield node
            case ast.Call() if called(node) in SILENT_CALLS:
                yield node
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                yield node
            case (
                ast.AnnAssign(annotation=ast.expr() as kind)
                | ast.arg(annotation=ast.expr() as kind)
            ):
                yield kind


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: str(file.relative_to(BOT)))
def test_no_sentence_stands_in_code(file: Path) -> None:
    if file.name in AT_THE_TERMINAL:
        return
    passed_over = {id(inner) for each in silent(file) for inner in ast.walk(each)}
    texts = [
        (node.lineno, node.value)
        for node in nodes_of(file)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in passed_over and node.value not in ALLOWED and _REGEX not in node.value
    ]

    assert [each for each in texts if _LETTERS.search(each[1]) and _SENTENCE.search(each[1])] == []


def patterns(node: ast.AST) -> Iterator[str]:
    """Return the keys that an expression can be, as patterns."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=one, orelse=other):
            yield from (*patterns(one), *patterns(other))
        case ast.JoinedStr(values=parts):
            yield "".join(next(patterns(part), ".+") for part in parts)


def test_everything_that_is_said_has_its_sentence() -> None:
    said = {
        (f"{file.relative_to(BOT)}:{node.lineno}", key)
        for file in BOT.rglob("*.py")
        for node in nodes_of(file)
        if isinstance(node, ast.Call) and called(node) == "say" and node.args
        for key in patterns(node.args[0])
    }

    assert len(said) > 300
    known = "\n".join(ENGLISH)
    assert [each for each in said if not re.search(f"^{each[1]}$", known, re.MULTILINE)] == []


def test_every_sentence_is_said_somewhere() -> None:
    # Also where a key, or the beginning of one, goes through a helper on its way to `say`.
    begun = {
        key
        for file in BOT.rglob("*.py")
        for node in nodes_of(file)
        for key in patterns(node)
        if re.match(r"[a-z_]+(?:$|\\\.)", key)
    }
    said = re.compile("|".join(sorted(begun)))
    ours = {"language.name", "language.locale"}  # for whoever reads the files

    assert [key for key in ENGLISH if key not in ours and not said.fullmatch(key)] == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_section_is_written_twice(file: Path) -> None:
    sections = re.findall(r"^([\w-]+):", file.read_text("utf-8"), re.MULTILINE)

    assert sorted(sections) == sorted(set(sections))
