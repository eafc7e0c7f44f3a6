"""The emoji in what people write: Slack delivers `:wave:`, everybody else counts and shows 👋."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import regex  # type: ignore[import-untyped]  # regex ships no types

# What is no running text: code, and the address of a page.
_ALONE = (
    r"```.*?```|`[^`\n]+`"
    r"|(?<![\w.+-])(?:[a-z][a-z0-9.+-]*://|www\.|[\w.-]+\.[a-z]{2,}(?::\d+)?/)[^\s`<>]*"
)
# Several may stand side by side, yet none in a word, a path or a key: `a::key::b`, `10:100:30`.
# Whether Slack draws those of "Done:tada:" is written nowhere: what it may not draw stays as typed.
_CODES = (
    r"(?<![^\W_]|:)(?<![^\W_][/\\=@&#~_])(?P<codes>(?::[a-z0-9_+-]+:)+)"
    r"(?!_?[^\W_]|:)"
)
_READ = re.compile(f"(?:{_ALONE})|{_CODES}", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r":([a-z0-9_+-]+):(?::skin-tone-([2-6]):)?")
# A tone stands behind each person or hand, in place of a sign that asks for a picture.
_PERSON = regex.compile(r"(\p{Emoji_Modifier_Base})\uFE0F?")
_TONES = dict(zip("23456", "🏻🏼🏽🏾🏿", strict=True))
_FILE = Path(__file__).with_name("emoji.txt")


def with_emoji(text: str) -> str:
    """Return a text with the emoji that Slack has for everybody in the place of their codes.

    What Slack has no emoji for stays as it is, and so do those that a workspace made for itself,
    whatever stands in an address or between backticks, and a code with a letter beside it.
    """
    return _READ.sub(_drawn, text) if ":" in text else text


def _drawn(read: re.Match[str]) -> str:
    return _CODE.sub(_emoji, read["codes"]) if read["codes"] else read[0]


def _emoji(code: re.Match[str]) -> str:
    drawn, tone = _names().get(code[1]), _TONES.get(code[2] or "", "")
    if drawn is None:
        return code[0]
    return _PERSON.sub(rf"\1{tone}", drawn) if tone else drawn


@cache
def _names() -> dict[str, str]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    named = (line.split() for line in lines if line.partition(" ")[0] != "#")
    return {name: emoji for emoji, *names in named for name in names}
