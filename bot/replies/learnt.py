"""A second opinion on the three ticks: what labelled replies taught a small network.

The lists of phrases are read first. The network reads both texts together, and hears what is said
in words that no list holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from bot.policy.guard.trie import Span
from bot.replies.network import network_of
from bot.replies.pieces import Piece, pieces
from bot.replies.reply import Mark
from bot.replies.spelled import LINK, MAIL, PHONE
from bot.replies.ticks import Side, is_praise, sentences

if TYPE_CHECKING:
    from bot.replies.network import Numbers

TICKS = ("acknowledges", "empathy", "next_step")
THEIRS, OURS = 100, 160
"""Pieces of either side that are read at once."""

# Added to the log-odds of a tick that the lists gave, taken from those of any other. Chosen on
# 9,114 replies of companies; any value from 0 to 1.5 changes fewer than one tick in a hundred.
_LISTS_SAY = 1.0
_SHARED, _WINDOWS = 40, 4  # pieces that two windows on a long reply share; windows at most
_SENTENCES = 12  # among which a place is looked for
_NO_WORDS = {LINK, MAIL, PHONE}  # what is spelled like a word and is none

Told = Mapping[str, Mark | None]
"""A place for each tick that is earned."""


def second_opinion(draft: Side, comment: Side, told: Told) -> Told:
    """Return the ticks as lists and network together have it; where nothing was learnt, `told`.

    That is where they are in other languages, or in two. A reply of signs and links alone earns
    what the lists see; what they see in a long one stays, and so do thanks for praise. Of the
    comment some 70 words are read, of the reply some 400.
    """
    lists = draft.lists
    network = network_of(lists.language) if lists.language == comment.lists.language else None
    spans = [span for span in sentences(draft.spelled.text) if _has_words(draft, span)]
    if network is None or not spans:
        return told
    theirs = _numbers(pieces(comment.spelled.folded, network.vocabulary))[:THEIRS]
    ours = [*pieces(draft.spelled.folded, network.vocabulary)]
    odds_of = cache(partial(network.read, theirs))
    read = [(odds_of(_numbers(each)), each) for each in _windows(ours)]
    thanked = is_praise(comment) and "empathy" not in draft.found
    earned: dict[str, Mark | None] = {}
    for at, tick in enumerate(TICKS):
        odds, window = max(read, key=lambda one: float(one[0][at]))
        stays = len(read) > 1 or (tick == "empathy" and thanked)
        if told[tick] and (stays or odds[at] > -_LISTS_SAY):
            earned[tick] = told[tick]
        elif not told[tick] and odds[at] > _LISTS_SAY:
            earned[tick] = _place(odds_of, draft, spans, window, at)
        else:
            earned[tick] = None
    if "non-apology" in draft.found and told["empathy"] is None:
        earned["empathy"] = None
    return earned


def _windows(ours: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Yield what is read of a reply at once, which is mostly all of it."""
    for start in range(0, _WINDOWS * (OURS - _SHARED), OURS - _SHARED):
        yield ours[start : start + OURS]
        if start + OURS >= len(ours):
            break


def _place(
    odds_of: Callable[[tuple[int, ...]], Numbers],
    draft: Side,
    spans: Sequence[Span],
    window: Sequence[Piece],
    tick: int,
) -> Mark:
    """Return the sentence of a window that says most for a tick by itself."""
    spelled = draft.spelled
    inside = []
    for span in spans:
        words = spelled.numbers(*span)
        first, last = spelled.words[words[0]].start, spelled.words[words[-1]].end
        if own := [piece for piece in window if first <= piece.start < last]:
            inside.append((span, own))
    said = {span: float(odds_of(_numbers(own))[tick]) for span, own in inside[:_SENTENCES]}
    return spelled.mark(*max(said, key=lambda span: said[span], default=spans[0]))


def _numbers(own: Iterable[Piece]) -> tuple[int, ...]:
    return tuple(piece.number for piece in own)


def _has_words(draft: Side, span: Span) -> bool:
    words = draft.spelled.text[slice(*span)].split()
    return any(word.isalpha() and word not in _NO_WORDS for word in words)
