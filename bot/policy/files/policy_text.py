"""Reading the policy text: clauses from Markdown, every mistake with its place and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from bot.policy.files.asked import ASKED, read_asked
from bot.policy.files.desk import Desk
from bot.policy.files.record import Field, Record, unknown
from bot.policy.files.shape import Text
from bot.policy.files.source import Unreadable, compose
from bot.policy.problem import Place, nearest
from bot.policy.schema import TOPICS
from bot.vocabulary.clause import Clause

_FENCE = "---\n"
_HEADING = re.compile(r"##\s+(?P<title>.+?)\s*(?:\{#(?P<id>[^}]*)\}\s*)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LABEL = re.compile(r"[-*]\s+(?P<label>[A-Za-z][A-Za-z ]{1,20}):\s*(?P<value>.*)")
_GUARD = "Answers the guard"
_LABELS = {name: name for name in ("Like this", "Not like this", "Ask", "Topics", _GUARD, *ASKED)}
_YES_NO = re.compile(r"yes|no", re.IGNORECASE)
_QUOTES = '"“”„«» '
_CHANNEL = re.compile(r"#[\w-]+")


def _front(title: str = "", link: str = "", owner: str = "") -> tuple[str, str]:
    del title
    return link, owner


FRONT = Record(
    "the head of a policy text",
    {
        "title": Field(Text(most=150), "What the text is called."),
        "link": Field(
            Text(pattern=r"https://[^\s#]+", hint="Use an https address, without a #.", most=500),
            "Where it stands.",
        ),
        "owner": Field(
            Text(pattern=r"#[\w-]+", hint='Use a channel, such as "#comms".'), "Whom to ask."
        ),
    },
    _front,
)


@dataclass(slots=True)
class _Written:
    """One clause as it stands: its lines by their numbers."""

    place: Place
    title: str
    name: str | None
    lines: list[tuple[int, str]] = field(default_factory=list)


def read_policy_text(text: str, name: str, desk: Desk) -> Mapping[str, Clause]:
    """Return the clauses of one file by their ids; one with a mistake is left out.

    `name` is how problems call the file.
    """
    text = text.replace("\r\n", "\n")
    link, owner, begins = _head(text, name, desk)
    found: dict[str, Clause] = {}
    for written in _written(text.split("\n"), begins, name):
        clause = _clause(written, desk)
        if clause is None:
            continue
        if clause.id in found:
            desk.error(written.place, f"the name {clause.id} is taken. Give each clause its own.")
            continue
        place = f"{link}#{clause.id}" if link else ""
        found[clause.id] = replace(clause, link=place, owner=clause.owner or owner)
    if not found:
        desk.warn(Place(name), "holds no clause: each begins with `## Title {#its-name}`.")
    return found


def _head(text: str, name: str, desk: Desk) -> tuple[str, str, int]:
    """Return link, owner, and the line (from 0) where the text itself begins."""
    if not text.startswith(_FENCE):
        return "", "", 0
    front, closed, _ = text.partition("\n" + _FENCE)
    if not closed:
        desk.error(Place(name), "opens a head with --- and does not close it.")
        return "", "", 0
    begins = front.count("\n") + 2
    try:
        root = compose(("#" + front[1:]).encode(), name)  # a note in its place keeps the lines
    except Unreadable as error:
        desk.error(error.place, str(error))
        return "", "", begins
    read = FRONT.read(root, FRONT.what, desk) if root else None
    link, owner = cast("tuple[str, str]", read or ("", ""))
    return link, owner, begins


def _written(lines: list[str], begins: int, name: str) -> Iterator[_Written]:
    now: _Written | None = None
    for number, line in enumerate(lines[begins:], begins + 1):
        heading = _HEADING.fullmatch(line.rstrip())
        if heading:
            if now:
                yield now
            now = _Written(Place(name, number), heading["title"], heading["id"])
        elif now:
            now.lines.append((number, line))
    if now:
        yield now


def _clause(written: _Written, desk: Desk) -> Clause | None:
    before = desk.errors
    if written.name is None:
        says = f"‘{written.title}’ has no name. Write {{#its-name}} behind it: links lead there."
        desk.error(written.place, says)
    elif not _ID.fullmatch(written.name):
        desk.error(written.place, f"the name '{written.name}' needs small letters and hyphens.")
    labels, rest = _labelled(written, desk)
    passages = tuple(part.strip("\n") for part in re.split(r"\n[ \t]*\n", rest) if part.strip())
    if not passages:
        desk.error(written.place, "says nothing yet. Write a sentence below its heading.")
    topics = _topics(labels, desk)
    asked = read_asked(labels, desk)
    if owner := labels.get("Ask"):
        _expect(owner, _CHANNEL, "Ask", "Use a channel, such as #comms.", desk)
    if guard := labels.get(_GUARD):
        _expect(guard, _YES_NO, _GUARD, "Write yes, or leave the line out.", desk)
    if desk.errors > before:
        return None
    return Clause(
        id=written.name or "",
        title=written.title,
        passages=passages,
        topics=topics,
        owner=owner[1] if owner else "",
        fine=_example(labels, "Like this"),
        not_fine=_example(labels, "Not like this"),
        protects=_protects(labels),
        asked=asked,
    )


def _protects(labels: Mapping[str, tuple[Place, str]]) -> bool:
    return labels.get(_GUARD, (None, "no"))[1].casefold() == "yes"


_Labels = dict[str, tuple[Place, str]]


def _labelled(written: _Written, desk: Desk) -> tuple[_Labels, str]:
    """Return the lines that are for us, and the text that is for people."""
    labels: _Labels = {}
    rest: list[str] = []
    for number, line in written.lines:
        found = _LABEL.fullmatch(line.strip())
        label = found["label"] if found else ""
        if found is None or (label not in _LABELS and not nearest(label, _LABELS)):
            rest.append(line)
            continue
        place = Place(written.place.path, number)
        if label not in _LABELS:
            desk.error(place, unknown(label, _LABELS, "a clause"))
        elif label in labels:
            desk.error(place, f"says {label} twice. Keep one.")
        else:
            labels[label] = (place, found["value"].strip())
    return labels, "\n".join(rest)


def _topics(labels: _Labels, desk: Desk) -> tuple[str, ...]:
    place, said = labels.get("Topics", (Place(""), "none"))
    topics = tuple(topic.strip() for topic in said.split(",")) if said != "none" else ()
    for topic in topics:
        if topic not in TOPICS:
            close = nearest(topic, TOPICS)
            use = f"Did you mean {close}?" if close else "Use a topic of the rules, or none."
            desk.error(place, f"Topics says '{topic}'. {use}")
    return topics


def _expect(
    found: tuple[Place, str], legal: re.Pattern[str], label: str, hint: str, desk: Desk
) -> None:
    place, value = found
    if not legal.fullmatch(value):
        desk.error(place, f"{label} says '{value}'. {hint}")


def _example(labels: _Labels, label: str) -> str:
    return labels[label][1].strip(_QUOTES) if label in labels else ""
