"""`checkpost demo --history`: a year that is made up once, with thanks that can be opened."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.cli.made_up import make_up
from bot.keeping.nominated import Nominated
from bot.keyfile import KEY_FILE
from bot.keys import Keys
from storage.store import Store
from tests.digest.made import NOW, WEEK
from tests.policy.writing import live, ruleset


async def test_a_made_up_year_is_made_once_and_thanks_two_people(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/checkpost.db"
    rules = ruleset(tmp_path / "rules", live("kind: phrase\nany: [guarantee*]", "guaranteed"))

    made = await make_up(url, rules, NOW, None)
    again = await make_up(url, rules, NOW, None)

    store = await Store.open(url)
    nominated = Nominated(store, await Keys.open(None, tmp_path / KEY_FILE, store), lambda: NOW)
    begin = WEEK.begins("Europe/Lisbon")
    thanks = await nominated.accepted(begin, begin + timedelta(days=7))
    await store.close()
    assert (made > 0, again) == (True, 0)
    assert {each.nominee for each in thanks} == {"U0TOBIAS", "U0PIXIE"}
