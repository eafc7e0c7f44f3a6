"""Short common words, so that a hashtag of several of them is recognised as several."""

from __future__ import annotations

from functools import lru_cache

_COMMON = frozenset(
    """a about ai all and are art at automation back be best better big black blog book business by
    can career careers change city clean climate cloud coffee community company conference customer
    data day days design digital dream earth eat energy engineering every experience family fashion
    first fitness food football for free friday friends from fun future game girl girls global go
    goals good great green growth happy health healthy help hiring holiday home how human i ideas
    in innovation insights inspiration is it job jobs just kids know leadership learn learning life
    like live local love machine made make management marketing matters media mental mind monday
    month more morning motivation music my new news next night of office on online open our out
    park people personal photo power project proud public quality quote quotes real remote run safe
    sale sales saturday science season security service show skills small smart social software
    source space sport sports start startup startups story street style summer sunday supply
    support sustainable talk team tech technology the things throwback thursday time tips to today
    together top training transformation travel tuesday up us video wallet warming water we
    wednesday week weekend wellness what why winter wisdom with women woman word work working world
    year you young your""".split()  # noqa: SIM905 -- a paragraph of words reads better than a list
)
_LONGEST = max(map(len, _COMMON))


@lru_cache(maxsize=2048)
def is_several(tag: str) -> bool:
    """Whether a hashtag's letters, lower-case, are three or more common words, or two long ones."""
    parts = _fewest(tag)
    if parts is None:
        return False
    shortest = min(map(len, parts))
    return len(parts) > 2 or (len(parts) == 2 and shortest > 2)  # noqa: PLR2004 -- as described


def _fewest(tag: str) -> list[str] | None:
    best: list[list[str] | None] = [[], *[None] * len(tag)]
    for end in range(1, len(tag) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, word = best[start], tag[start:end]
            if before is not None and word in _COMMON:
                here = best[end]
                if here is None or len(before) + 1 < len(here):
                    best[end] = [*before, word]
    return best[len(tag)]
