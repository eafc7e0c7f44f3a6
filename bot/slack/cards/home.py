"""The App Home: start a check, one's own recent checks and choices, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.check import PastCheck
from bot.messages import say
from bot.slack.cards import words_home
from bot.slack.cards.card import Deal
from bot.slack.cards.deal import deal_text
from bot.slack.cards.modal import PLATFORMS
from bot.slack.cards.nominate import nominate_button
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    context,
    divider,
    header,
    mrkdwn,
    plain,
    section,
)
from bot.verdict import Platform

_JSON = 2_900  # characters of a section
_SECTIONS = 30


@dataclass(frozen=True, slots=True)
class Home:
    """What somebody's App Home shows.

    `ai_review` and `messages` are None where there is no such choice; `kept` are columns by table,
    from the schema itself; `notice` is a word about the last button. `thanks` says that colleagues
    can be nominated.
    """

    deal: Deal | None
    kept: Mapping[str, Sequence[str]]
    keep_days: int
    timezone: str
    recent: Sequence[PastCheck] = ()
    platform: Platform = Platform.OTHER
    ai_review: bool | None = None
    messages: bool | None = None
    notice: str = ""
    thanks: bool = False


def home_view(home: Home) -> Block:
    """Draw the page."""
    check = button("home_check", words_home.CHECK, words_home.CHECK_SAYS, "home", style="primary")
    blocks = [header(words_home.TITLE)]
    if home.notice:
        blocks.append(section(plain(home.notice)))
    others = [nominate_button()] if home.thanks and not home.deal else []
    blocks.append(actions("home_check", check, *others))
    if home.deal:
        blocks += _first(home.deal)
    else:
        blocks += [*_recent(home), *_choices(home)]
    return {"type": "home", "blocks": [*blocks, divider(), *_kept(home)]}


def export_view(text: str) -> Block:
    """Draw the page with everything that is kept about somebody, as it is kept."""
    parts = [text[at : at + _JSON] for at in range(0, len(text), _JSON)][:_SECTIONS]
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": words_home.EXPORT_TITLE},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [section(plain(part)) for part in parts if part.strip()],
    }


def _first(deal: Deal) -> list[Block]:
    told = section(plain(deal_text(deal.host, deal.keep_days)))
    return [told, context(plain(words_home.FIRST))]


def _recent(home: Home) -> list[Block]:
    lines = [f"• {words_home.past(check, home.timezone)}" for check in home.recent]
    return [
        section(mrkdwn(f"*{words_home.RECENT}*")),
        section(plain("\n".join(lines) or words_home.NO_RECENT)),
        context(plain(words_home.RECENT_SAYS)),
    ]


def _choices(home: Home) -> list[Block]:
    elements = [_platforms(home.platform)]
    if home.ai_review is not None:
        word, label = ("off", words_home.AI_OFF) if home.ai_review else ("on", words_home.AI_ON)
        elements.append(button("home_ai", label, label, word))
    if home.messages is not None:
        word, label = (
            ("off", words_home.MESSAGES_OFF) if home.messages else ("on", words_home.MESSAGES_ON)
        )
        elements.append(button("home_messages", label, label, word))
    title = [section(mrkdwn(f"*{words_home.CHOICES}*"))]
    if home.ai_review is not None:
        is_now = words_home.AI_IS_ON if home.ai_review else words_home.AI_IS_OFF
        title.append(context(plain(is_now)))
    return [*title, actions("home_choices", *elements)]


def _platforms(platform: Platform) -> Block:
    options = [
        {"text": {"type": "plain_text", "text": _platform(each)}, "value": each.value}
        for each in PLATFORMS
    ]
    chosen = next(option for option in options if option["value"] == platform.value)
    return {
        "type": "static_select",
        "action_id": "home_platform",
        "placeholder": {"type": "plain_text", "text": words_home.PLATFORM},
        "options": options,
        "initial_option": chosen,
    }


def _platform(platform: Platform) -> str:
    if platform is Platform.OTHER:
        return words_home.NO_PLATFORM
    return say(f"platform.{platform}")


def _kept(home: Home) -> list[Block]:
    lines = [
        f"{words_home.TABLES.get(table, table)}: "
        + ", ".join(words_home.column(table, name) for name in columns)
        for table, columns in home.kept.items()
    ]
    forget = button("home_forget", words_home.FORGET, words_home.FORGET_SAYS, "me", style="danger")
    sure: Block = {
        "title": {"type": "plain_text", "text": words_home.SURE},
        "text": {"type": "plain_text", "text": words_home.SURE_TEXT},
        "confirm": {"type": "plain_text", "text": words_home.YES},
        "deny": {"type": "plain_text", "text": words_home.NO},
    }
    return [
        section(mrkdwn(f"*{words_home.MINE}*")),
        section(plain("\n".join([*lines, words_home.kept_for(home.keep_days)]))),
        context(plain(words_home.WHO_SEES)),
        actions(
            "home_mine",
            button("home_export", words_home.EXPORT, words_home.EXPORT_SAYS, "me"),
            {**forget, "confirm": sure},
        ),
    ]
