"""A draft that its author put between quotation marks is theirs; a quotation is somebody else's."""

from __future__ import annotations

import pytest

from bot.policy.matching.sight import _quotes

OWN = "Try Tidewatch, it is the best"


@pytest.mark.parametrize(
    "draft",
    [
        f'"{OWN}"',
        f"“{OWN}”",
        f"«{OWN}»",
        f'LinkedIn post: "{OWN}"',
        f"My tweet idea, second try: “{OWN}” 🙂",
        f'"{OWN}" can I post that?',
        f"Draft: “{OWN}” Too much?",
    ],
)
def test_the_draft_itself_is_no_quotation(draft: str) -> None:
    assert _quotes(draft) == []


@pytest.mark.parametrize(
    "draft",
    [
        f'"{OWN}" – a client in Porto',
        f"“{OWN}” Ana, Halden Water",
        f'He said: "{OWN}"',
        f'Somebody wrote "{OWN}" and we disagree',
        f'"{OWN}" https://news.example/story',
        f"> {OWN}",
        f'"{OWN}" and "{OWN}"',
        f'"{OWN}" #quote',
    ],
)
def test_what_somebody_else_said_stays_a_quotation(draft: str) -> None:
    assert _quotes(draft) != []
