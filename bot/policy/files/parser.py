"""PyYAML's parser, told to make nodes and guess nothing, and what its errors say to a person."""

from __future__ import annotations

import io

import yaml

from bot.policy.problem import Place

# The C parser where PyYAML was built with it: the same nodes ten times faster.
_PARSER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class NodeLoader(_PARSER):  # type: ignore[misc, valid-type]  # the class depends on how PyYAML was built
    """Makes nodes without guessing what they mean: `no`, `12:30` and `1.10` stay what was typed."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """Return the plain tag of a kind of node."""
        del value, implicit
        return _TAGS[kind]

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Do nothing: no tag depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Do nothing, as above."""


_TAGS: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class Named(io.BytesIO):
    """Bytes with a name, which is how the parser's marks come to know their file."""

    def __init__(self, raw: bytes, name: str) -> None:
        """`name` is how problems call the file."""
        super().__init__(raw)
        self.name = name


def place_of_error(error: yaml.YAMLError, name: str) -> Place:
    """Return where the parser stumbled, else the start of the file called `name`."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return Place(name) if mark is None else Place(name, mark.line + 1, mark.column + 1)


_MARKS = ("cannot start any token", "alphabetic or numeric", "undefined alias")
_MARKS_HINT = 'Put text that starts with @, %, ` or * between "quotation marks".'


def mistake(error: yaml.YAMLError) -> str:
    """Return what the parser says of a mistake, and what to look for."""
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it breaks off"
    hint = "Look for a missing quotation mark, colon or space at the start of the line."
    if any(part in problem for part in _MARKS):
        hint = _MARKS_HINT
    elif "escape" in problem:
        hint = "Put text with a backslash between 'single quotation marks'."
    return f"is not YAML here: {problem}. {hint}"
