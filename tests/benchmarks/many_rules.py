"""Rule folders with as many rules as one likes, all different, each with its two tests."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

_SYLLABLES = [c + v for c in "bdfgklmnprst" for v in "aeiou"]
_COMMON = ["great", "best", "water", "week", "team", "our", "we", "love", "people", "work", "data"]
_COMPANY = "version: 1\nname: Example\nlists: {own: [I work at Example, my team at Example]}\n"
_HEAD = 'version: 1\npack: {name: core, owner: "#comms", timezone: Europe/Lisbon}\nrules:\n'
_COMMON_KEYS = """\
  - id: rule-{number}
    title: Clause {number}
    topic: claim
    severity: fix
    status: live
    message: "You say {{match}}, ask {{owner}}."
    why: "Because of clause {number}."
"""
_TESTS = """\
    tests:
      - {{draft: "{hit}", expect: match}}
      - {{draft: "nothing of the kind", expect: no_match}}
"""
_A_FILE = 250


def write_many(root: Path, count: int, *, regexes: Sequence[str] = ()) -> Path:
    """Write a folder with `count` rules in files of 250, and watch rules with these regexes."""
    random_words = random.Random(count)  # noqa: S311 -- the same words every time
    core = root / "rules" / "packs" / "core"
    core.mkdir(parents=True)
    (root / "rules" / "organization.yaml").write_text(_COMPANY)
    texts = [_rule(number, random_words) for number in range(count)]
    texts += [_regex_rule(number, regex) for number, regex in enumerate(regexes)]
    for first in range(0, len(texts), _A_FILE):
        head = _HEAD if first == 0 else "version: 1\nrules:\n"
        (core / f"{first:06}.yaml").write_text(head + "".join(texts[first : first + _A_FILE]))
    return root / "rules"


def _rule(number: int, chance: random.Random) -> str:
    one, two, three, four = (
        "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(4)
    )
    kind = number % 10
    if kind < 6:
        near = ", ".join(chance.sample(_COMMON, 2))
        body = f'    kind: phrase\n    any: ["{one} {two}", "{three}*", {four}]\n'
        body += f"    near: {{any: [{near}], within: 40}}\n"
        hit = f"{one} {two} for {' '.join(_COMMON)}"
    elif kind == 6:
        body = f"    kind: phrase\n    regex: '{one}(?:ed|ing)? .{{0,20}}{two}'\n"
        hit = f"{one}ing the {two}"
    elif kind == 7:
        body = f'    kind: replace\n    swap: {{"{one} {two}": {three}, {four}: other}}\n'
        hit = f"a {one} {two} there"
    else:
        body = f'    kind: require\n    if: {{any: ["{one} {two}", {three}]}}\n'
        body += "    need: {any: [$own], first_chars: 200}\n"
        hit = f"some {one} {two} here"
    return _COMMON_KEYS.format(number=number) + body + _TESTS.format(hit=hit)


def _regex_rule(number: int, regex: str) -> str:
    head = _COMMON_KEYS.format(number=f"regex-{number}").replace("live", "watch")
    return f"{head}    kind: phrase\n    regex: '{regex}'\n    whole_word: false\n"
