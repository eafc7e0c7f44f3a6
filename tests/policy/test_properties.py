"""What holds for any text at all: exact spans, disguises found, other scripts left alone."""

from __future__ import annotations

import string
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.ruleset import RuleSet
from bot.policy.text.letters import CONFUSABLE
from bot.policy.text.view import View
from bot.verdict import Draft, Platform
from tests.benchmarks.rules import hostile_drafts
from tests.policy.writing import exact, found, live, read, ruleset

NAME = "Tidewatch"
INVISIBLE = "\u200b\u200c\u200d\u00ad\u2060\ufeff\u200e\ufe0f\u034f"
LOOKALIKES = {latin: other for other, latin in CONFUSABLE.items()}


@cache
def rules() -> RuleSet:
    with tempfile.TemporaryDirectory() as folder:
        return ruleset(
            Path(folder),
            live("kind: phrase\nany: [Tidewatch, a*, e, 'é']", "Tidewatch", rule_id="words"),
            live("kind: phrase\nregex: '[a-z]+ \\d+|\\w{9}'", "abcdefghi", rule_id="regex"),
            live("kind: replace\nswap: {ii: j, 'x y': z}", "ii", rule_id="swap"),
            live(
                "kind: limit\nat_most: {characters: 5, hashtags: 0, emoji: 0, capitals: 0}",
                "much too long",
                rule_id="limits",
            ).replace("nothing of the kind", "short"),
        )


@cache
def name_rules() -> RuleSet:
    with tempfile.TemporaryDirectory() as folder:
        return ruleset(Path(folder), live("kind: phrase\nany: [Tidewatch, top, cape]", NAME))


@given(st.text(max_size=200), st.sampled_from(Platform))
def test_every_span_slices_to_the_text_that_is_reported(text: str, platform: Platform) -> None:
    draft = Draft(text, platform)
    for finding in read(rules(), draft).findings:
        exact(draft, finding)
        for suggestion in finding.suggestions:
            assert suggestion.edit is None or suggestion.edit.start <= suggestion.edit.end


@given(st.text(max_size=200))
def test_every_letter_of_the_folded_view_has_its_place_in_the_draft(text: str) -> None:
    view = View(text)
    spans = [view.span(at, at + 1) for at in range(len(view.folded))]
    assert len(view.cased) == len(view.folded)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert View(view.folded).folded == view.folded


@st.composite
def disguises(draw: st.DrawFn) -> str:
    """Write the name so that a reader still reads it."""
    how = draw(
        st.sampled_from(["invisible", "full width", "bold", "script", "lookalike", "struck"])
    )
    if how == "invisible":
        between = draw(st.lists(st.sampled_from(INVISIBLE), min_size=8, max_size=8))
        return NAME[0] + "".join(a + b for a, b in zip(between, NAME[1:], strict=True))
    if how == "full width":
        return "".join(chr(ord(letter) + 0xFEE0) for letter in NAME)
    if how in {"bold", "script"}:
        capital, small = (0x1D400, 0x1D41A) if how == "bold" else (0x1D4D0, 0x1D4EA)
        return "".join(
            chr(capital + ord(c) - ord("A")) if c.isupper() else chr(small + ord(c) - ord("a"))
            for c in NAME
        )
    if how == "struck":
        return "".join(f"{letter}\u0336" for letter in NAME)
    swapped = draw(st.sets(st.sampled_from("eac"), min_size=1))
    return "".join(LOOKALIKES[c] if c in swapped else c for c in NAME)


OTHER_WORDS = st.text(alphabet=string.ascii_letters + " ,.!?🎉’“\n", max_size=40)


@given(OTHER_WORDS, disguises(), OTHER_WORDS)
def test_a_disguised_name_is_found_where_it_stands(before: str, name: str, after: str) -> None:
    draft = Draft(f"{before} {name} {after}")
    texts = [f.text for f in read(name_rules(), draft).findings]
    assert bare(name) in {bare(text) for text in texts}


def bare(text: str) -> str:
    return "".join(letter for letter in text if letter not in INVISIBLE + "\u0336")


SCRIPTS = {
    "Cyrillic": (0x0400, 0x04FF),
    "Greek": (0x0370, 0x03FF),
    "Arabic": (0x0600, 0x06FF),
    "Hebrew": (0x0590, 0x05FF),
    "Chinese": (0x4E00, 0x9FFF),
    "Kana": (0x3041, 0x30FF),
    "Hangul": (0xAC00, 0xD7A3),
    "Devanagari": (0x0900, 0x097F),
    "Thai": (0x0E01, 0x0E5B),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_another_script_by_itself_is_never_a_match(script: str) -> None:
    low, high = SCRIPTS[script]
    letters = st.text(st.characters(min_codepoint=low, max_codepoint=high) | st.just(" "))

    @settings(max_examples=200)
    @given(letters)
    def check(text: str) -> None:
        assert found(name_rules(), text) == []

    check()


def test_a_word_made_of_lookalikes_only_is_a_word_of_its_own_script() -> None:
    assert found(name_rules(), "Сосо сосна тор саре ТОР САРЕ") == []


@pytest.mark.parametrize("text", hostile_drafts().values(), ids=hostile_drafts())
def test_a_hostile_draft_is_read_to_its_end(text: str) -> None:
    for draft in (Draft(text, Platform.X), Draft(text[::-1])):
        reading = read(rules(), draft)
        assert len(reading.findings) <= 20 * len(rules().rules)
        for finding in reading.findings:
            exact(draft, finding)


@pytest.mark.parametrize("regex", ["(a+)+$", "(a|a)*b", "(?:a?){50}a{50}", "a.*a.*a.*b", "(.*)*x"])
def test_a_hostile_regex_is_no_way_to_stop_the_engine(tmp_path: Path, regex: str) -> None:
    body = f"kind: phrase\nregex: '(?:{regex})|cc'\nwhole_word: false"
    hostile = ruleset(tmp_path, live(body, "cc"))
    assert len(found(hostile, "a" * 10_000 + "b")) <= 20
    assert len(found(hostile, "ab" * 5_000)) <= 20
