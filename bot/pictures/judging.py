"""What the rules say about the words in a picture, and about a draft beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.pictures.words import Corner, Words
from bot.verdict import Draft, Finding, Reading, worst

OF_THE_POST = frozenset({"platform", "accessibility", "disclosure"})
"""Topics that are about a post as a whole, and never about a badge or a screen in a picture."""

Span = tuple[Corner, Corner, Corner, Corner]


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding in a picture. Its offsets are into the picture's words, `spans` where they are."""

    finding: Finding
    spans: tuple[Span, ...]


def read_both(
    draft: Draft,
    words: Words,
    read: Callable[[Draft], Reading],
    survivors: Iterable[str],
    *,
    covered: bool = False,
) -> tuple[Reading, tuple[Seen, ...]]:
    """Return the rules' word on a draft that a picture goes with, and on the picture's words.

    The guard reads both together: what speaks of one's own working life in either covers the
    other, and then only rules whose ids are among `survivors` speak. A credential in the picture
    keeps the draft here as one in the draft does. `covered` says that the guard covers a draft
    which is not at hand.
    """
    own = read(draft)
    if not words.text:
        return replace(own, guarded=own.guarded or covered), ()
    inside = read(replace(draft, text=words.text))
    joined = read(replace(draft, text=f"{draft.text}\n\n{words.text}"))
    guarded = covered or own.guarded or inside.guarded or joined.guarded
    found = tuple(f for f in inside.findings if f.topic not in OF_THE_POST)
    kept = own.findings
    if guarded:
        may = frozenset(survivors)
        kept, found = (tuple(f for f in each if f.rule in may) for each in (kept, found))
    reading = replace(
        own,
        verdict=worst(kept),
        findings=kept,
        guarded=guarded,
        holds_credential=own.holds_credential or inside.holds_credential,
    )
    return reading, tuple(Seen(finding, spans_of(finding, words)) for finding in found)


def spans_of(finding: Finding, words: Words) -> tuple[Span, ...]:
    """Return where a finding's words stand in the picture, one four-cornered span a line.

    It is wider by a letter on either side: letters are taken as even, and they are not.
    """
    spans, begun = [], 0
    for line in words.lines:
        size = len(line.text)
        start, end = max(finding.start - begun, 0), min(finding.end - begun, size)
        if start < end:
            wide = max(start - 1, 0) / size, min(end + 1, size) / size
            spans.append(_part(line.corners, *wide))
        begun += size + 1
    return tuple(spans)


def _part(corners: Span, start: float, end: float) -> Span:
    """Return the part of a line between two shares of its length."""
    left_top, right_top, right_low, left_low = corners
    return (
        _between(left_top, right_top, start),
        _between(left_top, right_top, end),
        _between(left_low, right_low, end),
        _between(left_low, right_low, start),
    )


def _between(one: Corner, other: Corner, share: float) -> Corner:
    (x, y), (far_x, far_y) = one, other
    return round(x + (far_x - x) * share), round(y + (far_y - y) * share)
