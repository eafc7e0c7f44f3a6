"""A copy of a picture with its findings drawn on it, numbered, and said in words below."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.pictures.judging import Seen

_INK, _PAPER, _MARK = "#1d1c1d", "#ffffff", "#b3261e"
_NARROWEST = 640  # what a legend needs, in pixels
_EDGE = 16
_LINE_HEIGHT = 1.5


def marked(small: Image.Image, seen: Sequence[Seen]) -> bytes:
    """Return a PNG: the picture with numbered frames, and below it what each number says."""
    size = max(16, min(small.width, small.height) // 40)
    font = _font(size)
    width = max(small.width, _NARROWEST)
    lines = _legend(seen, int((width - 2 * _EDGE) / (size * 0.55)))
    step = int(size * _LINE_HEIGHT)
    copy = Image.new("RGB", (width, small.height + 2 * _EDGE + step * len(lines)), _PAPER)
    copy.paste(small, (0, 0))
    pen = ImageDraw.Draw(copy)
    for number, each in enumerate(seen, start=1):
        _frame(pen, each, str(number), font, size)
    for row, line in enumerate(lines):
        pen.text((_EDGE, small.height + _EDGE + row * step), line, fill=_INK, font=font)
    out = BytesIO()
    copy.save(out, "PNG")
    return out.getvalue()


def _legend(seen: Sequence[Seen], letters: int) -> list[str]:
    return [
        line
        for number, each in enumerate(seen, start=1)
        for line in textwrap.wrap(f"{number}. {each.finding.message}", letters)
    ]


def _frame(
    pen: ImageDraw.ImageDraw, seen: Seen, number: str, font: ImageFont.FreeTypeFont, size: int
) -> None:
    for span in seen.spans:
        pen.line([*span, span[0]], fill=_MARK, width=max(3, size // 6), joint="curve")
    if not seen.spans:
        return
    x, y = seen.spans[0][0]
    side = int(size * _LINE_HEIGHT)
    left, top = max(0, x - side), max(0, y - side)
    pen.rectangle((left, top, left + side, top + side), fill=_MARK)
    middle = (left + side / 2, top + side / 2)
    pen.text(middle, number, fill=_PAPER, font=font, anchor="mm")


def _font(size: int) -> ImageFont.FreeTypeFont:
    import matplotlib as mpl  # noqa: PLC0415 -- for its font, when something is drawn

    return ImageFont.truetype(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf", size)
