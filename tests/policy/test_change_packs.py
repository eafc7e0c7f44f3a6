"""packs.yaml learns one more name, and keeps every other letter."""

from __future__ import annotations

import pytest

from bot.policy.changes.packs import with_pack


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("packs: [core]\n", "packs: [core, slack]\n"),
        (
            "version: 1\npacks: [core, team] # ours\n",
            "version: 1\npacks: [core, team, slack] # ours\n",
        ),
        ("packs: [\n  core, # the starter\n]\n", "packs: [\n  core, slack, # the starter\n]\n"),
        (
            "packs:\n  - core # first\n  - team\n# end\n",
            "packs:\n  - core # first\n  - team\n  - slack\n# end\n",
        ),
        ("packs:\n- core", "packs:\n- core\n- slack"),
        ('packs: ["core"]\r\nversion: 1\r\n', 'packs: ["core", slack]\r\nversion: 1\r\n'),
        ("# ünï\npacks: [core]\n", "# ünï\npacks: [core, slack]\n"),
        ("packs: [slack, core]\n", "packs: [slack, core]\n"),
        ("version: 1\n", "version: 1\n"),
        ("packs: core\n", "packs: core\n"),
    ],
)
def test_a_pack_is_named_last_and_all_else_stays(before: str, after: str) -> None:
    assert with_pack(before, "slack") == after
