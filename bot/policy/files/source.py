"""Reading YAML files as nodes with positions: every scalar stays the text somebody typed."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from bot.limits import FILE_BYTES, TooLarge, read_file
from bot.policy.files.parser import Named, NodeLoader, mistake, place_of_error
from bot.policy.problem import Place

TOO_DEEP = "is nested too deeply to be a rule file."
_DEEPEST = 200  # the C parser recurses once a level and would take the process with it
_INDENTED = b"\n" + b" " * 400  # a level takes a column at least
# Both begin with the rare character, which is what makes them fast.
_CHAINED = re.compile(rb"[-?:][ \t]+(?:[-?:][ \t]+){200}")
_ALIAS = re.compile(rb"\*(?<![^\s\[{,:-]\*)[\w-]")
_UNSEEN = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")  # YAML knows none of them
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class Unreadable(Exception):
    """A file that cannot be read at all: the message says why and what to do, `place` where."""

    def __init__(self, place: Place, message: str) -> None:
        """`message` starts with a verb: the place is put in front of it."""
        super().__init__(message)
        self.place = place


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector off: it would walk every node again and again while loading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_nodes(file: Path, folder: Path, name: str) -> yaml.Node | None:
    """Return the file's root node, or None when it holds nothing but notes.

    `name` is how problems call the file. Raises Unreadable when the file leads outside `folder`,
    is no regular file, too large, no UTF-8, no YAML, or uses what no rule file needs.
    """
    return compose(_read_bytes(file, folder, name), name)


def read_text(file: Path, folder: Path, name: str) -> str:
    """Return the text of a file that is no YAML. Raises Unreadable, as `read_nodes` does."""
    return _as_utf8(_read_bytes(file, folder, name), name).decode("utf-8")


def compose(raw: bytes, name: str) -> yaml.Node | None:
    """Return the root node of YAML text; see `read_nodes`."""
    start = Place(name)
    raw = _as_utf8(raw, name)
    if _is_deep(raw):
        raise Unreadable(start, TOO_DEEP)
    if unseen := _UNSEEN.search(raw):
        says = "holds a control character here, which nobody can see. Take it out."
        raise Unreadable(_place_at(raw, unseen.start(), name), says)
    try:
        root = yaml.compose(Named(raw, name), Loader=NodeLoader)
    except yaml.YAMLError as error:
        raise Unreadable(place_of_error(error, name), mistake(error)) from None
    except RecursionError:
        raise Unreadable(start, TOO_DEEP) from None
    if root is not None and _ALIAS.search(raw) and (shared := _shared(root)):
        raise Unreadable(
            place_of(shared),
            "uses an anchor and an alias (& and *). Write the value out where it is needed.",
        )
    return root


def place_of(node: yaml.Node) -> Place:
    """Return where a node starts."""
    mark = node.start_mark
    return Place(str(mark.name), mark.line + 1, mark.column + 1)


def tell(node: yaml.Node, told: list[str]) -> None:
    """Add a node's content to `told`, without its places and notes, for a hash."""
    if isinstance(node, yaml.ScalarNode):
        told.append(node.value)
    elif isinstance(node, yaml.MappingNode):
        told.append("\1{")
        for key, value in node.value:
            tell(key, told)
            tell(value, told)
        told.append("\1}")
    else:
        told.append("\1[")
        for item in node.value:
            tell(item, told)
        told.append("\1]")


def _read_bytes(file: Path, folder: Path, name: str) -> bytes:
    place = Place(name)
    try:
        real = file.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            raise Unreadable(
                place, "is a link that leads out of the rule folder. Copy the file in."
            )
        if not real.is_file():
            raise Unreadable(place, "is no file.")
        return read_file(real)
    except TooLarge:
        most = FILE_BYTES // 2**20
        raise Unreadable(place, f"is larger than {most} MB. Split it into several files.") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        why = getattr(error, "strerror", None) or "it leads in a circle"
        raise Unreadable(place, f"cannot be read: {why}.") from None


def _as_utf8(raw: bytes, name: str) -> bytes:
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_at(raw, error.start, name)
        raise Unreadable(place, "is not UTF-8 text here. Save the file as UTF-8.") from None
    return raw


def _place_at(raw: bytes, at: int, name: str) -> Place:
    line = raw.rfind(b"\n", 0, at) + 1
    column = len(raw[line:at].decode("utf-8")) + 1
    return Place(name, raw.count(b"\n", 0, at) + 1, column)


def _is_deep(raw: bytes) -> bool:
    depth = deepest = 0
    for bracket in raw.translate(None, _NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest > _DEEPEST or _INDENTED in raw or _CHAINED.search(raw) is not None


def _shared(root: yaml.Node) -> yaml.Node | None:
    """Return a node that stands in two places, which only an alias can do."""
    seen: set[int] = set()
    todo = [root]
    while todo:
        node = todo.pop()
        if id(node) in seen:
            return node
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            todo += node.value
        elif isinstance(node, yaml.MappingNode):
            todo += (part for pair in node.value for part in pair)
    return None
