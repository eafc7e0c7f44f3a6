"""Author regexes as RE2 should see them: letters of all alphabets, straight quotes, any space."""

from __future__ import annotations

import re

_STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("“”„‟″«»", '"')})
_DASHES = frozenset("‐‑‒–—―−")
_DASH = re.compile(f"[{''.join(_DASHES)}]")
_SPACE = re.compile(r"\s")


def straighten(pattern: str) -> str:
    """Return `pattern` with the quotes, dashes and spaces that the folded view has."""
    return _SPACE.sub(" ", _DASH.sub("-", pattern.translate(_STRAIGHT)))


def translate(pattern: str) -> str:
    r"""Return `pattern` for the folded view.

    `\w` and `\W` know every alphabet, a space stands for any white space, curly quotes and long
    dashes are the straight ones that the folded view has.
    """
    out: list[str] = []
    inside = False
    letters = iter(pattern.translate(_STRAIGHT))
    for letter in letters:
        if letter == "\\":
            out.append(_escape(next(letters, ""), inside=inside))
        elif letter in _DASHES:
            out.append(r"\-")
        elif letter.isspace():
            out.append(r"\s")
        else:
            inside = letter == "[" or (inside and letter != "]")
            out.append(letter)
    return "".join(out)


def _escape(letter: str, *, inside: bool) -> str:
    if letter == "w":
        return r"\pL\pM\pN_" if inside else r"[\pL\pM\pN_]"
    if letter == "W" and not inside:
        return r"[^\pL\pM\pN_]"
    return r"\s" if letter.isspace() else f"\\{letter}"
