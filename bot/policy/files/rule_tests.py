"""The shape of a rule's own tests."""

from __future__ import annotations

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.languages import LANGUAGE
from bot.policy.files.listing import Listing
from bot.policy.files.lists import with_first_word
from bot.policy.files.moments import Moment
from bot.policy.files.parts import check_role
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Choice, Text
from bot.policy.schema import RuleTest
from bot.verdict import Platform, Purpose


class TestText(Text):
    """Text of a test; `{products}` stands for the first word of the organisation's list."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | None:
        """Return the text with the organisation's words."""
        text = super().read(node, name, desk)
        return None if text is None else with_first_word(text, desk.lists)


class DraftText(TestText):
    """A test's draft: any text at all, blank ones too."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | None:
        """Return the draft as typed, with the organisation's words."""
        if isinstance(node, yaml.ScalarNode) and node.style in {"'", '"', "|", ">"}:
            return with_first_word(str(node.value), desk.lists)
        return super().read(node, name, desk)


TEST = Record(
    "a test",
    {
        "draft": Field(
            DraftText(), "The draft to read. {name} is the first word of a list.", required=True
        ),
        "expect": Field(Choice(("match", "no_match")), "match or no_match.", required=True),
        "platform": Field(Choice(Platform), "Its platform; else the rule's first."),
        "purpose": Field(Choice(Purpose), "Its purpose; else the rule's first."),
        "role": Field(Text(check_role), "The author's role; else the rule's first."),
        "lang": Field(LANGUAGE, "Its language; else the rule's first."),
        "at": Field(Moment(), "When it is read; else while the rule is active."),
        "matches": Field(Listing(TestText()), "The exact texts that are found, in order."),
        "fixed": Field(DraftText(), "The draft once the first suggestion is taken."),
        "name": Field(Text(), "What this test shows."),
    },
    RuleTest,
    placed=True,
)


TESTS = Listing(TEST)
