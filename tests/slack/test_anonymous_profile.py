"""What people are told where nothing is kept of anybody."""

from __future__ import annotations

import pytest

from bot.messages import speaking
from bot.slack.cards.card import Deal
from bot.slack.cards.deal import deal_text
from bot.slack.cards.home import Home, home_view
from bot.slack.cards.privacy import privacy_text
from tests.slack_person import read


@pytest.mark.parametrize(
    ("language", "says"), [("en", "not whose it was"), ("pt", "não de quem era")]
)
def test_the_deal_says_that_nothing_is_kept_of_anybody(language: str, says: str) -> None:
    with speaking(language):
        lines = deal_text("", 0).splitlines()

    assert len(lines) == 4
    assert says in lines[3]
    assert "180" not in privacy_text("", 0)


def test_the_home_promises_no_days_for_what_is_not_kept() -> None:
    home = Home(deal=Deal("", 0), kept={}, keep_days=0, timezone="UTC")

    told = read(home_view(home))
    assert "Not by whom" in told
    assert "there is neither a name nor a code for one" in told
    assert "under a keyed code" not in told
    assert "20 minutes after its answer" in told
