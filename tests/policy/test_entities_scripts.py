"""A letter of another alphabet makes another host, however much it looks like the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.text.view import View
from tests.policy.writing import found, live, ruleset

HOSTS = live(
    "kind: detect\nentities: [lookalike_host]\nallow: [google.com]", '"https://paypa1.com/x"'
)
EMAIL = live("kind: detect\nentities: [email]\nallow: [brightwater.example]", '"ana@gmail.com"')


@pytest.mark.parametrize(
    "host",
    [
        "br\u0456ghtwater.example",  # the company's own, with a Cyrillic i
        "g\u043e\u043egle.com",  # a host that is allowed, with two Cyrillic o
    ],
)
def test_a_host_that_mixes_alphabets_is_a_lookalike(tmp_path: Path, host: str) -> None:
    assert found(ruleset(tmp_path, HOSTS), f"See https://{host}/x") == [host]


def test_an_address_with_a_borrowed_letter_is_not_the_companys(tmp_path: Path) -> None:
    address = "ana@br\u0456ghtwater.example"
    assert found(ruleset(tmp_path, EMAIL), f"Write to {address} today") == [address]


def test_the_real_hosts_are_left_alone(tmp_path: Path) -> None:
    hosts = ruleset(tmp_path, HOSTS)
    assert found(hosts, "https://brightwater.example/x https://google.com") == []
    assert found(hosts, "https://\uff47oogle.com") == []  # full width is one and the same host


def test_the_text_with_its_scripts_keeps_every_position() -> None:
    view = View("\u200bSee  br\u0456ghtwater.example, \ufb01ne")
    assert view.scripted == "See br\u0456ghtwater.example, fine"
    assert view.cased == "See brightwater.example, fine"
    assert len(view.scripted) == len(view.folded)
