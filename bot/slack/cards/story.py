"""One's own story: a question for each theme; and the page for a headline or About text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.messages import say
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    header,
    plain,
    section,
)

THEME = re.compile(r"^story_theme:\d+$")
PROFILE = "profile"
MORE = "story_more"
ANY = "*"
"""Stands for a story about anything, where the company has named no theme."""
BESIDE = 6
"""How many themes stand beside the campaigns; the others have pages of their own."""

_PAGE = 30
_THEME = 120


def story_blocks(themes: Sequence[str]) -> list[Block]:
    """Draw the questions, with a window to begin in, and the way to the profile's page."""
    own = button("story_profile", say("stories.profile"), say("stories.profile_says"), PROFILE)
    left = [_others(BESIDE, len(themes))] if len(themes) > BESIDE else []
    return [*_questions(themes[:BESIDE]), actions("story_profile", *left, own)]


def themes_page(themes: Sequence[str], start: int, onwards: Block) -> Block:
    """Draw the themes from `start` on that a page holds; behind the last stands `onwards`."""
    end = start + _PAGE
    turn = _others(end, len(themes)) if end < len(themes) else onwards
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("campaigns.title")},
        "close": {"type": "plain_text", "text": say("button.close")},
        "blocks": [*_questions(themes[start:end]), actions(MORE, turn)],
    }


def profile_view(text: str = "", tips: Sequence[str] = (), *, ai: bool = False) -> Block:
    """Draw the page for a profile text, with what was said of it above.

    `ai` points to AI: where there is one, and never with a guarded text.
    """
    writing: Block = {
        "type": "plain_text_input",
        "action_id": PROFILE,
        "multiline": True,
        "max_length": 3_000,
        "placeholder": {"type": "plain_text", "text": say("stories.profile_placeholder")},
    }
    if text:
        writing["initial_value"] = text
    label = {"type": "plain_text", "text": say("stories.profile_label")}
    told = [section(plain(clip("\n".join(tips), 2_900)))] if tips else []
    told += [context(plain(say("stories.profile_ai")))] if tips and ai else []
    return {
        "type": "modal",
        "callback_id": PROFILE,
        "title": {"type": "plain_text", "text": say("stories.profile_title")},
        "submit": {"type": "plain_text", "text": say("stories.profile_look")},
        "close": {"type": "plain_text", "text": say("button.back")},
        "blocks": [
            *told,
            {"type": "input", "block_id": PROFILE, "label": label, "element": writing},
        ],
    }


def _questions(themes: Sequence[str]) -> list[Block]:
    intro = section(plain(say("stories.intro")))
    if not themes:
        intro = {**intro, "accessory": _begin(0, ANY)}
    told = [header(say("stories.title")), intro]
    return [*told, *(_theme(number, theme) for number, theme in enumerate(themes))]


def _others(start: int, count: int) -> Block:
    label = say("stories.more", count=count - start)
    return button(MORE, label, say("stories.more_says"), str(start))


def _theme(number: int, theme: str) -> Block:
    told = section(plain(clip(say("stories.prompt", theme=theme), _THEME)))
    return {**told, "accessory": _begin(number, clip(theme, 500))}


def _begin(number: int, theme: str) -> Block:
    return button(f"story_theme:{number}", say("stories.begin"), say("stories.begin_says"), theme)
