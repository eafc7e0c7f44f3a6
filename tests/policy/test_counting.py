"""Lengths and marks are what the platforms themselves would count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.counting import COUNTERS, Limits, length, may_be_over, over

X = Limits(count="x", characters=280, link=23)
BLUESKY = Limits(count="graphemes", characters=300)
MASTODON = Limits(count="graphemes", characters=500, link=23, mention="local")
LINKEDIN = Limits(characters=3000)

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇵🇹"


@pytest.mark.parametrize(
    ("text", "limits", "expected"),
    [
        ("Good morning", X, 12),
        ("日本語", X, 6),
        ("Ölmühle", X, 7),
        ("O\u0308lmu\u0308hle", X, 7),  # decomposed letters are composed before counting
        ("“quoted”", X, 8),  # curly quotes lie in the light ranges
        ("😀", X, 2),
        (FAMILY, X, 2),
        (FLAG, X, 2),
        ("👍🏽", X, 2),
        ("read https://example.org/a/very/long/path?with=query&more=1 now", X, 32),
        ("see https://example.org.", X, 28),  # the full stop is not part of the link
        ("a https://e.org b https://e.org", X, 51),
        ("www.example.com/" + "x" * 300, X, 23),  # X links hosts without a scheme too
        ("Read example.org/long?x=1.", X, 29),
        ("(see example.co.uk)", X, 29),
        ("Node.js and v1.2 and e.g.", X, 25),  # no public suffix, no link
        ("ana@example.org", X, 15),
        ("www.example.com/long/long/long", MASTODON, 30),
        (FAMILY, BLUESKY, 1),
        ("e\u0301a", BLUESKY, 2),
        ("https://example.org/long", BLUESKY, 24),
        ("thanks @ana@example.social", MASTODON, 11),
        ("thanks @ana", MASTODON, 11),
        ("https://example.org/long/long/long", MASTODON, 23),
        ("mail ana@example.org", MASTODON, 20),  # an address is no mention
        (FLAG, LINKEDIN, 2),
    ],
)
def test_length_is_counted_the_platforms_own_way(text: str, limits: Limits, expected: int) -> None:
    assert length(text, limits) == expected


def test_a_draft_that_fits_has_nothing_over() -> None:
    assert over("a" * 280, X) is None
    assert over("a" * 5000, Limits()) is None


def test_what_does_not_fit_is_marked_from_the_first_letter_too_many() -> None:
    assert over("a" * 283, X) == (280, 283)


def test_the_cut_never_splits_an_emoji() -> None:
    text = "a" * 279 + FAMILY + "b"
    assert over(text, X) == (279, len(text))


@given(st.text(max_size=400))
def test_what_is_before_the_cut_fits(text: str) -> None:
    span = over(text, BLUESKY)
    if span is None:
        assert length(text, BLUESKY) <= 300
    else:
        assert length(text[: span[0]], BLUESKY) <= 300
        assert span[1] == len(text)


@pytest.mark.parametrize(
    ("mark", "text", "expected"),
    [
        ("hashtags", "One #two, #3 and #four_4", ["#two", "#four_4"]),
        ("hashtags", "https://e.org/#part C#", []),
        ("hashtags", "#água #水", ["#água", "#水"]),
        ("mentions", "cc @ana and @rui@example.social.", ["@ana", "@rui@example.social"]),
        ("mentions", "write to ana@example.org", []),
        ("links", "See https://e.org/a, (http://e.org/b).", ["https://e.org/a", "http://e.org/b"]),
        ("emoji", f"Hi {FAMILY} {FLAG} 1️⃣ ©", [FAMILY, FLAG, "1️⃣"]),
        ("capitals", "WE ARE HIRING now", ["WE", "ARE", "HIRING"]),
        ("capitals", "The ESA and NASA said so", []),
        ("capitals", "ESA NASA", []),
        ("capitals", "VERY IMPORTANT", ["VERY", "IMPORTANT"]),
        ("capitals", "#BIG #NEWS @ACME https://E.ORG/ABC", []),
        ("exclamation_marks", "¡Hola! Wow!!", ["!", "!", "!"]),
        ("styled", "𝗕𝗶𝗴 𝗻𝗲𝘄𝘀 today", ["𝗕𝗶𝗴 𝗻𝗲𝘄𝘀"]),
        ("styled", "ＩＢＭ and ∑ and 𝑥", []),
        ("styled", "Ｂｉｇ here", []),
        ("styled", "Ｇｒｅａｔ news", ["Ｇｒｅａｔ"]),
        ("hashtag_case", "#waterqualitymatters #WaterQualityMatters", ["#waterqualitymatters"]),
        (
            "hashtag_case",
            "#womeninscience #mondaymotivation",
            ["#womeninscience", "#mondaymotivation"],
        ),
        ("hashtag_case", "#sustainability #today #water_quality_matters #wasserwirtschaft", []),
        ("repeated_lines", "Join us on Monday\nBring a friend\njoin us on  Monday", [2]),
        ("repeated_lines", "Thanks!\nThanks!", []),
    ],
)
def test_marks_are_found_where_a_reader_sees_them(
    mark: str, text: str, expected: list[str | int]
) -> None:
    found = [text[start:end] for start, end in COUNTERS[mark](text)]
    lines = text.splitlines()
    assert found == [lines[item] if isinstance(item, int) else item for item in expected]


@given(st.text(alphabet=st.characters(), max_size=200), st.sampled_from(sorted(COUNTERS)))
def test_spans_lie_inside_the_text(text: str, mark: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in COUNTERS[mark](text))


def test_the_cheap_bound_never_misses_a_short_host_that_counts_as_a_whole_link() -> None:
    text = " ".join(["t.co"] * 20)
    assert length(text, X) > 280 > len(text)
    assert may_be_over(text, 280, X)
