"""Naming one more pack in packs.yaml, and leaving every other letter of it as it was."""

from __future__ import annotations

from typing import cast

import yaml

from bot.policy.files.source import compose


def with_pack(text: str, pack: str) -> str:
    """Return the text of packs.yaml with `pack` named last; unchanged where it is named.

    What cannot be understood comes back as it is: loading it says what is wrong.
    """
    root = compose(text.encode(), "packs.yaml")
    listed = _value(root, "packs")
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        return text
    if pack in {item.value for item in listed.value}:
        return text
    last = cast("yaml.Node", listed.value[-1])
    at = _offset(text, last.end_mark.line, last.end_mark.column)
    if listed.flow_style:
        return f"{text[:at]}, {pack}{text[at:]}"
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    indent = " " * cast("int", listed.start_mark.column)
    return f"{text[:end]}\n{indent}- {pack}{text[end:]}"


def _value(root: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(root, yaml.MappingNode):
        return None
    return next((value for key, value in root.value if key.value == name), None)


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(each) + 1 for each in lines[:line]) + column
