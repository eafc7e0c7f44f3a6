"""Reporting something suspicious: the form, its preview, and what the security team reads."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import say
from bot.policy.entities.imitation import Imitation
from bot.policy.text.defang import defang
from bot.slack.cards.forms import form, text_input, tick
from bot.slack.cards.text import Block, clip, context, escape, mrkdwn, plain, section

FORM, PREVIEW = "suspicious_form", "suspicious_preview"
SEEN, TOLD, NAME = "seen", "told", "name"
_SEEN, _TOLD = 2_000, 2_900


def report_form(channel: str) -> Block:
    """Draw the form; nothing in it has been sent anywhere yet."""
    blocks = [
        section(plain(say("suspicious.intro", channel=channel))),
        text_input(SEEN, say("suspicious.seen"), "", _SEEN),
    ]
    return form(
        FORM,
        say("suspicious.title"),
        blocks,
        say("suspicious.next"),
        {"channel": channel},
        say("suspicious.cancel"),
    )


def preview(channel: str, text: str, found: Sequence[Imitation]) -> Block:
    """Draw what the channel will read: it can still be changed, and is sent without a name."""
    blocks = [
        *(section(plain(explained(each))) for each in found),
        section(plain(say("suspicious.preview", channel=channel))),
        text_input(TOLD, say("suspicious.told", channel=channel), clip(defang(text), _TOLD), _TOLD),
        tick(NAME, say("suspicious.name"), say("suspicious.add_name")),
        context(plain(say("suspicious.keeps"))),
    ]
    return form(
        PREVIEW,
        say("suspicious.title"),
        blocks,
        say("suspicious.send"),
        {"channel": channel},
        say("suspicious.cancel"),
    )


def report_message(text: str, found: Sequence[Imitation], user: str = "") -> Block:
    """Return what the channel reads. `user` is the reporter, where they ticked the box."""
    by = say("suspicious.by", user=f"<@{escape(user)}>") if user else say("suspicious.by_somebody")
    blocks = [
        section(mrkdwn(f"*{by}*")),
        section(plain(defang(text))),
        *(section(plain(explained(each))) for each in found),
        context(plain(say("suspicious.defanged"))),
    ]
    return {"text": say("suspicious.reported"), "blocks": blocks}


def explained(imitation: Imitation) -> str:
    """Return in words why a host is not the one it looks like."""
    said = say(
        f"suspicious.trick.{imitation.trick}",
        host=imitation.host,
        real=imitation.real,
        letters=imitation.letters,
        instead=imitation.instead,
    )
    return defang(said)
