"""Nobody is looked for where nobody is known."""

from __future__ import annotations

from typing import Any, cast

from bot.settings import Settings
from bot.wiring.leaving import make_departures


def test_the_anonymous_profile_asks_slack_for_no_list_of_people() -> None:
    nothing = cast("Any", None)  # whatever there is, none of it is used
    settings = Settings(checkpost_profile="anonymous")

    assert make_departures(settings, nothing, nothing, nothing) is None
