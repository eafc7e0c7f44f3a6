"""A modal as its author sees it, read forgivingly from what Slack delivers of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.slack.cards.inputs import DRAFT, PLATFORM, PURPOSE, edition_of
from bot.slack.cards.replying import COMMENT
from bot.slack.emoji import with_emoji
from bot.verdict import Platform, Purpose

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """The modal as its author sees it. `draft` is None where the modal has no input for it.

    `chain` is the check that "Check again" continues. `block` is the block of the draft's input
    and `edition` which text it was given last. `inputs` are all inputs by their block, in
    their order; `held` is what the modal remembers for us. `below` is the modal under this one,
    and `blocks` is the page as Slack delivers it.
    """

    view_id: str
    state: str | None
    chain: str | None
    draft: str | None
    platform: Platform
    purpose: Purpose = Purpose.POST
    block: str = DRAFT
    edition: int = 0
    inputs: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    below: str | None = None
    blocks: tuple[Payload, ...] = field(default=(), repr=False)

    @property
    def comment(self) -> str:
        """What a reply answers, empty where there is no input for it."""
        return with_emoji(self.inputs.get(COMMENT, ""))


def seen_in(view: Payload, *, emptied: bool) -> Seen:
    """Read a modal. In an action's payload a null value is an input that was emptied."""
    values = (view.get("state") or {}).get("values") or {}
    inputs = {
        str(block.get("block_id")): _value(block, values, emptied=emptied)
        for block in view.get("blocks") or []
        if block.get("type") == "input"
    }
    held = _metadata(view)
    block = next((name for name in inputs if edition_of(name) is not None), None)
    return Seen(
        view_id=view["id"],
        state=view.get("hash"),
        chain=held.get("chain"),
        draft=with_emoji(inputs[block]) if block else None,
        platform=_platform(inputs.get(PLATFORM)),
        purpose=_purpose(inputs.get(PURPOSE)),
        block=block or DRAFT,
        edition=edition_of(block or DRAFT) or 0,
        inputs=inputs,
        held=held,
        below=view.get("previous_view_id"),
        blocks=tuple(view.get("blocks") or ()),
    )


def said_in(said: Payload) -> str | None:
    """Return what stands in an input: a text, a choice's value, a person, boxes or files."""
    if "files" in said:
        return " ".join(str(each.get("id")) for each in said["files"] or ())
    if "selected_options" in said:
        return " ".join(str(each.get("value")) for each in said["selected_options"] or ())
    chosen: str | None = (said.get("selected_option") or {}).get("value")
    for key in ("selected_date", "selected_user", "value"):
        chosen = said.get(key) if chosen is None else chosen
    return chosen


def _value(block: Payload, values: Payload, *, emptied: bool) -> str:
    """Return what an input holds: what was typed or chosen, else what it began with.

    An optional input that comes without a value was emptied; another one was not touched.
    """
    element, name = block.get("element") or {}, block.get("block_id")
    said = (values.get(str(name)) or {}).get(str(element.get("action_id"))) or {}
    held = said_in(said)
    if held is not None or (name in values and (emptied or block.get("optional"))):
        return str(held or "")
    option = element.get("initial_option") or {}
    initial = element.get("initial_value") or option.get("value") or element.get("initial_date")
    return str(initial or "")


def _metadata(view: Payload) -> dict[str, str]:
    try:
        held = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def _platform(value: str | None) -> Platform:
    return Platform(value) if value in set(Platform) else Platform.OTHER


def _purpose(value: str | None) -> Purpose:
    return Purpose(value) if value in set(Purpose) else Purpose.POST
