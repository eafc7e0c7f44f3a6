from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.anchor import LEAST_IN_DRAFT, LEAST_IN_EVIDENCE, anchor, fold
from bot.review.particulars import numbers


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("Tidewatch", "Try Tidewatch!", "Tidewatch"),
        ("try tidewatch", "Try  Tidewatch!", "Try  Tidewatch"),
        ("It's great - really", "It’s great — really", "It’s great — really"),
        ("“Tidewatch”", "Try Tidewatch!", "Tidewatch"),
        ("fine", "That is ﬁne", "ﬁne"),
        ("Tidewatch", "Try Tide\u200bwatch!", "Tide\u200bwatch"),
        ("Tidewatch", "Try Ｔｉｄｅｗａｔｃｈ!", "Ｔｉｄｅｗａｔｃｈ"),
        ("cafe\u0301 now", "Un café now", "café now"),
        ("STRASSE", "Die Straße", "Straße"),
        ("47 %", "by 47\u202f% more", "47\u202f%"),
        ("two\nlines", "two lines", "two lines"),
    ],
)
def test_a_quote_is_found_when_only_typing_differs(quote: str, text: str, found: str) -> None:
    span = anchor(quote, text)

    assert span is not None
    assert text[span[0] : span[1]] == found


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Tidewatcher", "Try Tidewatch!"),
        ("Try the Tidewatch", "Try Tidewatch!"),
        ("47 %", "by 74 % more"),
        ("it", "it is it"),
        ("--—", "a -- - b"),
        ("", "anything"),
        ('"""', "anything"),
        ("...", "anything"),
    ],
)
def test_a_quote_that_differs_in_a_letter_or_is_too_short_is_not_found(
    quote: str, text: str
) -> None:
    assert anchor(quote, text) is None


def test_evidence_needs_a_longer_quote_than_a_draft() -> None:
    assert anchor("31 % faster", "31 % faster in May", LEAST_IN_EVIDENCE) is None
    assert anchor("31 % faster in", "31 % faster in May", LEAST_IN_EVIDENCE) == (0, 14)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_what_stands_in_a_text_is_found_and_every_span_lies_inside(
    before: str, quote: str, after: str
) -> None:
    text = before + quote + after
    span = anchor(quote, text)

    core = fold(quote.strip("\"'“”‘’«»„ \t\r\n")).text.strip()
    if len(core) >= LEAST_IN_DRAFT and any(map(str.isalnum, core)):
        assert span is not None
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(text)


@given(st.text(max_size=200))
def test_folding_keeps_a_source_for_every_letter_and_ignores_composition(text: str) -> None:
    folded = fold(text)

    assert len(folded.text) == len(folded.sources)
    assert list(folded.sources) == sorted(folded.sources)
    composed = unicodedata.normalize("NFC", text)
    assert fold(unicodedata.normalize("NFD", composed)).text == fold(composed).text


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("1 % faster in its first year", "31 % faster in its first year"),
        ("95 % of the time", "99.95 % of the time"),
        ("up by 31 all year", "up by 31 all yearlong"),
        ("we found leaks 31", "we found leaks 31 % faster"),
        ("we found leaks 31", "we found leaks 31.5"),
        ("000 users this year", "1 000 users this year"),
        ("500 users this year", "1,500 users this year"),
        ("47 % faster in May", "31-47 % faster in May"),
        ("5 % growth in May", "-5 % growth in May"),
        ("recurring revenue", "non-recurring revenue"),
        ("we earned 31 in May for $5", "we earned 31 in May for $5m"),
        ("31 million users", "$31 million users"),
    ],
)
def test_evidence_that_cuts_a_word_or_a_number_is_not_found(quote: str, text: str) -> None:
    assert anchor(quote, text, LEAST_IN_EVIDENCE, whole=True) is None


def test_evidence_is_found_where_it_stands_whole() -> None:
    text = "Up 31 % faster in May, and 1 % faster in May."

    assert anchor("1 % faster in May", text, LEAST_IN_EVIDENCE, whole=True) == (27, 44)
    assert anchor(text, text, LEAST_IN_EVIDENCE, whole=True) == (0, len(text))


@given(
    st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False),
    st.sampled_from([" %", "%", " percent", " million", "", "x", " €"]),
    st.data(),
)
def test_no_cut_of_evidence_changes_a_number(
    figure: object, unit: str, data: st.DataObject
) -> None:
    text = f"Halden Water found leaks {figure}{unit} faster in its first year"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    span = anchor(text[start:end], text, LEAST_IN_EVIDENCE, whole=True)

    if span is not None:
        assert numbers(text[span[0] : span[1]]) in (frozenset(), numbers(text))
