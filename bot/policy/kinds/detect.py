"""`kind: detect`: things with a form of their own, such as e-mail addresses and card numbers."""

from __future__ import annotations

import re

from bot.policy.body import DetectBody
from bot.policy.entities import signs
from bot.policy.kinds.terms import Conditions, Span
from bot.policy.matching.index import IndexBuilder
from bot.policy.matching.sight import Sight
from bot.policy.text.view import fold

# The host of an address or a link: what stands before an @ is a name, wherever it points to.
_HOST = re.compile(r"(?:[^/?#]*://)?(?:[^/?#]*@)?([^/?#:@]+)")
_LONG_NUMBER = 7  # digits from which spelling (spaces, hyphens, brackets) does not matter


class DetectMatcher:
    """The compiled form of a detect rule."""

    def __init__(self, body: DetectBody, rule: int, index: IndexBuilder) -> None:
        """Have the rule read the drafts that show a sign of one of its entities."""
        self._entities = body.entities
        self._allow = tuple(dict.fromkeys(fold(text) for text in body.allow))
        self._allowed_digits = {
            digits for text in body.allow if len(digits := _digits(text)) >= _LONG_NUMBER
        }
        self._conditions = Conditions(body.terms, rule, index)
        index.wake_by(rule, {sign for name in body.entities for sign in signs(name)})

    def spans(self, sight: Sight) -> list[Span]:
        """Return the entities that are not allowed."""
        found = self._entities_of(sight)
        if self._allow:
            text = sight.view.scripted.casefold()
            found = [(start, end) for start, end in found if not self._allows(text[start:end])]
        return self._conditions.hold(sight.scan, found)

    def silence(self, sight: Sight) -> str:
        """Say why the entities found do not count."""
        found = self._entities_of(sight)
        text = sight.view.scripted.casefold()
        for start, end in found:
            if self._allows(text[start:end]):
                return f"‘{sight.view.cased[start:end]}’ is allowed (allow)"
        return self._conditions.broken(sight.scan, found) if found else ""

    def _entities_of(self, sight: Sight) -> list[Span]:
        return sorted({span for name in self._entities for span in sight.entities(name)})

    def swaps(self, sight: Sight, span: Span) -> tuple[str, ...]:
        """Offer no words of its own."""
        del sight, span
        return ()

    def _allows(self, found: str) -> bool:
        if any(_is_allowed(found, allowed) for allowed in self._allow):
            return True
        return bool(self._allowed_digits) and _digits(found) in self._allowed_digits


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())


def _is_allowed(found: str, allowed: str) -> bool:
    """Whether `found` is the allowed text, begins with it (`*`), or belongs to that domain."""
    if allowed.endswith("*"):
        return found.startswith(allowed[:-1])
    if found == allowed or (allowed[0] == "@" and found.endswith(allowed)):
        return True
    if "." not in allowed or " " in allowed:
        return False
    host = _HOST.match(found)
    return host is not None and f".{host[1]}".endswith(f".{allowed}")
