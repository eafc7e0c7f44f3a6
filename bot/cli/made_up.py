"""The demo's made-up year: checks, and thanks to people of the demo workspace."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.demo.people import PEOPLE, TEAM_ID
from bot.digest.synthetic import fill
from bot.digest.week import Week
from bot.keeping.nominated import Nominated
from bot.keyfile import KEY_FILE
from bot.keys import Keys
from bot.policy.ruleset import RuleSet
from bot.vocabulary.recognition import Nomination
from storage.store import Store
from storage.urls import parse_url

_THANKS = (
    (1, "https://social.example/@tobias/90", "It says in two lines what took us a page"),
    (4, "", "Saw that a link looked almost like ours, and asked before anybody pressed it"),
)
"""Whom (a place in `PEOPLE`), for which post, and why."""


async def make_up(url: str, ruleset: RuleSet, now: datetime, secret: str | None) -> int:
    """Fill a database that holds no check; return how many were made up, nought where it does.

    `now` is UTC. May raise `StoreProblem` and `KeyProblem`.
    """
    store = await Store.open(url)
    try:
        await store.drop_digests()
        if (await store.counts()).checks:
            return 0
        made = await fill(store, ruleset, now)
        keys = await Keys.open(secret, parse_url(url).beside(KEY_FILE), store)
        timezone = ruleset.organisation.timezone
        await _thank(store, keys, Week.of(now, timezone).before().begins(timezone))
        return made
    finally:
        await store.close()


async def _thank(store: Store, keys: Keys, begin: datetime) -> None:
    at = begin + timedelta(days=2)
    nominated = Nominated(store, keys, lambda: at)
    for place, link, sentence in _THANKS:
        who, by, name = PEOPLE[place].id, PEOPLE[0].id, f"made-up-{place}"
        await nominated.keep(Nomination(name, who, by, TEAM_ID, link, sentence, at, name))
        await nominated.answer(TEAM_ID, who, name, accept=True)
