"""The lines under a clause that say with which words people ask for it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.policy.files.desk import Desk
from bot.policy.problem import Place

ASKED = {
    "Also asked as": "en",
    "Also asked in pt": "pt",
    "Also asked in es": "es",
    "Also asked in fr": "fr",
    "Also asked in de": "de",
}
"""The label of a line, and the language of its words."""


def read_asked(labels: Mapping[str, tuple[Place, str]], desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return the words that lead to a clause, each behind its language."""
    found: dict[tuple[str, str], None] = {}
    for label, language in ASKED.items():
        place, said = labels.get(label, (Place(""), ""))
        for words in said.split(",") if said else ():
            one = (language, " ".join(words.split()))
            if not any(map(str.isalnum, words)):
                desk.error(place, f"{label} has a comma too many. Write: pay, night shift")
            elif one in found:
                desk.error(place, f"{label} says '{one[1]}' twice. Keep one.")
            found[one] = None
    return tuple(found)
