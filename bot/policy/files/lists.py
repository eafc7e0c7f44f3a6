"""Words of the organisation's lists inside other texts: `$name` in a regex, `{name}` in a test.

`$name~` in a regex stands for the list's words in disguise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from bot.policy.files.desk import Desk
from bot.policy.problem import nearest
from bot.policy.text.view import fold_case

Lists = Mapping[str, tuple[str, ...]]

NOTHING = r"[^\x{0}-\x{10FFFF}]"
"""A regex that matches no text at all: what is left of an alternation without words."""

# An escaped sign and a class are skipped as a whole, so that [$€£] and \$ stay what they are.
_IN_REGEX = re.compile(
    r"(?P<kept>\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\])|\$(?P<list>[A-Za-z][\w-]*)(?P<disguise>~?)",
    re.DOTALL,
)
_IN_DRAFT = re.compile(r"\{([A-Za-z][\w-]*)(~?)\}")


def unknown(written: str, known: Lists) -> str:
    """Say what is wrong with a `$name` that is no list."""
    close = nearest(written[1:], known)
    names = ", ".join(f"${key}" for key in known)
    meant = f"Did you mean ${close}?" if close else f"The lists are {names or 'none yet'}."
    return f"{written}, which is no list of organization.yaml. {meant}"


def alternation(terms: tuple[str, ...]) -> str:
    """Return a regex for any of a list's words, the longest first; `recommend*` is a stem."""
    if not terms:
        return NOTHING
    longest_first = sorted(dict.fromkeys(map(fold_case, terms)), key=len, reverse=True)
    return f"(?:{'|'.join(map(_escaped, longest_first))})"


def _escaped(term: str) -> str:
    return r"\w*".join(map(re.escape, term.split("*")))


# What people write in place of a letter so that nobody finds it.
_LOOKS_LIKE = dict(
    zip(
        "abegilostz",
        ("a4@", "b8", "e3", "g9", "i1!|", "l1|", "o0", "s5$", "t7+", "z2"),
        strict=True,
    )
)
_SHORTEST = 5  # letters; a shorter word in disguise is too often another word


def disguises(terms: tuple[str, ...]) -> str:
    """Return a regex for a list's words spaced out, run together, or with signs for letters.

    It also matches them as they are written: what says so plainly has a rule of its own, and an
    exception here.
    """
    words = [re.findall(r"[^\W_]+", fold_case(term).casefold()) for term in terms]
    names = dict.fromkeys(tuple(name) for name in words if len("".join(name)) >= _SHORTEST)
    ways = [way for name in names for way in (_spaced("".join(name)), _with_signs(name))]
    return f"(?:{'|'.join(ways)})" if ways else NOTHING


def _spaced(name: str) -> str:
    return r"[\s.*_/-]{1,3}".join(re.escape(letter) for letter in name)


def _with_signs(name: tuple[str, ...]) -> str:
    return r"[\s._-]?".join("".join(map(_sign, word)) for word in name)


def _sign(letter: str) -> str:
    signs = "".join(map(re.escape, _LOOKS_LIKE.get(letter, "")))
    return f"[{signs}]" if signs else re.escape(letter)


def in_regex(text: str, node: yaml.Node, name: str, desk: Desk) -> str | None:
    """Return a regex with every `$name` written out, or None once an unknown one is noted."""
    strange = [m[0] for m in _IN_REGEX.finditer(text) if m["list"] not in {None, *desk.lists}]
    for written in strange:
        desk.error(node, f"{name} speaks of {unknown(written, desk.lists)}")
    return None if strange else write_out(text, desk.lists)


def write_out(text: str, lists: Lists) -> str:
    """Return a regex with every `$name` written out."""
    if "$" not in text:
        return text
    return _IN_REGEX.sub(lambda m: m["kept"] or _words_of(m, lists), text)


def _words_of(written: re.Match[str], lists: Lists) -> str:
    terms = lists[written["list"]]
    return disguises(terms) if written["disguise"] else alternation(terms)


def folded_back(regex: str, lists: Lists) -> str:
    """Return a written-out regex as its author typed it, so that no secret word is shown."""
    for name, terms in lists.items():
        if terms:
            regex = regex.replace(alternation(terms), f"${name}")
            regex = regex.replace(disguises(terms), f"${name}~")
    return regex


def with_first_word(text: str, lists: Lists) -> str:
    """Return a test's text with the first word of a list in place of each `{name}`.

    `{name~}` is that word letter by letter. The name of an empty list stays: such a test has
    nothing to try, see `names_nothing`.
    """
    return _IN_DRAFT.sub(lambda m: _first_word(m, lists) or m[0], text)


def names_nothing(text: str, lists: Lists) -> bool:
    """Whether a test's text speaks of a list that has no word for it."""
    found = _IN_DRAFT.finditer(text)
    return any(m[1] in lists and not _first_word(m, lists) for m in found)


def _first_word(written: re.Match[str], lists: Lists) -> str:
    word = next(iter(lists.get(written[1], ())), "").rstrip("*")
    if not written[2]:
        return word
    letters = re.findall(r"[^\W_]", word)
    return ".".join(letters) if len(letters) >= _SHORTEST else ""
