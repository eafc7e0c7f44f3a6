"""Replies and comments that were labelled before any list was tuned on them, set by set.

The replies of set 5 are an exception: they were written one for each clause that the lists learnt.
What each other set got at first sight stands in rules/README.md; here nothing may get worse.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.replies.reading import read_reply
from bot.replies.reply import Advice
from bot.verdict import Draft

HERE = Path(__file__).parent
THANKS = Draft("Thanks for telling us.")
GRAVE = {Advice.SAFETY, Advice.LEGAL, Advice.PRESS, Advice.PERSONNEL}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


REPLIES, COMMENTS = rows("replies.jsonl"), rows("comments.jsonl")


@pytest.mark.parametrize(
    ("name", "least"), [("acknowledges", 0.92), ("empathy", 0.97), ("next_step", 0.96)]
)
def test_each_tick_agrees_with_its_labels(name: str, least: float) -> None:
    wrong = [
        (row["comment"], row["draft"])
        for row in REPLIES
        if (getattr(read_reply(Draft(row["draft"]), row["comment"]), name) is not None)
        != row["reply"][name]
    ]
    assert len(wrong) <= (1 - least) * len(REPLIES), wrong


def test_whose_matter_a_comment_is_is_heard_in_five_languages() -> None:
    routed = [row for row in COMMENTS if row["advice"] != "none"]
    wrong = [row for row in routed if read_reply(THANKS, row["comment"]).advice != row["advice"]]
    assert len({row["lang"] for row in routed}) == 5
    assert len(wrong) <= 0.03 * len(routed), wrong


def test_what_sounds_grave_and_is_not_goes_to_nobody() -> None:
    plain = [row["comment"] for row in COMMENTS if row["advice"] == "none"]
    wrong = [each for each in plain if read_reply(THANKS, each).advice in GRAVE]
    assert len(wrong) <= 0.02 * len(plain), wrong


@pytest.mark.parametrize(
    ("comment", "advice"),
    [
        ("Le chargeur m'a brûlé la main", Advice.SAFETY),
        ("It burnt me", Advice.SAFETY),
        ("The service in Lyon: le chargeur m'a brûlé la main", Advice.SAFETY),
        ("Das Gericht war kalt und fad", Advice.REPLY),
        ("O consumo de água subiu este mês", Advice.REPLY),
    ],
)
def test_what_is_grave_is_heard_in_any_language_and_one_word_of_another_is_not(
    comment: str, advice: Advice
) -> None:
    assert read_reply(THANKS, comment).advice is advice


def test_no_hazard_is_seen_in_good_replies_and_each_kind_is_in_five_languages() -> None:
    for row in rows("hazards.jsonl"):
        told = read_reply(Draft(row["draft"]), "The thing did not work on Monday", {"brightwater"})
        found = {one.name for one in told.hazards}
        expected = set(row["hazards"])
        assert expected <= found if expected else not found, (row, found)
