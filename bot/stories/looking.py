"""Looking at a draft as a story, and at a profile text: tips for its author, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.messages import say
from bot.policy.text.view import fold
from bot.replies.reply import Mark
from bot.stories.words import Told

_EARLY = 160  # characters in which readers decide whether to read on
_HEADLINE = 120  # characters that LinkedIn shows beside a name before it cuts
_SHOWN = 50
_LONG = 6  # letters of a name behind which a word may go on, as in #BrightwaterTeam
_SAID = re.compile(r"\s*[“\"«„]\s?(?P<said>[^“”\"«»„]{3,150}[.?!,…])\s?[“”\"»]")


def story_tips(text: str) -> tuple[str, ...]:
    """Return what a story has and what it could have: a beginning, a person, a point."""
    told = Told(text)
    if told.unread:
        return (say("stories.unread"),)
    beginning = _speech(text) or told.first("beginning")
    if beginning is not None and beginning.start > _EARLY:
        beginning = None
    parts = (
        ("beginning", beginning),
        ("person", told.first("person")),
        ("point", told.first("point")),
    )
    return tuple(_part(name, mark) for name, mark in parts)


def profile_tips(text: str, names: Iterable[str] = (), *, clear: bool = True) -> tuple[str, ...]:
    """Return tips on a headline or About text: clear, honest, disclosed, in one's own voice.

    `names` are what the organisation and its products are called, in one case. `clear` says that
    the rules found nothing, so that nothing may stand out.
    """
    told, known = Told(text), frozenset(names)
    if told.unread:
        return (*_employer(text, known), say("stories.profile_unread"))
    fine = (say("stories.profile_fine"),) if clear else ()
    return tuple(_profile(told, text, known)) or fine


def _speech(text: str) -> Mark | None:
    """Return what somebody says where a text opens with that: a sentence, and not a name."""
    found = _SAID.match(text)
    return Mark(found.start("said"), found.end("said"), found["said"]) if found else None


def _part(name: str, mark: Mark | None) -> str:
    if mark is None:
        return f"✗ {say(f'stories.{name}_not')}"
    return f"✓ {say(f'stories.{name}', text=_short(mark.text))}"


def _profile(told: Told, text: str, names: frozenset[str]) -> Iterator[str]:
    for kind in ("buzzwords", "superlatives", "third_person", "disclaimer"):
        mark = told.first(kind)
        if mark is not None:
            yield f"• {say(f'stories.{kind}', text=_short(mark.text))}"
    yield from _employer(text, names)
    if told.first("does") is None:
        yield f"• {say('stories.does_not')}"
    if told.first("invites") is None and len(text) > _HEADLINE:
        yield f"• {say('stories.invites_not')}"
    if "\n" not in text.strip() and _HEADLINE < len(text.strip()) <= 2 * _HEADLINE:
        yield f"• {say('stories.long_headline', most=_HEADLINE)}"


def _employer(text: str, names: frozenset[str]) -> Iterator[str]:
    if names and not names_any(text, names):
        yield f"• {say('stories.no_employer')}"


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether one of these names (in one case) stands in a text."""
    folded = fold(text)
    return any(_stands(name, folded) for name in names)


def _stands(name: str, folded: str) -> bool:
    """Whether a name begins a word; a short one is all of it, since ARC is not in an archive."""
    end = r"(?!\w)" if len(name) < _LONG else ""
    return re.search(rf"(?<!\w){re.escape(name)}{end}", folded) is not None


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHOWN else f"{one_line[: _SHOWN - 1]}…"
