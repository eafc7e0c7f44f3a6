"""What a regex needs to find in a text is never a guess: no match goes by without it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.policy.body import PhraseBody, RequireBody
from bot.policy.matching.patterns import Pattern
from bot.policy.matching.required import required
from bot.policy.text.view import View
from tests.policy.writing import found, live, ruleset
from tests.shipped import shipped

NEEDS = [
    ("abc", {"abc"}),
    ("Foo|bar", {"foo", "bar"}),
    (r"\d+ ?(?:%|percent|per cent)", {"%", "percent", "per cent"}),
    ("ab*cd", {"cd"}),
    ("ab+c", {"ab"}),
    ("a{0,3}bcd", {"bcd"}),
    ("(?:hello )?world", {"world"}),
    ("(?i)(?P<name>Foo)", {"foo"}),
    (r"\bfoo\b", {"foo"}),
    (r"\.com", {".com"}),
    ("xx(?:abc|)y", {"xx"}),
    ("x(?:abc|)y", None),
    ("[a-z]+", None),
    ("(?:foo|[a-z]+)", None),
    ("a?", None),
    (r"\Qfoo\E", None),
    (" ", None),
]


@pytest.mark.parametrize(("pattern", "needs"), NEEDS, ids=[row[0] for row in NEEDS])
def test_what_a_regex_needs(pattern: str, needs: set[str] | None) -> None:
    assert required(pattern) == (None if needs is None else frozenset(needs))


def shipped_regexes() -> list[str]:
    bodies = [rule.body for rule in shipped().rules]
    terms = [body.terms for body in bodies if isinstance(body, PhraseBody)]
    terms += [b.trigger for b in bodies if isinstance(b, RequireBody) and b.trigger is not None]
    return [regex for one in terms for regex in one.regex if "{" not in regex]


def is_for_python(regex: str) -> bool:
    try:
        re.compile(regex)
    except re.error:
        return False
    return True


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_text_that_a_shipped_regex_matches_holds_what_it_needs(data: st.DataObject) -> None:
    regexes = [r"(?:we|our) (?:grew|fell) \d+ ?%", "a(?:bc|de)+f", *shipped_regexes_once()]
    regex = data.draw(st.sampled_from(regexes))
    view = View(data.draw(st.from_regex(regex)))
    pattern = Pattern(regex, whole=False)
    if pattern.spans(view.folded, view.folded_raw) and pattern.needs is not None:
        assert any(literal in view.spaced for literal in pattern.needs)


_KNOWN: list[str] = []


def shipped_regexes_once() -> list[str]:
    if not _KNOWN:
        _KNOWN.extend(filter(is_for_python, shipped_regexes()))
    return _KNOWN


def test_a_regex_that_needs_nothing_reads_every_draft(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live("kind: phrase\nregex: '\\d{4} \\d{4}|[xyz]{7}'", "1234 5678"))
    assert found(rules, "call 4444 5555, xyzzyxy") == ["4444 5555", "xyzzyxy"]


def test_what_is_needed_is_folded_like_the_draft(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live("kind: phrase\nregex: 'don’t — Panic'", "don't - panic"))
    assert found(rules, "DON’T –\nPANIC") == ["DON’T –\nPANIC"]
