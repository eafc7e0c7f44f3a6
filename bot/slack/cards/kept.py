"""What is kept about somebody, as their App Home tells it and hands it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.messages import say
from bot.slack.cards.sharing import parts
from bot.slack.cards.text import Block, actions, button, context, mrkdwn, plain, section


def kept_blocks(kept: Mapping[str, Sequence[str]], keep_days: int) -> list[Block]:
    """Draw what is kept, and the buttons to take it along or to be forgotten.

    `kept` are columns by table, from the schema itself.
    """
    lines = [
        f"• {say(f'kept.{table}.title')}: "
        + ", ".join(say(f"kept.{table}.{name}") for name in columns)
        for table, columns in kept.items()
    ]
    how_long = say("home.kept_for", count=keep_days) if keep_days else say("privacy.kept_nobody")
    forget = button(
        "home_forget", say("home.forget"), say("home.forget_says"), "me", style="danger"
    )
    sure: Block = {
        "title": {"type": "plain_text", "text": say("home.sure")},
        "text": {"type": "plain_text", "text": say("home.sure_text")},
        "confirm": {"type": "plain_text", "text": say("home.sure_yes")},
        "deny": {"type": "plain_text", "text": say("home.sure_no")},
    }
    return [
        section(mrkdwn(f"*{say('home.mine')}*")),
        *(
            section(plain(part))
            for part in parts("\n".join([*lines, how_long, say("home.drafts")]))
        ),
        context(plain(say("home.who_sees" if keep_days else "home.who_sees_nobody"))),
        actions(
            "home_mine",
            button("home_export", say("home.export"), say("home.export_says"), "me"),
            button("home_export_file", say("home.file"), say("home.file_says"), "me"),
            {**forget, "confirm": sure},
        ),
    ]


def export_view(text: str, number: int = 0, *, more: bool = False) -> Block:
    """Draw a page of what is kept about somebody, as it is kept.

    `number` counts pages from 0; `more` says that another one follows.
    """
    blocks = [section(plain(part)) for part in parts(text) if part.strip()]
    if more:
        turn = button("export_next", say("home.next"), say("home.next_says"), str(number + 1))
        blocks += [context(plain(say("home.page", number=number + 1))), actions("export", turn)]
    elif number:
        blocks.append(context(plain(say("home.last_page", number=number + 1))))
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("home.export_title")},
        "close": {"type": "plain_text", "text": say("button.close")},
        "blocks": blocks,
    }
