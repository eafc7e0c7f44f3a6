"""The drills that a company begins with: ours, with its own address and no page of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ADDRESS = "brightwater.example"
_HOW = re.compile(r'(?m)^how: \{title: "([^"]+)".*\n')


def drills(shipped: Mapping[str, str], domains: tuple[str, ...]) -> dict[str, str]:
    """Return drill files and what they say in other languages, by their paths, as a company's own.

    `shipped` are ours, by the same paths. A page that says how is each company's own, so none is
    named; `domains` are the company's addresses, of which the first stands in an example.
    """
    plain = (each for each in domains if re.fullmatch(r"[\w.-]+", each))
    address = next(plain, "your-company.example")
    pages = [title for text in shipped.values() for title in _HOW.findall(text)]
    told = re.compile("|".join(rf'  "{re.escape(title)}":\n.*\n' for title in pages) or r"(?!)")
    return {
        path: told.sub("", _HOW.sub("", text)).replace(_ADDRESS, address)
        for path, text in shipped.items()
    }
