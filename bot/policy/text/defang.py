"""Taking the teeth out of links: still readable, and nothing that a program makes a link of."""

from __future__ import annotations

import re

_HTTP = re.compile(r"(?i)\bhttp(s?)://")
_SCHEME = re.compile(r"(?i)(?<=[a-z])(?<!hxxp)(?<!hxxps)://")
# A dot, in any of the forms in which browsers take it for one (UTS 46), inside a word.
_DOTS = ".\u3002\uff0e\uff61"
_DOT = re.compile(rf"(?<=[^\s{_DOTS}])[{_DOTS}](?=[^\s{_DOTS}])")
_HXXP = re.compile(r"(?i)\bhxxp(s?)(?:://|\[:\]//)")


def defang(text: str) -> str:
    """Return `text` with `hxxps` for https and `[.]` for each dot in a host, an address, a file.

    Doing it again changes nothing.
    """
    return _DOT.sub(_marked, _SCHEME.sub("[:]//", _HTTP.sub(r"hxxp\1://", text)))


def refang(text: str) -> str:
    """Return a defanged text as it was, to be looked at by us and shown to nobody."""
    return _HXXP.sub(r"http\1://", text.replace("[:]//", "://").replace("[.]", "."))


def _marked(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1], found.string[found.end()]
    return found[0] if before == "[" and after == "]" else "[.]"
