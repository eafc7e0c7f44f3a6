"""A picture's page: a form to give one, a word while it is looked at, and what there is to say."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.messages import say
from bot.pictures.looking import Look, alt_sentences, checklist, detail_sentence
from bot.pictures.words import Read
from bot.review.picturing import PictureSaid
from bot.seeing import PRIVATE
from bot.slack.cards.masking import MASK
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    header,
    mrkdwn,
    plain,
    quote,
    section,
)
from bot.verdict import worst

PICTURE, FILE, ALT = "picture", "picture_file", "picture_alt"
CLEAN, MARKED, COVERED = "picture_clean", "picture_marked", "covered"
ASK_AI = "picture_ai"
_MOST = 10
_NOTICE = "picture_notice"
_ALT = 2_000
_KINDS = ["jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "heic"]


def picture_view(told: str = "", *, covered: bool = False) -> Block:
    """Draw the form for one picture and its alternative text, with a word above it.

    The page remembers whether the guard covers the draft below it, and nothing else.
    """
    file: Block = {
        "type": "file_input",
        "action_id": FILE,
        "filetypes": _KINDS,
        "max_files": 1,
    }
    alt: Block = {
        "type": "plain_text_input",
        "action_id": ALT,
        "multiline": True,
        "max_length": _ALT,
        "placeholder": _text(say("picture.form.alt_placeholder")),
    }
    above = [section(plain(told))] if told else []
    view = _page([*above, _input(FILE, say("picture.form.file"), file)])
    asked = {**_input(ALT, say("picture.form.alt"), alt), "optional": True}
    return {
        **view,
        "blocks": [*view["blocks"], asked, _promise()],
        "callback_id": PICTURE,
        "private_metadata": json.dumps({COVERED: "yes"} if covered else {}),
        "submit": _text(say("picture.form.look")),
    }


def waiting_view() -> Block:
    """Draw the page while the picture is looked at."""
    return _page([section(plain(say("picture.looking"))), _promise()])


def result_view(found: Look | str, file: str = "", host: str = "") -> Block:
    """Draw the page with what there is to say, or with a sentence why there is nothing.

    `host` is where AI would look at it, empty where there is none.
    """
    return _page(picture_blocks(found, file, host))


def noticed_view(blocks: Sequence[Block], told: str) -> Block:
    """Draw a page as it stands, with a word about the last button above it."""
    stays = [block for block in blocks if block.get("block_id") != _NOTICE]
    return _page([{**section(plain(told)), "block_id": _NOTICE}, *stays])


def picture_message(found: Look | str, file: str, host: str = "") -> Block:
    """Draw the same as a message, which shows no key or password and fades like a card."""
    blocks = picture_blocks(found, file, host, stays=True)
    lead = found if isinstance(found, str) else say("picture.title")
    keep = button("keep", say("button.keep"), say("button.keep_says"), file)
    delete = button("delete", say("button.delete"), say("button.delete_says"), file)
    fades = context(plain(say("card.fades")))
    return {"text": lead, "blocks": [*blocks, fades, actions("card", keep, delete)]}


def said_view(said: PictureSaid) -> Block:
    """Draw the page with what AI said of a picture."""
    blocks = []
    if said.description:
        title = say("picture.ai.description")
        blocks.append(section(plain(clip(f"{title}\n{said.description}", 2_900))))
    blocks += _list(say("picture.ai.risks"), [say(f"picture.risk.{each}") for each in said.risks])
    if said.status.answered and not blocks:
        blocks.append(section(plain(say("picture.ai.nothing"))))
    note = said.note or say("picture.ai.label")
    return _page([*blocks, context(plain(note)), _promise()])


def picture_blocks(
    found: Look | str, file: str, host: str = "", *, stays: bool = False
) -> list[Block]:
    """Draw what there is to say about a picture, gravest first."""
    if isinstance(found, str):
        return [section(plain(found)), _promise()]
    picture = found.picture
    shape = say("picture.shape", format=picture.format, width=picture.width, height=picture.height)
    blocks = [header(say("picture.title")), context(plain(shape)), *_seen(found, stays=stays)]
    said = [*map(detail_sentence, found.details), *alt_sentences(found), *found.notes]
    blocks += _list("", said or [say("picture.fine")])
    blocks += _list(say("picture.ask_title"), checklist(found))
    # AI is shown no picture whose words nobody read first, and none with a private thing in it.
    private = found.reading.guarded or found.reading.holds_credential
    private = private or any(each.finding.topic in PRIVATE for each in found.seen)
    may_see = not private and found.words.status is Read.DONE
    asks_ai = host if may_see else ""
    offer = [context(plain(say("picture.ai.offer", host=host)))] if asks_ai and file else []
    return [*blocks, *_copies(found, file, asks_ai), *offer, _promise()]


def _seen(found: Look, *, stays: bool) -> list[Block]:
    if not found.seen:
        return []
    verdict = worst(each.finding for each in found.seen)
    blocks = [section(mrkdwn(f"*{say(f'verdict.{verdict}')}*"))]
    for number, each in enumerate(found.seen[:_MOST], start=1):
        finding = each.finding
        read = "" if finding.text in finding.message else f"{quote(finding.text)}: "
        lines = [f"{number}. {read}{finding.message}"]
        if finding.owner and finding.owner not in finding.message:
            lines.append(say("picture.ask_whom", channel=finding.owner))
        text = "\n".join(lines)
        if stays and finding.topic == "credential":
            text = text.replace(finding.text, MASK)
        blocks.append(section(plain(clip(text, 700))))
    left = len(found.seen) - _MOST
    if left > 0:
        blocks.append(section(plain(say("picture.more", count=left))))
    return [*blocks, section(plain(say("picture.cover")))]


def _copies(found: Look, file: str, asks_ai: str) -> list[Block]:
    value = f"{file} {COVERED}" if found.reading.guarded else file
    buttons = []
    if found.details:
        buttons.append(button(CLEAN, say("picture.clean"), say("picture.clean_says"), value))
    if found.seen:
        buttons.append(button(MARKED, say("picture.mark"), say("picture.mark_says"), value))
    if asks_ai:
        # With the host that stands above it, so that the press agrees to no other.
        there = f"{file} {asks_ai}"
        buttons.append(button(ASK_AI, say("picture.ai.ask"), say("picture.ai.ask_says"), there))
    return [actions("picture_copies", *buttons)] if buttons and file else []


def _list(title: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    text = "\n".join([*([title] if title else []), *(f"• {line}" for line in lines)])
    return [section(plain(clip(text, 2_900)))]


def _page(blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "title": _text(say("picture.title")),
        "close": _text(say("button.back")),
        "blocks": blocks,
    }


def _input(block_id: str, label: str, element: Block) -> Block:
    return {"type": "input", "block_id": block_id, "label": _text(label), "element": element}


def _promise() -> Block:
    return context(plain(say("picture.promise")))


def _text(words: str) -> Block:
    return {"type": "plain_text", "text": words}
