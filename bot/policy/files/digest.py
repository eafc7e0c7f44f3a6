"""The shape of `digest` in organization.yaml: when the weekly digest is posted, and where."""

from __future__ import annotations

import yaml

from bot.policy.company import DigestChannel, DigestPlan
from bot.policy.files.desk import Desk
from bot.policy.files.listing import Listing, OneOf
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Flag, Schema, Text
from bot.weekly import CronProblem, parse_cron

_LANGUAGE = Text(pattern=r"[a-z]{2,3}", hint="Write a language code, such as pt.")


def _check_cron(text: str, desk: Desk) -> str | None:
    del desk
    try:
        parse_cron(text)
    except CronProblem as problem:
        return str(problem)
    return None


class _ChannelShape:
    """A channel's name, or `{channel, language, off}`."""

    def __init__(self) -> None:
        fields = {
            "channel": Field(Text(), "The channel, such as #social-learning.", required=True),
            "language": Field(_LANGUAGE, "The language its digest is in; else the company's."),
            "off": Field(Flag(), "Whether this channel gets no digest."),
        }
        self._ways = OneOf(
            text=Text(),
            mapping=Record("a channel", fields, DigestChannel),
            hint="a channel's name or {channel: …, language: …, off: true}",
        )

    def read(self, node: yaml.Node, name: str, desk: Desk) -> DigestChannel | None:
        found = self._ways.read(node, name, desk)
        if isinstance(found, str):
            return DigestChannel(found)
        return found if isinstance(found, DigestChannel) else None

    def schema(self) -> Schema:
        return self._ways.schema()


def _plan(**values: object) -> DigestPlan:
    channels = values.pop("channels", ())
    kept = tuple(each for each in channels if each)  # type: ignore[attr-defined]  # a listing's
    return DigestPlan(channels=kept, **values)  # type: ignore[arg-type]  # shapes made them


DIGEST = Record(
    "digest",
    {
        "cron": Field(Text(_check_cron), "When, such as 0 9 * * mon: Mondays at nine."),
        "channels": Field(Listing(_ChannelShape()), "Further channels, and those that opt out."),
    },
    _plan,
)
