"""A finished draft opens in the composer of every platform that has an address for it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.policy.ruleset import RuleSet
from bot.slack.cards.ready import ready_view
from bot.slack.cards.text import Block
from bot.verdict import Platform
from tests.slack_limits import view_problems

TEXT = "Tides & <fog> at 9? 50 % + more\n“Olá” 🌊 #HighWater @brightwater"
HOSTS = {
    Platform.X: "x.com",
    Platform.LINKEDIN: "www.linkedin.com",
    Platform.BLUESKY: "bsky.app",
    Platform.MASTODON: "share.joinmastodon.org",
    Platform.THREADS: "www.threads.com",
}


def links(ruleset: RuleSet, platform: Platform) -> list[Block]:
    page = ready_view(TEXT, platform, ruleset.platforms)
    assert view_problems(page) == []
    rows = [block for block in page["blocks"] if block["type"] == "actions"]
    return [link for row in rows for link in row["elements"]]


@pytest.mark.parametrize(("platform", "host"), HOSTS.items())
def test_the_text_arrives_there_letter_by_letter(
    ruleset: RuleSet, platform: Platform, host: str
) -> None:
    [link] = links(ruleset, platform)
    address = urlsplit(link["url"])

    assert (address.scheme, address.netloc) == ("https", host)
    # Mastodon's page reads it behind the hash sign, so that no server is told.
    assert parse_qs(address.query or address.fragment)["text"] == [TEXT]


@pytest.mark.parametrize("platform", sorted(set(Platform) - {*HOSTS, Platform.OTHER}))
def test_elsewhere_there_is_the_text_to_copy(ruleset: RuleSet, platform: Platform) -> None:
    assert links(ruleset, platform) == []


def test_where_no_platform_was_chosen_all_are_offered(ruleset: RuleSet) -> None:
    assert len(links(ruleset, Platform.OTHER)) == len(HOSTS)
