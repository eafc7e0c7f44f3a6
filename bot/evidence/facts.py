"""Approved statements: `facts.yaml` read strictly, every mistake with its place and remedy."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

_KEYS = ("id", "statement", "wording", "source", "owner", "approved_on", "expires_on", "platforms")
_NEEDED = ("id", "statement", "source", "owner", "approved_on")
_PLATFORMS = frozenset(
    {"x", "linkedin", "bluesky", "mastodon", "threads", "instagram", "facebook", "slack", "other"}
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement that comms approved.

    `wording` is how to put it in a post. It holds from `approved_on` until the day before
    `expires_on` (None: until somebody says otherwise), on `platforms` (empty: everywhere).
    """

    id: str
    statement: str
    wording: str
    source: str
    owner: str
    approved_on: date
    expires_on: date | None = None
    platforms: frozenset[str] = frozenset()

    def expired(self, on: date) -> bool:
        """Whether the statement no longer holds on that day."""
        return self.expires_on is not None and on >= self.expires_on

    def begun(self, on: date) -> bool:
        """Whether the statement may be used already on that day."""
        return on >= self.approved_on


@dataclass(frozen=True, slots=True)
class Facts:
    """What a facts file holds: every statement that could be read, and every mistake."""

    facts: tuple[Fact, ...] = ()
    problems: tuple[str, ...] = ()


def read_facts(file: Path) -> Facts:
    """Read a facts file; one that is not there holds nothing."""
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return Facts()
    except (OSError, UnicodeDecodeError) as error:
        return Facts(problems=(f"{file} cannot be read ({type(error).__name__}).",))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark is not None else 1
        return Facts(problems=(f"{file}:{line} is no YAML: {error.problem}.",))
    return _Reader(file).read(root)


class _Reader:
    """Reads one file and collects its mistakes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._problems: list[str] = []

    def read(self, root: yaml.Node | None) -> Facts:
        top = self._mapping(root, ("version", "facts")) if root is not None else {}
        listed = top.get("facts")
        facts: dict[str, Fact] = {}
        for node in listed.value if isinstance(listed, yaml.SequenceNode) else ():
            fact = self._fact(node)
            if fact is not None and fact.id in facts:
                self._complain(node, f"has the id {fact.id} of an earlier fact. Give it its own.")
            elif fact is not None:
                facts[fact.id] = fact
        return Facts(tuple(facts.values()), tuple(self._problems))

    def _fact(self, node: yaml.Node) -> Fact | None:
        found = self._mapping(node, _KEYS)
        missing = [key for key in _NEEDED if not self._text(found.get(key))]
        if missing:
            self._complain(node, f"misses {', '.join(missing)}.")
            return None
        approved = self._day(found["approved_on"])
        ends = found.get("expires_on")
        expires = self._day(ends) if ends is not None else None
        if approved is None or (ends is not None and expires is None):
            return None
        if expires is not None and expires <= approved:
            self._complain(node, "expires before it is approved, so it never holds.")
            return None
        return Fact(
            id=self._text(found["id"]),
            statement=self._text(found["statement"]),
            wording=self._text(found.get("wording")) or self._text(found["statement"]),
            source=self._text(found["source"]),
            owner=self._text(found["owner"]),
            approved_on=approved,
            expires_on=expires,
            platforms=self._platforms(found.get("platforms")),
        )

    def _mapping(self, node: yaml.Node, legal: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self._complain(node, f"should hold {', '.join(legal)}.")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in found:
                self._complain(key, f"says {key.value} twice.")
            elif key.value not in legal:
                close = difflib.get_close_matches(str(key.value), legal, n=1)
                hint = f"Did you mean {close[0]}?" if close else f"Use {', '.join(legal)}."
                self._complain(key, f"says {key.value!r}, which means nothing here. {hint}")
            else:
                found[key.value] = value
        return found

    def _day(self, node: yaml.Node) -> date | None:
        try:
            return date.fromisoformat(self._text(node))
        except ValueError:
            self._complain(node, "should be a day such as 2027-04-05.")
            return None

    def _platforms(self, node: yaml.Node | None) -> frozenset[str]:
        named = (
            [self._text(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else []
        )
        for name in sorted(set(named) - _PLATFORMS):
            self._complain(node, f"says {name!r}. Use {', '.join(sorted(_PLATFORMS))}.")
        return frozenset(named)

    def _text(self, node: yaml.Node | None) -> str:
        return " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""

    def _complain(self, node: yaml.Node | None, what: str) -> None:
        mark = node.start_mark if node is not None else None
        place = f":{mark.line + 1}:{mark.column + 1}" if mark is not None else ""
        self._problems.append(f"{self._file}{place} {what}")
