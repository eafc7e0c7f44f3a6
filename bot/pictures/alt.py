"""Whether a picture's alternative text says what somebody who cannot see it needs to know."""

from __future__ import annotations

import re

import regex  # type: ignore[import-untyped]  # the library ships no types

MOST = 1_000
"""How long an alternative text may be where a platform says nothing, in characters."""

LONG = 420
"""From here on a screen reader goes on for half a minute, and the text belongs in the post."""

_FILE_NAME = re.compile(
    r"(?i)\S+\.(?:jpe?g|png|gif|webp|tiff?|bmp|hei[cf])|(?:IMG|DSC|DSCN|PXL|MVIMG|WA|Screenshot)"
    r"[-_ ]?\d[\w. -]*"
)
_NOUN = (
    r"(?:image|photo(?:graph)?|picture|pic|screenshot|graphic|illustration|logo|chart|diagram|"
    r"imagem|foto(?:grafia)?|figura|captura de ecrã|gráfico|ilustração|alt(?: text)?|untitled)"
)
_ONLY_A_NOUN = re.compile(rf"(?i)(?:an? |the |my |our |uma? |[oa] )?{_NOUN}s?[\s\d.!#()]*")
_OF = re.compile(
    r"(?i)(?:an? |the |this is an? |uma? )?(?:image|photo(?:graph)?|picture|pic|imagem|"
    r"foto(?:grafia)?) (?:of|showing|de|da|do|que mostra)\b"
)
_NO_WORD = regex.compile(r"[^\p{L}\p{N}]*")
_FEWEST_WORDS = 3


def weaknesses(alt: str, draft: str, most: int | None = None) -> tuple[str, ...]:
    """Return what is weak about an alternative text, as keys of `picture.alt`; none for a good one.

    `most` is what the platform allows, in characters. `draft` is the post that it goes with.
    """
    text = " ".join(alt.split())
    if not text:
        return ("missing",)
    if _NO_WORD.fullmatch(text):
        return ("emoji_only",)
    if _FILE_NAME.fullmatch(text):
        return ("file_name",)
    if _ONLY_A_NOUN.fullmatch(text):
        return ("generic",)
    return tuple(_smaller(text, draft, MOST if most is None else most))


def _smaller(text: str, draft: str, most: int) -> list[str]:
    found = []
    if len(text) > most:
        found.append("too_long")
    elif len(text) > LONG:
        found.append("long")
    elif len(text.split()) < _FEWEST_WORDS:
        found.append("short")
    if text.casefold() == " ".join(draft.split()).casefold():
        found.append("same_as_draft")
    if _OF.match(text):
        found.append("photo_of")
    return found
