"""The shapes a rule file is made of: each reads a YAML node and describes itself to an editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.nodes import quoted, scalar
from bot.policy.problem import either, nearest

_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
# An editor reads `no` as a truth value and 2026 as a number; here both are the words as typed.
_ANY_TEXT = ["string", "number", "boolean"]

Schema = dict[str, object]


class Shape(Protocol):
    """Reads one kind of value."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> object:
        """Return the value; on any mistake note it at the desk and return None."""
        ...

    def schema(self) -> Schema:
        """Return the JSON Schema of what `read` accepts."""
        ...


class Text:
    """A text of at least one character. `check` returns what is wrong with it, or None."""

    def __init__(
        self,
        check: Callable[[str, Desk], str | None] | None = None,
        *,
        pattern: str | None = None,
        hint: str = "",
        most: int | None = None,
    ) -> None:
        """`hint` says what is legal, for texts that do not match `pattern` as a whole.

        `most` is how many characters have room where the text is shown.
        """
        self._most = most
        self._check = check
        self._pattern = pattern
        self._compiled = None if pattern is None else re.compile(pattern)
        self._hint = hint

    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | None:
        """Return the text as typed."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        if self._compiled is not None and self._compiled.fullmatch(text) is None:
            desk.error(node, f"{name} says {quoted(text)}. {self._hint}")
            return None
        if self._most is not None and len(text) > self._most:
            says = f"has {len(text):,} characters. Say it in {self._most:,} characters."
            desk.error(node, f"{name} {says}")
            return None
        wrong = None if self._check is None else self._check(text, desk)
        if wrong is not None:
            desk.error(node, f"{name} says {quoted(text)}. {wrong}")
            return None
        return text

    def schema(self) -> Schema:
        """Return the schema; checks that need the organisation stay with us."""
        most = {} if self._most is None else {"maxLength": self._most}
        if self._pattern is None:
            return {"type": _ANY_TEXT, "minLength": 1, **most}
        return {"type": _ANY_TEXT, "pattern": f"^(?:{self._pattern})$", **most}


class Choice:
    """One of some words, which a StrEnum or a list of them names."""

    def __init__(self, words: Iterable[str]) -> None:
        """The words become the values as they are, so an enum's members stay members."""
        self._words = {str(word): word for word in words}

    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | None:
        """Return the word, as the member it is."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        word = self._words.get(text)
        if word is None:
            close = nearest(text, self._words)
            many = len(self._words) > 10  # noqa: PLR2004 -- what a line can hold
            use = f"Did you mean {close}?" if close and many else f"Use {either(self._words)}."
            desk.error(node, f"{name} says {quoted(text)}. {use}")
        return word

    def schema(self) -> Schema:
        """Return the words; a figure is one to an editor as well as a text."""
        return {"enum": [*self._words, *(int(word) for word in self._words if word.isdigit())]}


class Flag:
    """Yes or no."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> bool | None:
        """Return the truth."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        truth = _TRUTH.get(text.lower())
        if truth is None:
            desk.error(node, f"{name} says {quoted(text)}. Use true or false.")
        return truth

    def schema(self) -> Schema:
        """Return a truth value."""
        return {"type": "boolean"}


class Count:
    """A whole number of at least `least`."""

    def __init__(self, least: int = 1, most: int | None = None) -> None:
        """`least` is the smallest legal number, `most` the largest, if there is one."""
        self._least = least
        self._most = most

    def read(self, node: yaml.Node, name: str, desk: Desk) -> int | None:
        """Return the number."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        number = int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else -1
        if number < self._least or number > (self._most or number):
            to = "" if self._most is None else f" to {self._most}"
            says = f"Use a whole number from {self._least}{to}."
            desk.error(node, f"{name} says {quoted(text)}. {says}")
            return None
        return number

    def schema(self) -> Schema:
        """Return a bounded integer."""
        most = {} if self._most is None else {"maximum": self._most}
        return {"type": "integer", "minimum": self._least, **most}


class Day:
    """A day, such as 2026-10-12, wherever one is."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> date | None:
        """Return the day."""
        text = scalar(node, name, desk)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            desk.error(node, f"{name} says {quoted(text or '')}. Write a day like 2026-10-12.")
            return None

    def schema(self) -> Schema:
        """Return the pattern of a day."""
        return {"type": "string", "format": "date"}
