"""Writing texts into YAML so that they are read back letter for letter, whatever they hold."""

from __future__ import annotations

import re

# What YAML would read as a line break or refuse, written as an escape.
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNPRINTABLE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# The loader counts these to keep deeply nested files from its parser, between quotes as well.
_STRUCTURE = re.compile(r"[\[\]{}?:-]")
_MUCH = 50
_LONG_KEY = 200  # a key of over 1,024 characters needs a mark of its own in YAML


def quoted(text: str) -> str:
    """Return a text between double quotation marks, on one line.

    Half a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    written = re.sub(r'["\\\n\r\t]', lambda found: _SHORT[found[0]], whole)
    if len(_STRUCTURE.findall(written)) > _MUCH:
        written = _STRUCTURE.sub(_escape, written)
    # Three of these would end the block in which Slack shows a file.
    written = written.replace("```", "\\x60" * 3)
    return f'"{_UNPRINTABLE.sub(_escape, written)}"'


def pair(key: str, value: str) -> str:
    """Return `"key": "value"` for a flow mapping."""
    mark = "? " if len(key) > _LONG_KEY else ""
    return f"{mark}{quoted(key)}: {quoted(value)}"


def note(text: str) -> str:
    """Return a text as it can stand behind a `#`: on one line, without what is not seen."""
    seen = _UNPRINTABLE.sub(" ", text)
    if len(_STRUCTURE.findall(seen)) > _MUCH:
        seen = _STRUCTURE.sub(" ", seen)
    return " ".join(seen.replace("```", "'''").split())


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"  # noqa: PLR2004 -- one byte
