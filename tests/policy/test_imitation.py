"""Look-alike hosts are explained, and links lose their teeth."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.entities.imitation import Trick, imitations
from bot.policy.text.defang import defang, refang


@dataclass
class Brightwater:
    public_domains: tuple[str, ...] = ("brightwater.example", "press.brightwater.example")
    internal_domains: tuple[str, ...] = ("corp.brightwater.example",)
    shelf: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("host", "real", "trick", "letters", "instead"),
    [
        ("bríghtwater.example", "brightwater.example", Trick.LETTER, "í", "i"),
        ("br\u0456ghtwater.example", "brightwater.example", Trick.LETTER, "\u0456", "i"),
        ("br1ghtwater.example", "brightwater.example", Trick.LETTER, "1", "i"),
        ("paypa1.com", "paypal.com", Trick.LETTER, "1", "l"),
        ("rnicrosoft.com", "microsoft.com", Trick.LETTER, "rn", "m"),
        ("xn--pypal-4ve.com", "paypal.com", Trick.LETTER, "\u0430", "a"),
        ("brighwater.example", "brightwater.example", Trick.MISSING, "", "t"),
        ("brightwaterr.example", "brightwater.example", Trick.EXTRA, "r", ""),
        ("brigthwater.example", "brightwater.example", Trick.SWAPPED, "th", "ht"),
        ("brightwater-login.example", "brightwater.example", Trick.AROUND, "", ""),
        ("microsoft.login-verify.com", "microsoft.com", Trick.AROUND, "", ""),
        ("brightwater.co", "brightwater.example", Trick.ENDING, "co", "example"),
        ("w\u0430tersports.org", "", Trick.ALPHABET, "\u0430", ""),
    ],
)
def test_a_lookalike_is_told_from_the_host_it_pretends_to_be(
    host: str, real: str, trick: Trick, letters: str, instead: str
) -> None:
    [found] = imitations(f"See https://{host}/pay now", Brightwater())

    assert (found.real, found.trick) == (real, trick)
    assert (found.letters, found.instead) == (letters, instead)


def test_each_host_is_explained_once_and_real_ones_not_at_all() -> None:
    text = "https://paypa1.com paypa1.com/x https://press.brightwater.example https://paypal.com"

    assert [each.host for each in imitations(text, Brightwater())] == ["paypa1.com"]


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("https://paypa1.com/x", "hxxps://paypa1[.]com/x"),
        ("HTTP://192.0.2.7:8080", "hxxp://192[.]0[.]2[.]7:8080"),
        ("see paypa1.com.", "see paypa1[.]com."),
        ("ftp://a.b", "ftp[:]//a[.]b"),
        ("a\u3002b\uff0ecom", "a[.]b[.]com"),
        ("Well... it was 7 p.m. then", "Well... it was 7 p[.]m. then"),
    ],
)
def test_a_link_is_still_readable_and_cannot_be_clicked(text: str, harmless: str) -> None:
    assert defang(text) == harmless


@given(st.text(alphabet="ab1.:/[]hxtps \u3002é\n", max_size=40))
def test_nothing_is_left_that_a_program_makes_a_link_of(text: str) -> None:
    harmless = defang(text)

    assert not re.search(r"(?i)\bhttps?://|[\w\]]\.[\w\[]", harmless)
    assert defang(harmless) == harmless


@given(st.sampled_from(["https://paypa1.com/x?y=1", "ftp://a.b", "plain words", "a.b@c.d"]))
def test_a_harmless_text_can_be_looked_at_again(text: str) -> None:
    assert refang(defang(text)) == text
