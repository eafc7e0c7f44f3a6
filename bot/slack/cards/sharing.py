"""What an author shares with a channel, whole: in as many inputs and sections as Slack needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex  # type: ignore[import-untyped]  # regex ships no types

from bot.slack.cards.forms import text_input
from bot.slack.cards.text import Block, units

MOST_SHARED = 8_900
"""UTF-16 code units of a question: a message holds 10,000 in all, and says more than the draft."""
MOST_PART = 3_000
"""UTF-16 code units of a section, and of an input."""
SHARED = "shared"

_GRAPHEME = regex.compile(r"\X")


def parts(text: str, most: int = MOST_PART) -> list[str]:
    """Return `text` in parts of at most `most` UTF-16 code units, which together are the text.

    A part ends behind a line break, else behind white space, in its second half where there is
    any, and in no case within a grapheme.
    """
    found, rest = [], text
    while units(rest) > most:
        head = _head(rest, most)
        end = head.rfind("\n", len(head) // 2) + 1 or _behind_space(head) or len(head)
        found.append(rest[:end])
        rest = rest[end:]
    return [*found, rest]


def around(text: str, passage: str) -> str:
    """Return as much of `text` as a question holds, in whole words, with what it is about."""
    if units(text) <= MOST_SHARED:
        return text
    head, at = _head(text, MOST_SHARED), max(0, text.find(passage))
    begin = _word_from(text, at - len(head) // 2, at) if at + len(passage) > len(head) else 0
    kept = _head(text[begin:], MOST_SHARED)
    end = _behind_space(kept)
    is_cut = begin + len(kept) < len(text)
    return kept[:end] if end and is_cut and begin + end >= at + len(passage) else kept


def shared_in(inputs: Mapping[str, str], name: str = SHARED) -> str:
    """Return the text that stands in the inputs of a form, put together again."""
    held = [inputs.get(part_name(number, name), "") for number in range(_count(inputs, name))]
    return _together(held).strip()


def part_inputs(name: str, held: Sequence[str], labels: Sequence[str]) -> list[Block]:
    """Draw an input for each part; the first has to hold something."""
    drawn = [
        text_input(part_name(number, name), label, part, MOST_PART)
        for number, (label, part) in enumerate(zip(labels, held, strict=True))
    ]
    return [drawn[0], *({**each, "optional": True} for each in drawn[1:])]


def part_name(number: int, name: str = SHARED) -> str:
    """Return the name of the input for a part, counted from 0."""
    return f"{name}_{number}" if number else name


def _count(inputs: Iterable[str], name: str) -> int:
    return sum(each == name or each.startswith(f"{name}_") for each in inputs)


def _together(held: Iterable[str]) -> str:
    """Join parts; one whose end was taken away stays apart from the next."""
    text = ""
    for part in held:
        text += part if not text or text[-1].isspace() or not part else f"\n{part}"
    return text


def _head(text: str, most: int) -> str:
    kept, room = 0, most
    for grapheme in _GRAPHEME.finditer(text[:most]):
        room -= units(grapheme[0])
        if room < 0:
            break
        kept = grapheme.end()
    return text[:kept] or text[:most]


def _word_from(text: str, begin: int, end: int) -> int:
    """Return where the first word between two places begins, the first of these where none does."""
    begin = max(0, begin)
    return next((at for at in range(begin, end) if at == 0 or text[at - 1].isspace()), begin)


def _behind_space(head: str) -> int:
    """Return where the last white space in the second half ends, 0 where there is none."""
    spaces = [at for at in range(len(head) // 2, len(head)) if head[at].isspace()]
    return spaces[-1] + 1 if spaces else 0
