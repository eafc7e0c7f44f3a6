"""Slack's documented limits for blocks, views and messages, checked strictly.

Sources: the Block Kit, modal and chat.postMessage reference pages. slack_sdk's models drop unknown
keys and miss several of these, so they are written down here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.slack_shapes import BLOCKS, ELEMENTS, VIEW

Json = dict[str, Any]

_LONGEST = {"action_id": 255, "block_id": 255, "value": 2_000, "accessibility_label": 75}


WATCHERS: list[Callable[[Json], object]] = []
"""Who else wants to see each view and message that Slack would take."""


def units(text: str) -> int:
    """The length as JavaScript counts it, the strictest reading of Slack's "characters"."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def view_problems(view: Json) -> list[str]:
    """Everything Slack would refuse in a view."""
    found = list(_keys(view, "view", VIEW, {"type", "title", "blocks"}))
    for key in ("title", "submit", "close"):
        if key in view:
            found += _text(view[key], f"view.{key}", 24, kinds={"plain_text"})
    found += _too_long(view.get("private_metadata", ""), "private_metadata", 3_000)
    found += _too_long(view.get("callback_id", ""), "callback_id", 255)
    blocks = view.get("blocks", [])
    if any(block["type"] == "input" for block in blocks) and "submit" not in view:
        found.append("a view with inputs needs a submit button")
    if len(json.dumps(view)) > 250_000:
        found.append("the view is over 250 kB")
    return _shown(view, found + _blocks(blocks, most=100))


def message_problems(message: Json) -> list[str]:
    """Everything Slack would refuse, cut off or read out badly in a message."""
    found = [] if message.get("text", "").strip() else ["a message needs a top-level text"]
    found += _too_long(message.get("text", ""), "text", 4_000)
    blocks = message.get("blocks", [])
    shown = sum(units(text["text"]) for text in _texts(blocks))
    if shown > 10_000:
        found.append(f"the message holds {shown} characters in all, over 10,000")
    if any(block["type"] == "input" for block in blocks):
        found.append("input blocks are for modals")
    return _shown(message, found + _blocks(blocks, most=50))


def _shown(card: Json, problems: list[str]) -> list[str]:
    for watcher in WATCHERS if not problems else ():
        watcher(card)
    return problems


def _blocks(blocks: list[Json], most: int) -> list[str]:
    found = [f"{len(blocks)} blocks, over {most}"] if len(blocks) > most else []
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    found += [f"block_id {name} twice" for name in ids if ids.count(name) > 1]
    for place, block in enumerate(blocks):
        found += _block(block, f"blocks[{place}]")
    return found


def _block(block: Json, at: str) -> Iterator[str]:
    if block.get("type") not in BLOCKS:
        yield f"{at}: no block type {block.get('type')}"
        return
    required, optional = BLOCKS[block["type"]]
    yield from _keys(block, at, required | optional, required)
    if required <= block.keys():
        yield from _INSIDE.get(block["type"], _nothing)(block, at)


def _nothing(block: Json, at: str) -> Iterator[str]:
    del block, at
    yield from ()


def _section(block: Json, at: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield f"{at}: a section needs text or fields"
    if "text" in block:
        yield from _text(block["text"], at, 3_000)
    for field in block.get("fields", []):
        yield from _text(field, at, 2_000)
    if len(block.get("fields", [])) > 10:
        yield f"{at}: over 10 fields"
    if "accessory" in block:
        yield from _element(block["accessory"], at)


def _header(block: Json, at: str) -> Iterator[str]:
    yield from _text(block["text"], at, 150, kinds={"plain_text"})


def _context(block: Json, at: str) -> Iterator[str]:
    yield from _amount(block["elements"], at, 10)
    for element in block["elements"]:
        if element["type"] != "image":
            yield from _text(element, at, 2_000)


def _image(block: Json, at: str) -> Iterator[str]:
    yield from _too_long(block["alt_text"], f"{at}.alt_text", 2_000)
    if ("image_url" in block) == ("slack_file" in block):
        yield f"{at}: an image has either an image_url or a slack_file"


def _actions(block: Json, at: str) -> Iterator[str]:
    yield from _amount(block["elements"], at, 25)
    ids = [element.get("action_id") for element in block["elements"]]
    if len(ids) != len(set(ids)):
        yield f"{at}: an action_id twice in one block"
    for element in block["elements"]:
        yield from _element(element, at)


def _input(block: Json, at: str) -> Iterator[str]:
    yield from _text(block["label"], at, 2_000, kinds={"plain_text"})
    if "hint" in block:
        yield from _text(block["hint"], at, 2_000, kinds={"plain_text"})
    yield from _element(block["element"], at)


def _element(element: Json, at: str) -> Iterator[str]:
    if element.get("type") not in ELEMENTS:
        yield f"{at}: no element type {element.get('type')}"
        return
    required, optional = ELEMENTS[element["type"]]
    yield from _keys(element, at, required | optional, required)
    if "placeholder" in element:
        yield from _text(element["placeholder"], at, 150, kinds={"plain_text"})
    if required <= element.keys():
        yield from _INSIDE[element["type"]](element, at)


def _button(element: Json, at: str) -> Iterator[str]:
    yield from _text(element["text"], at, 75, kinds={"plain_text"})
    if element.get("style", "primary") not in {"primary", "danger"}:
        yield f"{at}: no style {element['style']}"
    if not element.get("accessibility_label"):
        yield f"{at}: a button without an accessibility label (our own rule)"


def _overflow(element: Json, at: str) -> Iterator[str]:
    yield from _options(element["options"], at, 5)


def _static_select(element: Json, at: str) -> Iterator[str]:
    yield from _options(element["options"], at, 100)
    if "initial_option" in element and element["initial_option"] not in element["options"]:
        yield f"{at}: initial_option is none of the options"


def _checkboxes(element: Json, at: str) -> Iterator[str]:
    yield from _options(element["options"], at, 10)


def _plain_text_input(element: Json, at: str) -> Iterator[str]:
    yield from _too_long(element.get("initial_value", ""), at, 3_000)
    if not 1 <= element.get("max_length", 3_000) <= 3_000:
        yield f"{at}: max_length over 3,000"


def _datepicker(element: Json, at: str) -> Iterator[str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", element.get("initial_date", "2027-01-01")) is None:
        yield f"{at}: initial_date should be written as YYYY-MM-DD"


def _file_input(element: Json, at: str) -> Iterator[str]:
    if not 1 <= element.get("max_files", 10) <= 10:
        yield f"{at}: one file to ten"


_INSIDE: dict[str, Callable[[Json, str], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "image": _image,
    "actions": _actions,
    "input": _input,
    "button": _button,
    "overflow": _overflow,
    "static_select": _static_select,
    "datepicker": _datepicker,
    "checkboxes": _checkboxes,
    "users_select": _nothing,
    "file_input": _file_input,
    "plain_text_input": _plain_text_input,
}


def _options(options: list[Json], at: str, most: int) -> Iterator[str]:
    yield from _amount(options, at, most)
    for option in options:
        yield from _keys(option, at, {"text", "value", "description", "url"}, {"text", "value"})
        yield from _text(option["text"], at, 75)
        yield from _too_long(option["value"], at, 150)


def _text(text: Json, at: str, most: int, kinds: set[str] | None = None) -> Iterator[str]:
    kind = text.get("type")
    if kind not in (kinds or {"plain_text", "mrkdwn"}):
        yield f"{at}: text of type {kind}"
    yield from _keys(text, at, {"type", "text", "emoji", "verbatim"}, {"type", "text"})
    if "emoji" in text and kind != "plain_text":
        yield f"{at}: emoji is for plain_text"
    if not text.get("text"):
        yield f"{at}: empty text"
    yield from _too_long(text.get("text", ""), at, most)


def _keys(thing: Json, at: str, legal: set[str], required: set[str]) -> Iterator[str]:
    for key in sorted(thing.keys() - legal):
        yield f"{at}: no such key {key}"
    for key in sorted(required - thing.keys()):
        yield f"{at}: {key} is missing"
    for key, most in _LONGEST.items():
        if key in thing:
            yield from _too_long(thing[key], f"{at}.{key}", most)


def _amount(things: list[Json], at: str, most: int) -> Iterator[str]:
    if not 1 <= len(things) <= most:
        yield f"{at}: {len(things)} entries, 1 to {most} are legal"


def _too_long(text: str, at: str, most: int) -> list[str]:
    return [f"{at}: {units(text)} characters, over {most}"] if units(text) > most else []


def _texts(thing: object) -> Iterator[Json]:
    if isinstance(thing, list):
        for part in thing:
            yield from _texts(part)
    elif isinstance(thing, dict):
        if thing.get("type") in {"plain_text", "mrkdwn"} and "text" in thing:
            yield thing
        else:
            for part in thing.values():
                yield from _texts(part)
