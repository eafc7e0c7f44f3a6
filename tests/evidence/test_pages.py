"""A page is read once from front to back, whatever somebody put into it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.pages import words_of

MEGABYTE = 1_000_000

HOSTILE = [
    "<a ",
    '<a "',
    '<a b="',
    "<a b='\"",
    '<a b=">',
    "<!--",
    "<!-->",
    "<",
    "</",
    "<![",
    "<?",
    "<script>",
    "<title>",
    "<svg>",
    "<svg></template>",
    "<meta ",
    '<meta x="',
    "<meta a>",
    "=",
    "<a =",
    "&#9",
    "&",
    "<p>",
    "<time a='b\">",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_page_of_a_megabyte_is_read_to_its_end(unit: str) -> None:
    text, _ = words_of("<p>Leaks.</p>" + unit * (MEGABYTE // len(unit)), html=True)

    assert text.startswith("Leaks.")


def test_a_page_that_opens_everything_before_it_closes_other_things_is_read_to_its_end() -> None:
    text, _ = words_of("<svg>" * 100_000 + "</template>" * 50_000 + "</svg>" * 100_000, html=True)

    assert text == ""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a<br>b", "a\nb"),
        ("<P CLASS='x'>a</P >b", "ab"),
        ("1 < 2 &lt; 3 &amp; <4", "1 < 2 < 3 & <4"),
        ("a<!-- <p>no</p> -->b", "ab"),
        ("a<!-->b", "ab"),
        ("a<!-- no", "a"),
        ("a<![foo bar[ x ]]>b", "ab"),
        ("a<?php no ?>b<!DOCTYPE html>c", "abc"),
        ("a<a title='1 > 2'>b</a>c", "abc"),
        ('a<a title="it\'s">b</a>c', "abc"),
        ("a<a it's>b</a>c", "abc"),
        ("a<script>if (1<2) '<p>no</p>'</SCRIPT >b", "ab"),
        ("a<svg><g>no</g></svg>b<svg/>c", "abc"),
        ("a<template><svg>no</template>b", "ab"),
        ("<title>no</title><noscript>no</noscript>a", "a"),
        ("a&#" + "9" * 5000 + ";", "a&#" + "9" * 5000 + ";"),
        ("a<b", "a"),
    ],
)
def test_what_a_reader_would_see_is_kept(body: str, text: str) -> None:
    assert words_of(body, html=True)[0] == text


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ("<meta name=date content=2026-09-14>", date(2026, 9, 14)),
        ("<meta content='2026-09-14T08:00' ITEMPROP=\"datePublished\"/>", date(2026, 9, 14)),
        ("<time datetime='2026-99-99'></time><time datetime='2026-09-14'>", date(2026, 9, 14)),
        ("<meta name='author' content='2026-09-14'>", None),
        ("<time>2026-09-14</time>", None),
    ],
)
def test_the_date_a_page_gives_itself_is_found(tag: str, day: date | None) -> None:
    assert words_of(tag, html=True)[1] == day


@given(st.text(max_size=80) | st.text(alphabet="<>!-/='\"&#;? \n[]aspvgmet", max_size=120))
def test_no_page_breaks_the_reading(body: str) -> None:
    text, _ = words_of(body, html=True)

    assert all(line and line == line.strip() for line in text.splitlines())
